// Finds out who is asking. Every route of a seat begins here; without a session it gives away nothing.
import type { FastifyRequest } from 'fastify';
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
