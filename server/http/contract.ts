// Records a person's yes to the contract of their group, once for a series (R6.1).
import type { FastifyInstance } from 'fastify';
import type { HttpPorts } from './http-ports.ts';
import { type SeatRoute, signedIn } from './signed-in.ts';

export function contractRoutes(app: FastifyInstance, { accounts, groups }: HttpPorts): void {
  app.post<SeatRoute>('/api/seats/:ref/contract', async (request, reply) => {
    const seat = await signedIn(request, accounts);
    await groups.acceptContract(seat.ref);
    return reply.code(204).send();
  });
}
