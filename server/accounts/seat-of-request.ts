// Finds out who a browser is in the seat that its address names, for HTTP requests and the room's socket alike: the address
// only chooses among the sessions that the browser really has. A personal link's session comes first, then that of an account.
import type { Accounts, Membership } from '../ports/records.ts';
import { accountCookie } from './account-seal.ts';
import { refShape } from './personal-links.ts';

export function cookieName(ref: string): string {
  return `br_${ref}`;
}

/** The secret value that this browser holds for that seat. */
export function sessionOfRequest(cookieHeader: string | undefined, ref: string): string | null {
  return refShape.test(ref) ? cookieIn(cookieHeader, cookieName(ref)) : null;
}

/** The secret value with which this browser is signed in with an account. */
export function accountSessionOfRequest(cookieHeader: string | undefined): string | null {
  return cookieIn(cookieHeader, accountCookie);
}

/** The value of one cookie; of several with that name, the first. */
export function cookieIn(cookieHeader: string | undefined, name: string): string | null {
  if (!cookieHeader) return null;
  const start = `${name}=`;
  const pair = cookieHeader
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(start));
  return pair?.slice(start.length) ?? null;
}

type Genuine = Pick<Accounts, 'isGenuine' | 'genuineAccount' | 'isOver' | 'isAccountOver'>;

/** The seats for which this browser holds a session that we once gave. Does not ask the records; only for counting and signing out. */
export function* provenSeats(cookieHeader: string | undefined, accounts: Pick<Accounts, 'isGenuine'>): Generator<string> {
  const named = new Set([...(cookieHeader ?? '').matchAll(/(?:^|;\s*)br_([0-9a-f]{18})=/g)].map(([, ref = '']) => ref));
  for (const ref of named) {
    const session = sessionOfRequest(cookieHeader, ref);
    if (session !== null && accounts.isGenuine(ref, session)) yield ref;
  }
}

/** The account of a session that we once gave and that is not known to be over. Does not ask the records; only for counting. */
export function provenAccount(
  cookieHeader: string | undefined,
  accounts: Pick<Accounts, 'genuineAccount' | 'isAccountOver'>,
): string | null {
  const session = accountSessionOfRequest(cookieHeader);
  return session === null || accounts.isAccountOver(session) ? null : accounts.genuineAccount(session);
}

/**
 * For whom a greeting to that seat is counted: for the seat itself, or, by the session of an account, for that account there; what comes with a
 * session that is over, apart from both. Null for whoever holds nothing that might open it. Does not ask the records.
 */
export function countedFor(cookieHeader: string | undefined, ref: string, accounts: Genuine): string | null {
  if (!refShape.test(ref)) return null;
  const session = sessionOfRequest(cookieHeader, ref);
  const isGenuine = session !== null && accounts.isGenuine(ref, session);
  if (isGenuine && !accounts.isOver(ref, session)) return ref;
  const account = provenAccount(cookieHeader, accounts);
  if (account !== null) return `${ref} by ${account}`;
  const ofAccount = accountSessionOfRequest(cookieHeader);
  return isGenuine || (ofAccount !== null && accounts.genuineAccount(ofAccount) !== null) ? `${ref} over` : null;
}

/** Null without a valid session for that seat. Throws `Fault`. */
export async function seatOfRequest(cookieHeader: string | undefined, ref: string, accounts: Accounts): Promise<Membership | null> {
  const session = sessionOfRequest(cookieHeader, ref);
  const seat = session === null ? null : await accounts.membership(ref, session);
  if (seat !== null) return seat;
  const ofAccount = accountSessionOfRequest(cookieHeader);
  return ofAccount === null ? null : accounts.membershipOfAccount(ref, ofAccount);
}
