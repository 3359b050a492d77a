// Work of the whole installation that one server does at a time: it holds a lease in the records, which ends by itself with its server.
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';

/** True if it is ours now. `restMs`: not again before so long after it was done. */
export async function takeJob(db: Database, name: string, now: number, { leaseMs, restMs }: { leaseMs: number; restMs: number }) {
  const { rows } = await sql`
    insert into jobs (name, leased_until) values (${name}, ${new Date(now + leaseMs)})
    on conflict (name) do update set leased_until = excluded.leased_until
      where (jobs.leased_until is null or jobs.leased_until <= ${new Date(now)})
        and (jobs.done_at is null or jobs.done_at <= ${new Date(now - restMs)})
    returning name`.execute(db);
  return rows.length > 0;
}

export async function jobIsDone(db: Database, name: string, doneAt: number | null): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ leased_until: null, ...(doneAt !== null && { done_at: new Date(doneAt) }) })
    .where('name', '=', name)
    .execute();
}
