// Home: every seat that this browser may open, by an account or a personal link, with its own person's coming dates.
import type { FastifyInstance } from 'fastify';
import { type Home, type HomeSeat, parseReminders } from '../../shared/protocol/program/me.ts';
import { provenSeats, seatOfRequest } from '../accounts/seat-of-request.ts';
import { hoursRead } from '../groups/meeting-times.ts';
import type { Membership } from '../ports/records.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { ownUrl } from './own-url.ts';
import { type SeatRoute, signedIn } from './signed-in.ts';

/** More than anybody has groups. */
const mostSeats = 40;

export function homeRoutes(
  app: FastifyInstance,
  { accounts, signIn, groups, dates, feeds, clock }: HttpPorts,
  { publicUrl }: Pick<HttpOptions, 'publicUrl'>,
): void {
  async function datesOf({ ref, groupId, personId }: Membership): Promise<Pick<HomeSeat, 'zone' | 'meetings'>> {
    const { zone, meetings } = await dates.ofSeat(ref);
    const free = meetings.length === 0 ? await groups.currentMeeting(groupId) : null;
    if (free === null) return { zone, meetings };
    // A group that meets freely has no dates, and may come in at any time.
    const { id } = free;
    const { startsAt, endsAt } = hoursRead(free, clock.now());
    const { seats } = await groups.roster(groupId, id);
    const convenes = seats.some((seat) => seat.personId === personId && seat.convenes === true);
    const never = { isCancelled: false, isExcused: false, myPlace: null };
    return { zone, meetings: [{ id, startsAt, endsAt, place: 'screen', ...never, convenes, doorOpensAt: startsAt }] };
  }

  app.get('/api/home', async (request, reply): Promise<Home> => {
    const { cookie } = request.headers;
    const account = await signIn.accountOfRequest(cookie);
    if (account !== null) await signIn.linkCards(account);
    const refs = new Set([...provenSeats(cookie, accounts), ...(account ? await signIn.seatsOf(account.accountId) : [])]);
    const seats: Membership[] = [];
    for (const ref of [...refs].slice(0, mostSeats)) {
      const seat = await seatOfRequest(cookie, ref, accounts);
      if (seat !== null) seats.push(seat);
    }
    const facts = await signIn.homeFacts(
      seats.map(({ ref }) => ref),
      account?.accountId ?? null,
    );
    const shown = await Promise.all(
      seats.map(async (seat): Promise<HomeSeat | null> => {
        const { ref, groupId, groupName, name, role } = seat;
        const own = facts.find((fact) => fact.ref === ref);
        if (!own) return null;
        const { reminders, manages } = own;
        const { zone, meetings } = await datesOf(seat);
        const path = await feeds.addressOf(ref);
        const feed = path && new URL(path, publicUrl ?? ownUrl(request)).href;
        return { ref, groupId, groupName, yourName: name, role, zone, meetings, feed, reminders, manages };
      }),
    );
    reply.header('cache-control', 'no-store');
    return { seats: shown.filter((seat) => seat !== null).sort(bySoonest), isSignedIn: account !== null };
  });

  app.post<SeatRoute>('/api/seats/:ref/reminders', async (request, reply) => {
    const { ref } = await signedIn(request, accounts);
    const wish = parseReminders(request.body);
    if (wish === null) throw new HttpRefusal('malformed');
    await signIn.keepReminders(ref, wish.reminders);
    return reply.code(204).send();
  });
}

function bySoonest(one: HomeSeat, other: HomeSeat): number {
  const next = ({ meetings }: HomeSeat) => meetings.find(({ isCancelled }) => !isCancelled)?.startsAt ?? Number.POSITIVE_INFINITY;
  const [a, b] = [next(one), next(other)];
  return a === b ? one.groupName.localeCompare(other.groupName) : a - b;
}
