// R6.6: what somebody in the circle says about an observer of any coming meeting. An open room follows at once.
import type { FastifyInstance } from 'fastify';
import { type ObserverConsent, parseConsent } from '../../../shared/protocol/program/groups.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpOptions, HttpPorts } from '../http-ports.ts';
import { type SeatRoute, signedIn } from '../signed-in.ts';

export function consentRoutes(app: FastifyInstance, { accounts, rosters }: HttpPorts, options: HttpOptions): void {
  app.get<SeatRoute>('/api/seats/:ref/consents', async (request, reply): Promise<{ consents: readonly ObserverConsent[] }> => {
    const seat = await signedIn(request, accounts);
    reply.header('cache-control', 'no-store');
    return { consents: await rosters.consents(seat) };
  });

  app.post<SeatRoute>('/api/seats/:ref/consents', async (request, reply) => {
    const seat = await signedIn(request, accounts);
    const said = parseConsent(request.body);
    if (said === null) throw new HttpRefusal('malformed');
    orRefuse(await rosters.sayConsent(seat, said));
    options.onRosterChanged(seat.groupId);
    return reply.code(204).send();
  });
}
