// The personal links of a group, for its leaders to hand out, renew, and create for a guest. To anybody else this does not exist.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseGuest } from '../../shared/protocol/schemas.ts';
import type { SeatLink } from '../ports/records.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { ownUrl } from './own-url.ts';
import { giveSession } from './session-cookie.ts';
import { leaderOf, type SeatRoute } from './signed-in.ts';

interface RenewRoute extends SeatRoute {
  Params: { ref: string; other: string };
}

export interface PersonalLink extends Omit<SeatLink, 'token'> {
  readonly url: string;
}

export function linkRoutes(app: FastifyInstance, { accounts, groups }: HttpPorts, options: HttpOptions): void {
  function urlOf(request: FastifyRequest, token: string): string {
    return new URL(`/in/${token}`, options.publicUrl ?? ownUrl(request)).href;
  }

  async function linksOf(request: FastifyRequest, groupId: string): Promise<PersonalLink[]> {
    const links = await accounts.links(groupId);
    return links.map(({ token, ...link }) => ({ ...link, url: urlOf(request, token) }));
  }

  app.get<SeatRoute>('/api/seats/:ref/links', async (request, reply): Promise<{ links: PersonalLink[] }> => {
    const leader = await leaderOf(request, accounts);
    reply.header('cache-control', 'no-store');
    return { links: await linksOf(request, leader.groupId) };
  });

  app.post<SeatRoute>('/api/seats/:ref/guests', async (request, reply): Promise<PersonalLink> => {
    const leader = await leaderOf(request, accounts);
    const guest = parseGuest(request.body);
    if (guest === null) throw new HttpRefusal('malformed');
    const named = await groups.nameGuest(leader.groupId, guest.name, await options.meetingFor(leader));
    if (typeof named === 'string') throw new HttpRefusal(named);
    options.onGuestNamed(named.meeting);
    const link = (await linksOf(request, leader.groupId)).find(({ ref }) => ref === named.ref);
    if (!link) throw new HttpRefusal('no-meeting'); // it has just come to its end
    reply.code(201).header('cache-control', 'no-store');
    return link;
  });

  app.post<RenewRoute>('/api/seats/:ref/links/:other/renew', async (request, reply): Promise<{ url: string }> => {
    const leader = await leaderOf(request as FastifyRequest<SeatRoute>, accounts);
    const { other } = request.params;
    const token = await accounts.renewLink(leader.groupId, other);
    if (token === null) throw new HttpRefusal('not-found');
    if (other === leader.ref) {
      // Whoever renews their own link stays signed in here, and nowhere else.
      const { endsWithBrowser } = leader;
      const seen = await accounts.seeLink(token);
      const opened = seen && (await accounts.openLink(token, { pass: seen.pass, endsWithBrowser }));
      if (opened !== null && opened !== 'stale') giveSession(reply, { ...opened, endsWithBrowser }, options);
    }
    options.onSessionsEnded(other);
    reply.header('cache-control', 'no-store');
    return { url: urlOf(request, token) };
  });
}
