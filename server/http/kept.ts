// What is kept about whoever asks: to see, to take along, and to have erased. By a personal link, what belongs to its seat (R11.1).
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ErasureView, type Kept, parseErase } from '../../shared/protocol/program/kept.ts';
import { provenSeats, seatOfRequest } from '../accounts/seat-of-request.ts';
import { accountOf, takeAccountSession } from './account-cookie.ts';
import { HttpRefusal, orRefuse } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { takeSession } from './session-cookie.ts';
import { type SeatRoute, signedIn } from './signed-in.ts';

/** More than anybody has groups. */
const mostSeats = 40;

export function keptRoutes(app: FastifyInstance, { signIn, accounts, keeping }: HttpPorts, options: HttpOptions): void {
  app.get('/api/me/kept', async (request, reply): Promise<Kept> => {
    reply.header('cache-control', 'no-store');
    return keeping.ofAccount((await accountOf(request, signIn)).accountId);
  });

  app.get('/api/me/export', async (request, reply) =>
    sendFile(reply, await keeping.ofAccount((await accountOf(request, signIn)).accountId)),
  );

  app.get<SeatRoute>('/api/seats/:ref/kept', async (request, reply): Promise<Kept> => {
    reply.header('cache-control', 'no-store');
    return keeping.ofSeat(await signedIn(request, accounts));
  });

  app.get<SeatRoute>('/api/seats/:ref/export', async (request, reply) =>
    sendFile(reply, await keeping.ofSeat(await signedIn(request, accounts))),
  );

  app.get('/api/me/erasure', async (request, reply): Promise<ErasureView> => {
    reply.header('cache-control', 'no-store');
    return keeping.erasureOf(await accountOf(request, signIn));
  });

  app.post('/api/me/erasure', async (request, reply) => {
    const account = await accountOf(request, signIn);
    const wish = parseErase(request.body);
    if (wish === null) throw new HttpRefusal('malformed');
    const { seats, groups } = orRefuse(await keeping.erase(account, wish.confirm));
    takeAccountSession(reply, options);
    for (const ref of seats) options.onSessionsEnded(ref);
    for (const group of groups) options.onRosterChanged(group);
    return reply.code(204).send();
  });

  /** The seats of this person whose links this browser has opened. */
  async function heldBy(request: FastifyRequest<SeatRoute>, personId: string): Promise<string[]> {
    const { cookie } = request.headers;
    const held: string[] = [];
    for (const ref of [...new Set(provenSeats(cookie, accounts))].slice(0, mostSeats))
      if ((await seatOfRequest(cookie, ref, accounts))?.personId === personId) held.push(ref);
    return held;
  }

  app.get<SeatRoute>('/api/seats/:ref/erasure', async (request, reply): Promise<ErasureView> => {
    const seat = await signedIn(request, accounts);
    reply.header('cache-control', 'no-store');
    return keeping.erasureOfSeat(seat, await heldBy(request, seat.personId));
  });

  app.post<SeatRoute>('/api/seats/:ref/erasure', async (request, reply) => {
    const seat = await signedIn(request, accounts);
    const wish = parseErase(request.body);
    if (wish === null) throw new HttpRefusal('malformed');
    const held = await heldBy(request, seat.personId);
    const { seats, groups } = orRefuse(await keeping.eraseBySeat(seat, held, wish.confirm));
    for (const ref of held) takeSession(reply, ref, options);
    for (const ref of seats) options.onSessionsEnded(ref);
    for (const group of groups) options.onRosterChanged(group);
    return reply.code(204).send();
  });
}

/** Moments as people and programs both read them. */
function sendFile(reply: FastifyReply, { kinds, at }: Kept): FastifyReply {
  const moment = (ms: number) => new Date(ms).toISOString();
  const file = {
    madeAt: moment(at),
    kinds: kinds.map(({ kind, erased, rows }) => ({
      ...{ kind, erased },
      rows: rows.map(({ until, facts }) => ({
        until: until === null ? null : moment(until),
        ...Object.fromEntries(facts.map(({ name, value, isMoment }) => [name, isMoment ? moment(Number(value)) : value])),
      })),
    })),
  };
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', 'attachment; filename="kept.json"')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(file, null, 2));
}
