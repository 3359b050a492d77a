// Finds out who a browser is in the seat that its address names, for HTTP requests and the room's socket alike: the address
// only chooses among the sessions that the browser really has.
import type { Accounts, Membership } from '../ports/records.ts';
import { refShape } from './personal-links.ts';

export function cookieName(ref: string): string {
  return `br_${ref}`;
}

/** The secret value that this browser holds for that seat. */
export function sessionOfRequest(cookieHeader: string | undefined, ref: string): string | null {
  if (!cookieHeader || !refShape.test(ref)) return null;
  const start = `${cookieName(ref)}=`;
  const pair = cookieHeader
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(start));
  return pair?.slice(start.length) ?? null;
}

/** The seats for which this browser holds a session that we once gave. Does not ask the records; only for counting. */
export function* provenSeats(cookieHeader: string | undefined, accounts: Pick<Accounts, 'isGenuine'>): Generator<string> {
  for (const [, ref = '', session = ''] of (cookieHeader ?? '').matchAll(/(?:^|;\s*)br_([0-9a-f]{18})=([^;]*)/g)) {
    if (accounts.isGenuine(ref, session.trim())) yield ref;
  }
}

/** Null without a valid session for that seat. Throws `Fault`. */
export async function seatOfRequest(cookieHeader: string | undefined, ref: string, accounts: Accounts): Promise<Membership | null> {
  const session = sessionOfRequest(cookieHeader, ref);
  return session === null ? null : accounts.membership(ref, session);
}
