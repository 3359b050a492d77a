// What a trial would have mailed, links and all, for whoever sits at this machine. Registered on a trial alone, and deaf to every name but this
// machine's own: a page elsewhere that makes its name lead here gets nothing.
import type { FastifyInstance } from 'fastify';
import { isLoopback } from '../process/weak-secrets.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpPorts } from './http-ports.ts';

export function outboxRoutes(app: FastifyInstance, { outbox }: HttpPorts): void {
  if (!outbox) return;
  app.get('/api/outbox', async (request, reply) => {
    const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'].some((name) => request.headers[name] !== undefined);
    const here = `http://${request.headers.host ?? ''}`;
    if (forwarded || !URL.canParse(here) || !isLoopback(new URL(here).hostname)) throw new HttpRefusal('not-found');
    reply.header('cache-control', 'no-store');
    return { mails: await outbox.mails() };
  });
}
