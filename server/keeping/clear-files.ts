// Gone means gone: what was deleted still lies in a database's files until they are written anew. What is to be cleared is noted in the
// transaction that deletes, so that no end of a process forgets it.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import { clearJournal } from '../database/old-marks.ts';
import type { Tables } from '../database/tables.ts';

export async function askForClearing(records: Transaction<Tables>, tables: Iterable<string>, now: number): Promise<void> {
  const rows = [...new Set(tables)].map((table_name) => ({ table_name, asked_at: new Date(now) }));
  if (rows.length === 0) return;
  await records
    .insertInto('clearings')
    .values(rows)
    .onConflict((conflict) => conflict.column('table_name').doUpdateSet({ asked_at: (eb) => eb.ref('excluded.asked_at') }))
    .execute();
}

/** People wait for no longer than this; another try follows. */
const patience = `set lock_timeout = '2s'`;

/**
 * Writes the files of these tables anew, and what the database remembers of their commonest values. `isOurs`: the embedded database, whose
 * journal is cleared too; that of a PostgreSQL server is written over in its own time (docs/operations.md). Answers how many tables were cleared.
 */
export async function clearFiles(db: Database, isOurs: boolean): Promise<number> {
  const asked = await db.selectFrom('clearings').selectAll().orderBy('table_name').execute();
  if (asked.length === 0) return 0;
  await db.connection().execute(async (one) => {
    await sql.raw(patience).execute(one);
    try {
      for (const { table_name } of asked) {
        await sql`vacuum full ${sql.table(table_name)}`.execute(one);
        await forgetValues(one, table_name);
        await sql`analyze ${sql.table(table_name)}`.execute(one);
      }
      await sql`vacuum full pg_statistic`.execute(one);
      if (isOurs) await clearJournal(one);
    } finally {
      await sql`reset lock_timeout`.execute(one);
    }
  });
  for (const { table_name, asked_at } of asked)
    await db.deleteFrom('clearings').where('table_name', '=', table_name).where('asked_at', '=', asked_at).execute();
  return asked.length;
}

const noRight = '42501';

/** Analysing a table that has become empty would leave what is remembered of its values. Whoever is no superuser may not, and has that remain. */
async function forgetValues(one: Database, table: string): Promise<void> {
  await sql`delete from pg_statistic where starelid = ${table}::regclass`.execute(one).catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code !== noRight) throw cause;
  });
}
