// Whose account somebody is of whom a provider has told: by its own name for them, by an address that it may vouch for, or because they are signed
// in here already, which links the two from now on.
import type { Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { AnswerRefused } from '../ports/identity.ts';
import type { Entrance, NewSession, SignedIn } from '../ports/sign-in.ts';
import { startAccountSession } from './account-sessions.ts';
import { accountAt, knownAt, linkCards } from './cards.ts';

export interface Arrival {
  readonly row: { readonly id: string };
  readonly subject: string;
  /** Null unless it counts as proved. */
  readonly address: string | null;
  readonly signedIn: SignedIn | null;
  readonly entrance: Entrance;
}

/** Throws `AnswerRefused`. */
export async function arriveBy(records: Transaction<Tables>, secret: string, arrival: Arrival, now: number): Promise<NewSession> {
  const { row, subject, address, signedIn, entrance } = arrival;
  const linked = await records
    .selectFrom('outside_identities')
    .innerJoin('accounts', 'accounts.id', 'outside_identities.account_id')
    .where('provider_id', '=', row.id)
    .where('subject', '=', subject)
    .where('accounts.closed_at', 'is', null)
    .select('accounts.id')
    .executeTakeFirst();
  const accountId = linked?.id ?? (await byAddress(records, address, now)) ?? signedIn?.accountId;
  if (accountId === undefined) throw new AnswerRefused(address === null ? 'address-not-proved' : 'address-unknown');
  await records
    .insertInto('outside_identities')
    .values({ provider_id: row.id, subject, account_id: accountId, first_at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await linkCards(records, accountId, now);
  return startAccountSession(records, secret, accountId, entrance, now);
}

/** No account is made for whom nobody here knows. */
async function byAddress(records: Transaction<Tables>, address: string | null, now: number): Promise<string | null> {
  if (address === null || (await knownAt(records, address)).language === null) return null;
  return accountAt(records, address, now);
}
