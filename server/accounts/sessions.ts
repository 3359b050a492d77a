// Sessions: a random value in the browser's cookie, its hash in the records. One browser may hold several, one for each seat.
import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

export const sessionDays = 180;
/** The oldest browser goes when a seat has more; a link that is opened again and again fills no table. */
const sessionsPerSeat = 20;
const shape = /^[A-Za-z0-9_-]{43}$/;

type Records = Database | Transaction<Tables>;

/** Null for what cannot be one of our values. */
export function hashOfSession(session: string): string | null {
  return shape.test(session) ? createHash('sha256').update(session).digest('hex') : null;
}

/** The earliest start of a session that still counts. */
export function oldestLiving(now: number): Date {
  return new Date(now - sessionDays * 86_400_000);
}

export async function startSession(db: Records, ref: string, now: number): Promise<string> {
  const session = randomBytes(32).toString('base64url');
  const hash = hashOfSession(session) as string;
  await db
    .insertInto('sessions')
    .values({ hash, seat_ref: ref, created_at: new Date(now), revoked_at: null })
    .execute();
  const kept = db
    .selectFrom('sessions')
    .select('hash')
    .where('seat_ref', '=', ref)
    .where('revoked_at', 'is', null)
    .where('created_at', '>', oldestLiving(now))
    .orderBy('created_at', 'desc')
    .limit(sessionsPerSeat);
  await db.deleteFrom('sessions').where('seat_ref', '=', ref).where('hash', '<>', hash).where('hash', 'not in', kept).execute();
  return session;
}

/** All sessions of a seat, or the one with this hash. */
export async function revokeSessions(db: Records, ref: string, now: number, hash?: string): Promise<void> {
  let revoking = db
    .updateTable('sessions')
    .set({ revoked_at: new Date(now) })
    .where('seat_ref', '=', ref)
    .where('revoked_at', 'is', null);
  if (hash !== undefined) revoking = revoking.where('hash', '=', hash);
  await revoking.execute();
}
