// What a person reads at the doorstep: their group, its contract and its meeting; nothing about the room itself (R6.2).
import type { FastifyInstance } from 'fastify';
import type { Doorstep } from '../../shared/protocol/doorstep.ts';
import { isLeading } from '../../shared/ritual/roles.ts';
import { hashOfContract } from '../groups/contracts.ts';
import type { Groups, Membership } from '../ports/records.ts';
import type { HttpPorts } from './http-ports.ts';
import { type SeatRoute, signedIn } from './signed-in.ts';

export async function doorstepOf(
  seat: Membership,
  groups: Pick<Groups, 'currentMeeting' | 'meetingAfter' | 'contract'>,
): Promise<Doorstep> {
  const [meeting, text] = await Promise.all([groups.currentMeeting(seat.groupId), groups.contract(seat.groupId)]);
  const next = meeting && (await groups.meetingAfter(meeting));
  return {
    groupName: seat.groupName,
    yourName: seat.name,
    meeting: meeting && { startsAt: meeting.startsAt, endsAt: meeting.endsAt },
    next: next && { startsAt: next.startsAt, endsAt: next.endsAt },
    contract: { text, hash: hashOfContract(text), accepted: seat.contractAcceptedAt !== null },
    leads: isLeading(seat.role),
    endsWithBrowser: seat.endsWithBrowser,
  };
}

export function doorstepRoutes(app: FastifyInstance, { accounts, groups }: HttpPorts): void {
  app.get<SeatRoute>('/api/seats/:ref/doorstep', async (request, reply): Promise<Doorstep> => {
    const seat = await signedIn(request, accounts);
    reply.header('cache-control', 'no-store');
    return doorstepOf(seat, groups);
  });
}
