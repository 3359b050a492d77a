// A person's calendar, for programs that ask by themselves. It takes no cookie and gives none: whoever has the address reads the dates.
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpRefusal } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { ownUrl } from './own-url.ts';
import { type SeatRoute, signedIn } from './signed-in.ts';

interface FeedRoute {
  Params: { '*': string };
}

/** Programs ask once an hour or so; none of ours ask more than this. */
const perHour = 60;
const hourMs = 3_600_000;

export function calendarRoutes(
  app: FastifyInstance,
  { accounts, feeds, signIn }: HttpPorts,
  options: Pick<HttpOptions, 'publicUrl'> & { readonly callerOf: (request: FastifyRequest['raw']) => string },
): void {
  const base = (request: FastifyRequest) => options.publicUrl ?? ownUrl(request);
  const sealedIn = (request: FastifyRequest) => /^(.*)\.ics$/.exec((request as FastifyRequest<FeedRoute>).params['*'])?.[1] ?? '';
  /** Counted for the calendar wherever it is asked for; whoever only guesses is counted for where they are. */
  const keyGenerator = (request: FastifyRequest) => {
    const sealed = sealedIn(request);
    return feeds.isGenuine(sealed) ? `feed ${sealed}` : options.callerOf(request.raw);
  };
  // Here, so that nobody keeps the records busy; and there, over all servers.
  const config = { rateLimit: { max: perHour, timeWindow: hourMs, keyGenerator } };

  app.get<FeedRoute>('/calendar/*', { config }, async (request, reply) => {
    if (!(await signIn.mayTry('calendar', keyGenerator(request)))) throw new HttpRefusal('too-many');
    const file = await feeds.read(sealedIn(request), new URL('/home', base(request)).href);
    if (file === null) throw new HttpRefusal('not-found');
    const etag = `"${createHash('sha256').update(file).digest('base64url')}"`;
    reply.header('etag', etag).header('cache-control', 'private, no-cache');
    const known = String(request.headers['if-none-match'] ?? '').split(',');
    if (known.some((one) => one.trim().replace(/^W\//, '') === etag)) return reply.code(304).send();
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="balint-room.ics"')
      .send(file);
  });

  app.post<SeatRoute>('/api/seats/:ref/feed', async (request, reply): Promise<{ feed: string }> => {
    const { ref } = await signedIn(request, accounts);
    const path = await feeds.renew(ref);
    if (path === null) throw new HttpRefusal('not-found');
    reply.header('cache-control', 'no-store');
    return { feed: new URL(path, base(request)).href };
  });
}
