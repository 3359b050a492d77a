// A personal link: gives this browser a session for one seat and leads to it, or says that it opens nothing.
import type { FastifyInstance } from 'fastify';
import { sendDoorPage } from './door-page.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { giveSession } from './session-cookie.ts';

/** From one address: a whole hospital may stand behind it, with every group opening its links at the same hour. */
const tries = { max: 240, timeWindow: 60_000 };

export function personalDoorRoutes(app: FastifyInstance, { accounts }: HttpPorts, options: HttpOptions): void {
  // No HEAD: looking at a link must not use it. A wildcard, so that a link of any length meets the same page.
  app.get<{ Params: { '*': string } }>(
    '/in/*',
    { exposeHeadRoute: false, config: { rateLimit: tries } },
    async (request, reply) => {
      const opened = await accounts.openLink(request.params['*']);
      if (!opened) return sendDoorPage(reply, 'no-door');
      giveSession(reply, opened, options);
      return reply.header('cache-control', 'no-store').redirect(`/seat/${opened.ref}`, 303);
    },
  );
}
