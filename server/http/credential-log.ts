// One's own log as somebody who leads or learns to, with those of the people one supervises.
import type { FastifyInstance } from 'fastify';
import { type CredentialLog, parseNewLogEntry } from '../../shared/protocol/program/credential-log.ts';
import { isId } from '../../shared/protocol/program/people.ts';
import { accountOf } from './account-cookie.ts';
import { HttpRefusal, orRefuse } from './errors.ts';
import type { HttpPorts } from './http-ports.ts';

interface IdRoute {
  Params: { id: string };
}

export function credentialLogRoutes(app: FastifyInstance, { signIn, credentialLogs }: HttpPorts): void {
  app.get('/api/me/log', async (request, reply): Promise<CredentialLog> => {
    const { accountId } = await accountOf(request, signIn);
    reply.header('cache-control', 'no-store');
    return credentialLogs.log(accountId);
  });

  app.get('/api/me/log.csv', async (request, reply) => {
    const { accountId } = await accountOf(request, signIn);
    const text = await credentialLogs.asCsv(accountId);
    reply.header('cache-control', 'no-store').header('content-disposition', 'attachment; filename="log.csv"');
    return reply.type('text/csv; charset=utf-8').send(text);
  });

  app.post('/api/me/log', async (request, reply) => {
    const { accountId } = await accountOf(request, signIn);
    const entry = parseNewLogEntry(request.body);
    if (entry === null) throw new HttpRefusal('malformed');
    orRefuse(await credentialLogs.add(accountId, entry));
    return reply.code(204).send();
  });

  app.delete<IdRoute>('/api/me/log/:id', async (request, reply) => {
    const { accountId } = await accountOf(request, signIn);
    orRefuse(await credentialLogs.remove(accountId, idOf(request.params)));
    return reply.code(204).send();
  });
}

function idOf({ id }: IdRoute['Params']): string {
  if (!isId(id)) throw new HttpRefusal('not-found');
  return id;
}
