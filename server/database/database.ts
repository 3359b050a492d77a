// Opens the records: the embedded database in a folder, or a PostgreSQL server. One SQL for both.
import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import pg from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { migrate } from './migrate.ts';
import { PGlitePool } from './pglite-pool.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

export type DatabasePlace =
  /** A folder that nobody else uses (see `lockFolder`); null keeps everything in memory. */
  | { readonly folder: string | null }
  /** `onLostLine` hears of connections that broke while idle. */
  | { readonly url: string; readonly onLostLine: (error: Error) => void };

/** Opens and migrates. Throws `CannotStart`. */
export function openDatabase(place: DatabasePlace): Promise<Database> {
  return opened(place, (db) => migrate(db));
}

/** Opens the records in whatever shape they are. Throws `CannotStart`. */
export function openAsTheyAre(place: DatabasePlace): Promise<Database> {
  return opened(place, (db) => sql`select 1`.execute(db));
}

async function opened(place: DatabasePlace, first: (db: Database) => Promise<unknown>): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: () => poolFor(place) }) });
  try {
    await first(db);
    return db;
  } catch (error) {
    await db.destroy().catch(() => {});
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(
      `The records ${nameOf(place)} cannot be opened: ${error instanceof Error ? error.message : error}`,
      error,
    );
  }
}

const looks = new WeakMap<Database, Promise<boolean>>();

/** For readiness: answers within `withinMs`. Whoever asks meanwhile shares one question, so that a mute database is not asked by every connection. */
export async function isReachable(db: Database, withinMs = 2_000): Promise<boolean> {
  const look =
    looks.get(db) ??
    sql`select 1`
      .execute(db)
      .then(...yesOrNo)
      .finally(() => looks.delete(db));
  looks.set(db, look);
  let patience: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    patience = setTimeout(resolve, withinMs, false);
  });
  return Promise.race([look, tooLate]).finally(() => clearTimeout(patience));
}

const yesOrNo = [() => true, () => false] as const;

async function poolFor(place: DatabasePlace): Promise<PostgresPool> {
  if (!('url' in place)) return PGlitePool.open(place.folder);
  const pool = new pg.Pool({
    connectionString: place.url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    query_timeout: 12_000,
  });
  // Without listeners the process ends when a connection breaks: for idle ones the pool has one, for one that is in use its question fails too.
  pool.on('error', place.onLostLine);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool as unknown as PostgresPool;
}

/** Never the whole address: it holds a password. */
function nameOf(place: DatabasePlace): string {
  if (!('url' in place)) return place.folder ? `in ${place.folder}` : 'in memory';
  return URL.canParse(place.url) ? `on ${new URL(place.url).host}` : 'at DATABASE_URL (which is not an address)';
}
