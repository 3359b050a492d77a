// Deletes rows with everything that belongs to them, in whichever table: the database itself knows what refers to what. Who only did something to
// a row that stays is forgotten there.
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { type Reference, references } from '../database/table-order.ts';
import type { Tables } from '../database/tables.ts';
import { leadsOf } from './kind.ts';
import { kinds } from './kinds.ts';

export type Counts = Map<string, number>;

export function count(counts: Counts, table: string, rows: bigint | undefined): void {
  if (rows) counts.set(table, (counts.get(table) ?? 0) + Number(rows));
}

/** Which rows is said by their ids: what they are chosen by may go before they do. */
export async function deleteWithAll(
  records: Transaction<Tables>,
  table: 'accounts' | 'api_keys' | 'people' | 'programs',
  ids: readonly string[],
  counts: Counts,
): Promise<void> {
  if (ids.length === 0) return;
  await forgetDoers(records, table, ids, counts);
  const those = sql<boolean>`${sql.ref(`${table}.id`)} in (${sql.join([...ids])})`;
  await deleteFrom(records, await references(records), table, those, counts);
}

/** Who did something to what stays is named no longer than they are known; not every such column refers to them. */
async function forgetDoers(records: Transaction<Tables>, table: string, ids: readonly string[], counts: Counts): Promise<void> {
  const doer = { people: 'byPerson', accounts: 'byAccount' }[table];
  for (const [name, kind] of Object.entries(kinds))
    for (const [column, lead] of leadsOf(kind))
      if (lead === doer)
        count(
          counts,
          name,
          await changed(
            records,
            sql`update ${sql.table(name)} set ${sql.ref(column)} = null where ${sql.ref(column)} in (${sql.join([...ids])})`,
          ),
        );
}

async function deleteFrom(
  records: Transaction<Tables>,
  all: readonly Reference[],
  table: string,
  which: RawBuilder<boolean>,
  counts: Counts,
): Promise<void> {
  for (const { from, column, toColumn } of all.filter(({ to }) => to === table)) {
    const theirs = sql<boolean>`${sql.ref(`${from}.${column}`)} in (select ${sql.ref(`${table}.${toColumn}`)} from ${sql.table(table)} where ${which})`;
    if (staysWithout(from, column)) {
      const forgotten = sql`update ${sql.table(from)} set ${sql.ref(column)} = null where ${theirs}`;
      count(counts, from, await changed(records, forgotten));
    } else {
      await deleteFrom(records, all, from, theirs, counts);
    }
  }
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ${which}`.execute(records);
  count(counts, table, numAffectedRows);
}

/** What a changed row said lies in the files as what a deleted one said does. */
async function changed(records: Transaction<Tables>, statement: RawBuilder<unknown>): Promise<bigint | undefined> {
  return (await statement.execute(records)).numAffectedRows;
}

/** A card outlasts the account that came in by it. */
function staysWithout(table: string, column: string): boolean {
  const columns: Readonly<Record<string, string>> = kinds[table as keyof Tables]?.columns ?? {};
  return columns[column] === 'byPerson' || columns[column] === 'byAccount' || (table === 'people' && column === 'account_id');
}
