// Which table refers to which, as the database itself knows it: in what order rows can be written, and what belongs to a row that goes.
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

type Records = Kysely<Tables> | Transaction<Tables>;

/** The tables in an order in which each follows those its rows refer to. */
export async function tablesInOrder(db: Records): Promise<string[]> {
  const found = await sql<{ table: string; needs: string[] }>`
    select c.relname as table, array(
      select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid
    )::text[] as needs
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%' order by 1`.execute(
    db,
  );
  const left = new Map(found.rows.map(({ table, needs }) => [table, needs]));
  const ordered: string[] = [];
  while (left.size > 0) {
    const next = [...left].find(([, needs]) => needs.every((need) => !left.has(need)));
    if (!next) throw new Error(`the tables ${[...left.keys()].join(', ')} point at each other in a ring`);
    ordered.push(next[0]);
    left.delete(next[0]);
  }
  return ordered;
}

export interface Reference {
  readonly from: string;
  readonly column: string;
  readonly to: string;
  readonly toColumn: string;
}

/** Every column that refers to another table. */
export async function references(db: Records): Promise<readonly Reference[]> {
  const { rows } = await sql<Reference>`
    select c.relname as from, a.attname as column, f.relname as to, b.attname as "toColumn"
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    join pg_attribute b on b.attrelid = f.oid and b.attnum = k.confkey[1]
    where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace and c.oid <> f.oid
    order by 1, 2`.execute(db);
  return rows;
}
