// What is kept about whoever asks: to see, to take along, and to have erased. By a personal link, what belongs to its seat (R11.1).
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type ErasureView, type Kept, parseErase } from '../../shared/protocol/program/kept.ts';
import { accountOf, takeAccountSession } from './account-cookie.ts';
import { HttpRefusal, orRefuse } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { type SeatRoute, signedIn } from './signed-in.ts';

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
