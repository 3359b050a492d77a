// An older version stored the marks of the rooms' logs unsealed (R9.5). What deleted marks have left in the database's files is cleared
// when the records are opened; if nothing is left, this costs one small query.
import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** `isOurs`: the embedded database, whose journal we clear too. */
export async function clearOldMarks(db: Kysely<Tables>, isOurs: boolean): Promise<void> {
  const found = await sql<{ pages: string; rows: string }>`
    select pg_relation_size('log_marks')::text as pages, (select count(*) from log_marks)::text as rows`.execute(db);
  const { pages = '0', rows = '0' } = found.rows[0] ?? {};
  if (pages === '0' || rows !== '0') return;
  await sql`vacuum full log_marks`.execute(db);
  if (isOurs) await clearJournal(db);
}

/** Journal segments are deleted instead of keeping their old content until they are overwritten. */
export async function clearJournal(db: Kysely<Tables>): Promise<void> {
  for (const statement of ['set wal_recycle = off', 'select pg_switch_wal()', 'checkpoint', 'reset wal_recycle'])
    await sql.raw(statement).execute(db);
}
