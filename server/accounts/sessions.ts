// Sessions: a secret value in the browser's cookie, its hash in the records. One browser may hold several, one for each seat.
import type { ExpressionBuilder, Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { passLifeMs } from './press-pass.ts';
import { hour, sessionDays, sharedHours } from './session-times.ts';

const sessionsPerSeat = 20;
/** Longer than the time between two uses by an open connection, in full hours. */
const inUseMs = 2 * hour;

type Records = Database | Transaction<Tables>;
type Session = Tables['sessions'];

/** The condition under which a session is still valid. */
export function sessionHolds(now: number) {
  const oldest = new Date(now - sessionDays * 24 * hour);
  return (eb: ExpressionBuilder<Tables, 'sessions'>) =>
    eb.and([
      eb('sessions.revoked_at', 'is', null),
      eb.or([
        eb('sessions.ends_at', '>', new Date(now)),
        eb.and([eb('sessions.ends_at', 'is', null), eb('sessions.created_at', '>', oldest)]),
      ]),
    ]);
}

/** True if it is new: one press makes one session. */
export async function startSession(
  db: Records,
  { ref, hash, endsWithBrowser }: { readonly ref: string; readonly hash: string; readonly endsWithBrowser: boolean },
  now: number,
): Promise<boolean> {
  const made = await db
    .insertInto('sessions')
    .values({
      hash,
      seat_ref: ref,
      created_at: new Date(now),
      revoked_at: null,
      used_at: null,
      ends_at: endsWithBrowser ? new Date(now + sharedHours * hour) : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('hash')
    .executeTakeFirst();
  if (!made) return false;
  const others = await db.selectFrom('sessions').selectAll().where('seat_ref', '=', ref).where('hash', '<>', hash).execute();
  const gone = pushedOut(others, now).map((other) => other.hash);
  if (gone.length > 0) await db.deleteFrom('sessions').where('hash', 'in', gone).execute();
  return true;
}

/**
 * A seat's sessions that make room for a new one: first those that are over, then the least recently used. A session in use never gives way,
 * so nobody can put a person out of the room by opening their link again and again.
 */
function pushedOut(sessions: readonly Session[], now: number): readonly Session[] {
  const isLiving = ({ revoked_at, ends_at, created_at }: Session) =>
    revoked_at === null && (ends_at?.getTime() ?? created_at.getTime() + sessionDays * 24 * hour) > now;
  const usedAt = ({ used_at }: Session) => used_at?.getTime() ?? Number.NEGATIVE_INFINITY;
  const isInUse = (session: Session) => usedAt(session) > now - inUseMs;
  const longestKept = sessions.filter(isLiving).sort((a, b) => {
    if (isInUse(a) !== isInUse(b)) return isInUse(a) ? -1 : 1;
    if (isInUse(a)) return a.created_at.getTime() - b.created_at.getTime();
    return usedAt(b) - usedAt(a) || b.created_at.getTime() - a.created_at.getTime();
  });
  const kept = new Set(longestKept.slice(0, sessionsPerSeat - 1));
  // While its pass is valid, an ended session still shows that the press was done.
  const tellsOfPress = (session: Session) => !isLiving(session) && session.created_at.getTime() > now - passLifeMs;
  return sessions.filter((session) => !kept.has(session) && !tellsOfPress(session));
}

/** Written at most once an hour, and to the hour, so that it gives away nobody's times. */
export async function noteUse(db: Records, hash: string, usedAt: Date | null, now: number): Promise<void> {
  const thisHour = now - (now % hour);
  if ((usedAt?.getTime() ?? 0) >= thisHour) return;
  await db
    .updateTable('sessions')
    .set({ used_at: new Date(thisHour) })
    .where('hash', '=', hash)
    .execute();
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
