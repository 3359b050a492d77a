// Records a person's yes to the version of their group's contract that they have read (R6.1, R11.8).
import type { FastifyInstance } from 'fastify';
import { parseAcceptance } from '../../shared/protocol/schemas.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpPorts } from './http-ports.ts';
import { type SeatRoute, signedIn } from './signed-in.ts';

export function contractRoutes(app: FastifyInstance, { accounts, groups }: HttpPorts): void {
  app.post<SeatRoute>('/api/seats/:ref/contract', async (request, reply) => {
    const seat = await signedIn(request, accounts);
    const hash = request.body == null ? null : parseAcceptance(request.body)?.hash;
    if (hash === undefined) throw new HttpRefusal('malformed');
    if (!(await groups.acceptContract(seat.ref, hash))) throw new HttpRefusal('stale');
    return reply.code(204).send();
  });
}
