// Opens the records: the embedded database in a folder, or a PostgreSQL server. The SQL is the same for both.
import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import pg from 'pg';
import { within } from '../limits/within.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { recordsPlace } from '../process/store-address.ts';
import { systemClock } from '../process/system-clock.ts';
import { migrate } from './migrate.ts';
import { clearOldMarks } from './old-marks.ts';
import { PGlitePool } from './pglite-pool.ts';
import type { Tables } from './tables.ts';
import { whyFolderNotOpened, whyServerNotOpened } from './why-not-opened.ts';

export type Database = Kysely<Tables>;

export type DatabasePlace =
  /** A folder that nobody else uses (see `lockFolder`). `isFirst`: the database does not exist yet. */
  | { readonly folder: string; readonly isFirst?: boolean }
  /** In memory alone. `copyOf`: the files of another, which spares making them. */
  | { readonly folder: null; readonly isFirst?: boolean; readonly copyOf?: Blob }
  /** `onLostConnection` is called for connections that broke while idle. */
  | { readonly url: string; readonly onLostConnection: (error: Error) => void };

/** Opens and migrates. Throws `CannotStart`. */
export function openDatabase(place: DatabasePlace): Promise<Database> {
  return opened(place, async (db) => {
    await migrate(db);
    await clearOldMarks(db, !('url' in place));
  });
}

/** Opens the records as they are, without migrating. Throws `CannotStart`. */
export function openAsTheyAre(place: DatabasePlace): Promise<Database> {
  return opened(place, (db) => sql`select 1`.execute(db));
}

async function opened(place: DatabasePlace, first: (db: Database) => Promise<unknown>): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: () => poolFor(place) }) });
  try {
    if ('url' in place) await mustBeNewEnough(db, hostOf(place.url));
    await first(db);
    return db;
  } catch (error) {
    await db.destroy().catch(() => {});
    if (error instanceof CannotStart) throw error;
    if ('url' in place) throw whyServerNotOpened(hostOf(place.url), error);
    throw await whyFolderNotOpened(place.folder ?? 'memory', place.isFirst ?? false, error);
  }
}

const leastPostgres = 15;

const looks = new WeakMap<Database, Promise<boolean>>();

/**
 * For readiness: answers within `withinMs`. Callers share one question, so that a database that does not answer is not asked over every
 * connection.
 */
export async function isReachable(db: Database, withinMs = 2_000): Promise<boolean> {
  const look =
    looks.get(db) ??
    sql`select 1`
      .execute(db)
      .then(...yesOrNo)
      .finally(() => looks.delete(db));
  looks.set(db, look);
  return within(systemClock, withinMs, look, () => false);
}

const yesOrNo = [() => true, () => false] as const;

async function poolFor(place: DatabasePlace): Promise<PostgresPool> {
  if (!('url' in place)) return PGlitePool.open(place.folder, 'copyOf' in place ? place.copyOf : undefined);
  const pool = new pg.Pool({
    connectionString: place.url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    query_timeout: 12_000,
  });
  // Without error listeners, a broken connection would end the process. The pool listens on idle ones; on one in use, its question fails too.
  pool.on('error', place.onLostConnection);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool as unknown as PostgresPool;
}

async function mustBeNewEnough(db: Database, where: string): Promise<void> {
  const { rows } = await sql<{ server_version_num: string }>`show server_version_num`.execute(db);
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (major < leastPostgres)
    throw new CannotStart(
      `PostgreSQL on ${where} is version ${major}; version ${leastPostgres} or newer is needed. Upgrade it, or put the address of another into DATABASE_URL.`,
    );
}

/** Never the whole address, which contains a password. */
function hostOf(url: string): string {
  const place = recordsPlace(url);
  return place === null ? 'at DATABASE_URL (which is not an address)' : `${place.host || 'this machine'}:${place.port}`;
}
