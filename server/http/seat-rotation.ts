// From the room to the leaders' private list of who presented (R9.2), also for whoever leads by a personal link alone. Turning it on or off takes an
// account, whose act is noted.
import type { FastifyInstance } from 'fastify';
import { linksAddress } from '../../shared/protocol/addresses.ts';
import { parseRotationTurn, type RotationView } from '../../shared/protocol/program/after.ts';
import { isId } from '../../shared/protocol/program/people.ts';
import { rotationBeside } from '../../shared/protocol/rotation-address.ts';
import { HttpRefusal, orRefuse } from './errors.ts';
import type { HttpPorts } from './http-ports.ts';
import { leaderOf, type SeatRoute } from './signed-in.ts';

interface TurnRoute extends SeatRoute {
  Params: { ref: string; person: string; on: string };
}

export function seatRotationRoutes(app: FastifyInstance, { accounts, signIn, after }: HttpPorts): void {
  app.get<SeatRoute>(rotationBeside(linksAddress(':ref')), async (request, reply) => {
    const { groupId, ref } = await leaderOf(request, accounts);
    const account = await signIn.accountOfRequest(request.headers.cookie);
    const isOwn = account !== null && (await signIn.seatsOf(account.accountId)).includes(ref);
    const page = `/group/${groupId}/rotation`;
    return reply.header('cache-control', 'no-store').redirect(isOwn ? page : `${page}?seat=${ref}`, 303);
  });

  app.get<SeatRoute>('/api/seats/:ref/rotation', async (request, reply): Promise<RotationView> => {
    const { groupId } = await leaderOf(request, accounts);
    reply.header('cache-control', 'no-store');
    return after.rotation(groupId);
  });

  app.post<SeatRoute>('/api/seats/:ref/rotation/turns', async (request, reply) => {
    const { groupId } = await leaderOf(request, accounts);
    const turn = parseRotationTurn(request.body);
    if (turn === null) throw new HttpRefusal('malformed');
    orRefuse(await after.noteTurn(groupId, turn));
    return reply.code(204).send();
  });

  app.delete<TurnRoute>('/api/seats/:ref/rotation/turns/:person/:on', async (request, reply) => {
    const { groupId } = await leaderOf(request, accounts);
    const { person, on } = request.params;
    if (!isId(person) || !/^\d{4}-\d{2}-\d{2}$/.test(on)) throw new HttpRefusal('not-found');
    orRefuse(await after.forgetTurn(groupId, person, on));
    return reply.code(204).send();
  });
}
