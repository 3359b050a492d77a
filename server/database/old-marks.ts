// An older version kept the marks of the rooms' logs in plain words (R9.5). What deleted ones left in the database's files is cleared away
// when the records are opened; where there is nothing left of them, this costs one small question.
import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** `isOurs`: the embedded database, whose journal is ours to clear too. */
export async function clearOldMarks(db: Kysely<Tables>, isOurs: boolean): Promise<void> {
  const found = await sql<{ pages: string; rows: string }>`
    select pg_relation_size('log_marks')::text as pages, (select count(*) from log_marks)::text as rows`.execute(db);
  const { pages = '0', rows = '0' } = found.rows[0] ?? {};
  if (pages === '0' || rows !== '0') return;
  await sql`vacuum full log_marks`.execute(db);
  if (!isOurs) return;
  // Segments of the journal are thrown away, instead of lying there with their old content until they are written over.
  for (const statement of ['set wal_recycle = off', 'select pg_switch_wal()', 'checkpoint', 'reset wal_recycle'])
    await sql.raw(statement).execute(db);
}
