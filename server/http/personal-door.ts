// A personal link (R6.8): looking at it changes nothing; a person's own press on its page gives this browser a session for one seat.
import type { FastifyInstance } from 'fastify';
import { seatAddress } from '../../shared/protocol/addresses.ts';
import { parsePress } from '../../shared/protocol/schemas.ts';
import { seatOfRequest } from '../accounts/seat-of-request.ts';
import { sendComeInPage } from './come-in-page.ts';
import { sendClosedDoor } from './door-page.ts';
import { asksForJson, HttpRefusal } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { giveSession } from './session-cookie.ts';

/** Per address: a whole hospital may be behind one, with every group opening its links at the same hour. */
const tries = { max: 240, timeWindow: 60_000 };
const config = { rateLimit: tries };

/** A wildcard, so that a link of any length gets the same page. */
interface LinkRoute {
  Params: { '*': string };
}

export function personalDoorRoutes(app: FastifyInstance, { accounts }: HttpPorts, options: HttpOptions): void {
  app.get<LinkRoute>('/in/*', { config }, async (request, reply) => {
    const seen = await accounts.seeLink(request.params['*']);
    reply.header('cache-control', 'no-store').header('vary', 'accept');
    if (asksForJson(request)) {
      if (!seen) throw new HttpRefusal('not-found');
      return { name: seen.name, pass: seen.pass };
    }
    if (!seen) return sendClosedDoor(reply, 'no-door');
    // Whoever has come in from this browser before need not press again.
    const seat = await seatOfRequest(request.headers.cookie, seen.ref, accounts);
    return seat ? reply.redirect(seatAddress(seat.ref), 303) : sendComeInPage(reply, seen);
  });

  app.post<LinkRoute>('/in/*', { config }, async (request, reply): Promise<{ ref: string }> => {
    const press = parsePress(request.body);
    if (press === null) throw new HttpRefusal('malformed');
    const opened = await accounts.openLink(request.params['*'], press);
    if (opened === null) throw new HttpRefusal('not-found');
    if (opened === 'stale') throw new HttpRefusal('stale');
    giveSession(reply, { ...opened, endsWithBrowser: press.endsWithBrowser }, options);
    reply.header('cache-control', 'no-store');
    return { ref: opened.ref };
  });
}
