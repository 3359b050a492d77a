// Finds out who is asking. Every route of a seat begins here; without a session it gives away nothing.
import type { FastifyRequest } from 'fastify';
import { isLeading } from '../../shared/ritual/roles.ts';
import { seatOfRequest } from '../accounts/seat-of-request.ts';
import type { Accounts, Membership } from '../ports/records.ts';
import { HttpRefusal } from './errors.ts';

export interface SeatRoute {
  Params: { ref: string };
}

export async function signedIn(request: FastifyRequest<SeatRoute>, accounts: Accounts): Promise<Membership> {
  const seat = await seatOfRequest(request.headers.cookie, request.params.ref, accounts);
  if (!seat) throw new HttpRefusal('not-signed-in');
  return seat;
}

/** By the seat of a leader; whoever leads one meeting, or learns to, holds nothing of the group's. To anybody else this does not exist. */
export async function leaderOf(request: FastifyRequest<SeatRoute>, accounts: Accounts): Promise<Membership> {
  const seat = await signedIn(request, accounts);
  if (!isLeading(seat.role) || seat.standing !== null || seat.onlyFor !== null) throw new HttpRefusal('not-found');
  return seat;
}
