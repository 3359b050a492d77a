// What a person reads at the doorstep: their group, its contract and its meeting; nothing about the room itself (R6.2).
import type { FastifyInstance } from 'fastify';
import type { Doorstep } from '../../shared/protocol/doorstep.ts';
import { isLeading } from '../../shared/ritual/roles.ts';
import { hoursRead, isDoorOpen } from '../groups/meeting-times.ts';
import type { Meeting, Membership } from '../ports/records.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { type SeatRoute, signedIn } from './signed-in.ts';

type Ports = Pick<HttpPorts, 'groups' | 'clock'> & Pick<HttpOptions, 'isShutTo'>;

/** `asked`: the languages that the browser asks for. */
export async function doorstepOf(seat: Membership, ports: Ports, asked: string | undefined): Promise<Doorstep> {
  const { groups, clock } = ports;
  const [meeting, contract] = await Promise.all([meetingAhead(seat, ports), groups.contractFor(seat.ref, languagesIn(asked))]);
  const next = meeting && (await groups.meetingAfter(meeting));
  return {
    ...known(seat, meeting, clock.now()),
    next: next && { startsAt: next.startsAt, endsAt: next.endsAt },
    contract: { ...contract, accepted: seat.contractAcceptedAt !== null },
  };
}

/** As much as it takes to draw the doorstep of somebody who may come in now; null for everybody else, who reads more. */
export async function openDoorstepOf(seat: Membership, ports: Ports): Promise<Doorstep | null> {
  if (seat.contractAcceptedAt === null) return null;
  const doorstep = known(seat, await meetingAhead(seat, ports), ports.clock.now());
  return (doorstep.meeting?.opensAt ?? null) === null ? { ...doorstep, contract: { accepted: true } } : null;
}

async function meetingAhead(seat: Membership, { groups, isShutTo }: Ports): Promise<Meeting | null> {
  if (seat.onlyFor !== null) return groups.meeting(seat.onlyFor);
  const meeting = await groups.currentMeeting(seat.groupId);
  return meeting && (await isShutTo(seat, meeting)) ? groups.meetingAfter(meeting) : meeting;
}

function known(seat: Membership, meeting: Meeting | null, now: number): Omit<Doorstep, 'contract'> {
  return {
    groupName: seat.groupName,
    yourName: seat.name,
    meeting: meeting && { ...hoursRead(meeting, now), opensAt: opensAt(meeting, seat, now) },
    leads: isLeading(seat.role),
    keepsRotation: seat.keepsRotation,
    endsWithBrowser: seat.endsWithBrowser,
  };
}

/** As a browser lists them, the dearest first; only their codes. */
function languagesIn(asked = ''): string[] {
  const codes = asked.split(',', 10).map((one) => /^\s*([a-z]{2})(?![a-z])/i.exec(one)?.[1]?.toLowerCase());
  return [...new Set(codes.filter((code) => code !== undefined))];
}

/** R6.9: null once the door is open for this person. */
function opensAt(meeting: Meeting, { role }: Membership, now: number): number | null {
  const leads = isLeading(role);
  if (meeting.door === null || isDoorOpen(meeting, leads, now)) return null;
  return leads ? meeting.door.leaders : meeting.door.members;
}

export function doorstepRoutes(
  app: FastifyInstance,
  { accounts, groups, clock }: HttpPorts,
  { isShutTo }: Pick<HttpOptions, 'isShutTo'>,
): void {
  app.get<SeatRoute>('/api/seats/:ref/doorstep', async (request, reply): Promise<Doorstep> => {
    const seat = await signedIn(request, accounts);
    reply.header('cache-control', 'no-store');
    return doorstepOf(seat, { groups, clock, isShutTo }, request.headers['accept-language']);
  });
}
