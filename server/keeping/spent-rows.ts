// Deletes what the records no longer need: links and attempts to sign in that are over, ended sessions, limits of yesterday, rosters that were read
// and never applied, mails that are done. How long each is kept, the register says (kinds.ts). Each server does it; whoever comes second finds nothing.
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Clock } from '../ports/clock.ts';
import { kinds } from './kinds.ts';

const everyMs = 3_600_000;

/** Answers how many rows went, by table. */
export async function deleteSpentRows(db: Kysely<Tables>, now: number): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const [table, { until, isHourly }] of Object.entries(kinds)) {
    if (!isHourly || until === null) continue;
    const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} where ${until} < ${new Date(now)}`.execute(db);
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
