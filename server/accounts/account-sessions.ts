// Sessions of accounts: a secret value in the browser's cookie, its hash in the records.
import type { ExpressionBuilder, Transaction } from 'kysely';
import type { MySession } from '../../shared/protocol/program/me.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';
import type { Entrance, NewSession } from '../ports/sign-in.ts';
import { type AccountClaim, newAccountSession, readAccountSession } from './account-seal.ts';
import { hour, sessionDays, sharedHours } from './session-times.ts';

/** More than anybody has devices; the least recently used gives way. */
const sessionsPerAccount = 50;

type Records = Database | Transaction<Tables>;

/** The condition under which an account's session is still valid. */
export function accountSessionHolds(now: number) {
  const oldest = new Date(now - sessionDays * 24 * hour);
  return (eb: ExpressionBuilder<Tables, 'account_sessions'>) =>
    eb.and([
      eb('account_sessions.revoked_at', 'is', null),
      eb('account_sessions.created_at', '>', oldest),
      eb.or([eb('account_sessions.ends_at', 'is', null), eb('account_sessions.ends_at', '>', new Date(now))]),
    ]);
}

/** That session, while it is valid. */
export function accountSession(records: Records, { hash, accountId }: AccountClaim, now: number) {
  return records
    .selectFrom('account_sessions')
    .innerJoin('accounts', 'accounts.id', 'account_sessions.account_id')
    .where('account_sessions.hash', '=', hash)
    .where('accounts.id', '=', accountId)
    .where('accounts.closed_at', 'is', null)
    .where(accountSessionHolds(now))
    .select(['account_sessions.id', 'account_sessions.used_at as usedAt', 'account_sessions.ends_at as endsAt']);
}

export async function startAccountSession(
  records: Transaction<Tables>,
  secret: string,
  accountId: string,
  { how, device, endsWithBrowser }: Entrance,
  now: number,
): Promise<NewSession> {
  const session = newAccountSession(secret, accountId);
  const { hash } = readAccountSession(secret, session) as { hash: string };
  const id = newId();
  await records
    .insertInto('account_sessions')
    .values({
      hash,
      id,
      account_id: accountId,
      how,
      device,
      created_at: new Date(now),
      used_at: null,
      ends_at: endsWithBrowser ? new Date(now + sharedHours * hour) : null,
      revoked_at: null,
    })
    .execute();
  await makeRoom(records, accountId, now);
  return { session, accountId, sessionId: id, endsWithBrowser };
}

async function makeRoom(records: Transaction<Tables>, accountId: string, now: number): Promise<void> {
  const kept = await records
    .selectFrom('account_sessions')
    .where('account_id', '=', accountId)
    .where(accountSessionHolds(now))
    .orderBy((eb) => eb.fn.coalesce('used_at', 'created_at'), 'desc')
    .orderBy('created_at', 'desc')
    .limit(sessionsPerAccount)
    .select('hash')
    .execute();
  const hashes = kept.map(({ hash }) => hash);
  await records.deleteFrom('account_sessions').where('account_id', '=', accountId).where('hash', 'not in', hashes).execute();
}

/** Written at most once an hour, and to the hour, so that it gives away nobody's times. */
export async function noteAccountUse(records: Records, hash: string, usedAt: Date | null, now: number): Promise<void> {
  const thisHour = now - (now % hour);
  if ((usedAt?.getTime() ?? 0) >= thisHour) return;
  const used = records.updateTable('account_sessions').set({ used_at: new Date(thisHour) });
  await used.where('hash', '=', hash).execute();
}

/** The one with this id, or all but it; answers how many have ended. */
export async function endAccountSessions(
  records: Records,
  accountId: string,
  which: { readonly only: string } | { readonly allBut: string },
  now: number,
): Promise<number> {
  const ended = await records
    .updateTable('account_sessions')
    .set({ revoked_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('id', 'only' in which ? '=' : '<>', 'only' in which ? which.only : which.allBut)
    .returning('id')
    .execute();
  return ended.length;
}

export async function listAccountSessions(records: Records, accountId: string, own: string, now: number): Promise<MySession[]> {
  const rows = await records
    .selectFrom('account_sessions')
    .where('account_id', '=', accountId)
    .where(accountSessionHolds(now))
    .orderBy('created_at', 'desc')
    .select(['id', 'how', 'device', 'created_at', 'used_at'])
    .execute();
  return rows.map(({ id, how, device, created_at, used_at }) => ({
    id,
    how,
    device,
    since: created_at.getTime(),
    usedAt: used_at?.getTime() ?? null,
    isThisOne: id === own,
  }));
}
