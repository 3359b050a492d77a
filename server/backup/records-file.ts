// The records as a file of lines, the same from and for either database: the migrations that shaped them, every row, and a count at the end.
// PostgreSQL itself writes and reads the rows as JSON, so this file knows no column types.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import { appliedMigrations, migrate, migrationNames } from '../database/migrate.ts';
import { tablesInOrder } from '../database/table-order.ts';
import type { Tables } from '../database/tables.ts';
import { CannotStart } from '../process/cannot-start.ts';

interface Head {
  readonly balintRoom: 'records';
  readonly migrations: readonly string[];
}
interface Row {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}
interface End {
  readonly rows: number;
}
type Records = Transaction<Tables>;

const rowsAtOnce = 200;
/** Which server does what now, and which files are still to be cleared, is of these records alone. */
const ofThisPlace = ['jobs', 'clearings'];
/** What concerns the rooms that are live now is of no use anywhere else either, and is left out. */
const leftOut = ['log_marks', 'sealed_marks', 'key_halves', ...ofThisPlace];

/** Calls `write` with each line and its line end: a snapshot of one moment, whatever is written meanwhile. */
export async function saveRecords(db: Database, write: (line: string) => void): Promise<number> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (records) => {
      const head: Head = { balintRoom: 'records', migrations: await appliedMigrations(records) };
      write(`${JSON.stringify(head)}\n`);
      // The same records give the same file, wherever they are stored.
      await sql`set local time zone 'UTC'`.execute(records);
      let rows = 0;
      for (const table of await tablesInOrder(records)) {
        if (leftOut.includes(table)) continue;
        const all = await sql<{ row: string }>`select row_to_json(one)::text as row from ${sql.table(table)} as one`.execute(
          records,
        );
        for (const { row } of all.rows) write(`{"table":${JSON.stringify(table)},"row":${row}}\n`);
        rows += all.rows.length;
      }
      write(`${JSON.stringify({ rows } satisfies End)}\n`);
      return rows;
    });
}

/** Loads all or nothing, into empty records, which then have the newest shape. Throws `CannotStart`. */
export async function loadRecords(db: Database, lines: AsyncIterable<string> | Iterable<string>): Promise<number> {
  const reader = parsed(lines);
  const head = (await reader.next()).value;
  if (!isHead(head)) throw new CannotStart('This is not a file that `npm run records -- save` has written.');
  await prepare(db, head.migrations);
  const rows = await db.transaction().execute((records) => fill(records, reader));
  await migrate(db);
  await db.deleteFrom('log_marks').execute(); // only in files of an older version: the rooms' logs are not in a saved file
  return rows;
}

async function prepare(db: Database, shapedBy: readonly string[]): Promise<void> {
  const unknown = shapedBy.find((name) => !migrationNames.includes(name));
  if (unknown)
    throw new CannotStart(
      `This file was written by a newer version of Balint Room (${unknown} is not known here). Load it with that version.`,
    );
  const applied = await appliedMigrations(db);
  if (applied.length > shapedBy.length)
    throw new CannotStart(
      'This file is of an older version than the records here. Load it into a new database; it is then brought up to date.',
    );
  await migrate(db, shapedBy.at(-1));
  for (const table of await tablesInOrder(db)) {
    if (ofThisPlace.includes(table)) continue;
    if (table === 'secret_mark') await db.deleteFrom(table).execute(); // the file's own counts
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0)
      throw new CannotStart(
        `There are records already (in ${table}), and nothing is ever loaded over them. Choose an empty database.`,
      );
  }
}

async function fill(records: Records, reader: AsyncGenerator<unknown>): Promise<number> {
  const known = new Set(await tablesInOrder(records));
  let waiting: Row[] = [];
  let rows = 0;
  const put = async () => {
    const [first] = waiting;
    if (!first) return;
    await insert(records, first.table, waiting);
    waiting = [];
  };
  for await (const line of reader) {
    if (isEnd(line)) {
      await put();
      if (line.rows !== rows) throw damaged(`it names ${line.rows} rows and holds ${rows}`);
      return rows;
    }
    if (!isRow(line) || !known.has(line.table)) throw damaged(`line ${rows + 2} is no row of a known table`);
    if (waiting.length === rowsAtOnce || (waiting[0] && waiting[0].table !== line.table)) await put();
    waiting.push(line);
    rows += 1;
  }
  throw damaged('its end is missing');
}

async function insert(records: Records, name: string, rows: readonly Row[]): Promise<void> {
  const table = sql.table(name);
  const set = JSON.stringify(rows.map(({ row }) => row));
  try {
    await sql`insert into ${table} select * from json_populate_recordset(null::${table}, ${set}::json)`.execute(records);
  } catch (error) {
    // PostgreSQL's error classes 22 and 23: an impossible value or row.
    if (/^2[23]/.test(String((error as { code?: unknown }).code))) throw damaged(`rows of ${name} do not fit the others`, error);
    throw error;
  }
}

async function* parsed(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<unknown> {
  for await (const line of lines) {
    try {
      yield JSON.parse(line);
    } catch {
      yield null;
    }
  }
}

function damaged(why: string, cause?: unknown): CannotStart {
  return new CannotStart(`This file is damaged: ${why}. Nothing was loaded.`, cause);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isHead = (value: unknown): value is Head =>
  isObject(value) && value.balintRoom === 'records' && Array.isArray(value.migrations) && value.migrations.length > 0;
const isRow = (value: unknown): value is Row => isObject(value) && typeof value.table === 'string' && isObject(value.row);
const isEnd = (value: unknown): value is End => isObject(value) && typeof value.rows === 'number';
