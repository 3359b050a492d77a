// Deletes what the records no longer need: links and attempts to sign in that are over, ended sessions, limits of yesterday, rosters that were read
// and never applied, mails that are done. Each server does it; whoever comes second finds nothing.
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../ports/clock.ts';
import type { Tables } from './tables.ts';

const hour = 3_600_000;
const day = 24 * hour;
const everyMs = hour;
/** A spent or expired link still answers like any that was never given; a day leaves room for whoever looks into a fault. */
const spentDays = 1;
/** So long a coordinator reads what became of a mail. */
const mailDays = 30;
/** As long as a session lasts at most. */
const sessionDays = 180;
/** Longer than any window in which something is counted. */
const limitDays = 2;

/** Answers how many rows went, by table. */
export async function deleteSpentRows(db: Kysely<Tables>, now: number): Promise<Readonly<Record<string, number>>> {
  const before = (days: number) => new Date(now - days * day);
  const [ended, imported] = [before(spentDays), new Date(now)];
  const gone = {
    sign_in_links: sql`delete from sign_in_links where expires_at < ${ended} or spent_at < ${ended}`,
    sign_in_attempts: sql`delete from sign_in_attempts where expires_at < ${new Date(now)}`,
    shared_limits: sql`delete from shared_limits where since < ${before(limitDays)}`,
    imports: sql`delete from imports where expires_at < ${imported}`,
    mails: sql`delete from mails where done_at < ${before(mailDays)}`,
    account_sessions: sql`delete from account_sessions
      where revoked_at < ${ended} or ends_at < ${ended} or created_at < ${before(sessionDays + spentDays)}`,
    sessions: sql`delete from sessions
      where revoked_at < ${ended} or ends_at < ${ended} or (ends_at is null and created_at < ${before(sessionDays + spentDays)})`,
  };
  const counts: Record<string, number> = {};
  for (const [table, statement] of Object.entries(gone)) {
    const { numAffectedRows = 0n } = await statement.execute(db);
    counts[table] = Number(numAffectedRows);
  }
  // What a trial wrote instead of sending it is read for a week.
  await sql`update mails set sealed = null where sealed is not null and done_at is not null and expires_at < ${new Date(now)}`.execute(
    db,
  );
  return counts;
}

/** At once and every hour from then on. The returned function ends it. */
export function keepDeletingSpentRows(db: Kysely<Tables>, clock: Clock, failed: (cause: unknown) => void): () => void {
  let isOver = false;
  let cancel = () => {};
  const round = () => {
    void deleteSpentRows(db, clock.now())
      .catch((cause: unknown) => {
        if (!isOver) failed(cause);
      })
      .then(() => {
        if (!isOver) cancel = clock.after(everyMs, round);
      });
  };
  round();
  return () => {
    isOver = true;
    cancel();
  };
}
