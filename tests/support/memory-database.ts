// Records in memory. Making a database takes seconds of processor and copying one does not, so that a run of Vitest makes one and all its files copy it.
import { existsSync, mkdirSync, openAsBlob, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect } from 'kysely';
import { type Database, type DatabasePlace, openDatabase } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { PGlitePool } from '../../server/database/pglite-pool.ts';
import type { Tables } from '../../server/database/tables.ts';

/** Set by programs-of-a-run.ts. */
const folder = process.env.TEST_PROGRAMS;

/** With every table, and empty. */
export async function memoryDatabase(): Promise<Database> {
  return openDatabase(await memoryPlace());
}

/** Each that is opened there is another. */
export async function memoryPlace(): Promise<DatabasePlace> {
  return { folder: null, copyOf: await filesOfOne() };
}

async function filesOfOne(): Promise<Blob> {
  if (folder === undefined) return makeOne();
  const path = join(folder, 'empty-database.tar');
  if (!existsSync(path) && isFirst(`${path}.making`)) {
    writeFileSync(`${path}.draft`, Buffer.from(await (await makeOne()).arrayBuffer()));
    renameSync(`${path}.draft`, path);
  }
  while (!existsSync(path)) await pause(50); // until the test's own timeout
  return openAsBlob(path);
}

function isFirst(mark: string): boolean {
  mkdirSync(dirname(mark), { recursive: true });
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}

async function makeOne(): Promise<Blob> {
  const files = await PGlite.create();
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: () => PGlitePool.over(files) }) });
  await migrate(db);
  const copy = await files.dumpDataDir('none');
  await db.destroy();
  return copy;
}
