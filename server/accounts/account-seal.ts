// The value of an account's session: the account, random bytes, and a seal for both, so that an invented one is recognised without asking the records.
import { refShape } from './personal-links.ts';
import { hashOfSession, sealedSession } from './session-seal.ts';

export const accountCookie = 'br_me';

const idLength = 18;

/** No seat's seal can ever be one of an account's. */
const sealedFor = (accountId: string) => `account ${accountId}`;

export function newAccountSession(secret: string, accountId: string): string {
  return accountId + sealedSession(secret, sealedFor(accountId));
}

export interface AccountClaim {
  readonly accountId: string;
  /** Only the records know whether it is still valid. */
  readonly hash: string;
}

/** Null for what was never a session of ours. */
export function readAccountSession(secret: string, session: string): AccountClaim | null {
  const accountId = session.slice(0, idLength);
  if (!refShape.test(accountId)) return null;
  const hash = hashOfSession(secret, sealedFor(accountId), session.slice(idLength));
  return hash === null ? null : { accountId, hash };
}
