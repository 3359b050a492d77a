// The coming dates of one's own seat, and saying that one cannot come, or where one will be. Nobody here learns who else comes.
import type { FastifyInstance } from 'fastify';
import type { SeatDates } from '../../shared/protocol/program/dates.ts';
import { parseExcuse, parseOwnPlace } from '../../shared/protocol/program/me.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpPorts } from './http-ports.ts';
import { type SeatRoute, signedIn } from './signed-in.ts';

interface MeetingRoute extends SeatRoute {
  Params: SeatRoute['Params'] & { meeting: string };
}

export function seatDatesRoutes(app: FastifyInstance, { accounts, dates }: HttpPorts): void {
  app.get<SeatRoute>('/api/seats/:ref/dates', async (request, reply): Promise<SeatDates> => {
    const { ref } = await signedIn(request, accounts);
    reply.header('cache-control', 'no-store');
    return dates.ofSeat(ref);
  });

  app.post<MeetingRoute>('/api/seats/:ref/meetings/:meeting/excuse', async (request, reply) => {
    const { ref } = await signedIn(request, accounts);
    const said = parseExcuse(request.body);
    if (said === null) throw new HttpRefusal('malformed');
    mustBeDone(await dates.excuse(ref, request.params.meeting, said.excused));
    return reply.code(204).send();
  });

  app.post<MeetingRoute>('/api/seats/:ref/meetings/:meeting/place', async (request, reply) => {
    const { ref } = await signedIn(request, accounts);
    const said = parseOwnPlace(request.body);
    if (said === null) throw new HttpRefusal('malformed');
    mustBeDone(await dates.sayPlace(ref, request.params.meeting, said.place));
    return reply.code(204).send();
  });
}

function mustBeDone(outcome: 'done' | 'not-allowed-now' | null): void {
  if (outcome === null) throw new HttpRefusal('not-found');
  if (outcome !== 'done') throw new HttpRefusal(outcome);
}
