// Tells a data folder that is still to be filled from one that has lost something. A first start leaves a mark until everything is made, and what
// it left half made is made again. Without the mark nothing is made beside or over what is there.
import { existsSync } from 'node:fs';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from '../process/cannot-start.ts';
import { codeOf, whyNot } from '../process/why-not.ts';
import { postgresVersion } from './pglite-pool.ts';

/** Made before anything else, removed when all is there. */
const markIn = (dataDir: string) => join(dataDir, 'first-start');
const restore = 'Restore it from your backup, or restore the whole folder';

export const databaseIn = (dataDir: string): string => join(dataDir, 'database');

/**
 * Looks at what is there, with the folder locked. `isFirst`: the database still has to be made here. Throws `CannotStart` when something that
 * was there before is missing.
 */
export async function lookInto(dataDir: string, { isLoading = false } = {}): Promise<{ readonly isFirst: boolean }> {
  const folder = databaseIn(dataDir);
  if (existsSync(markIn(dataDir))) {
    await orSay(`What an interrupted first start has left in ${folder} cannot be removed`, () =>
      rm(folder, { recursive: true, force: true }),
    );
    return { isFirst: true };
  }
  const parts = await partsOf(folder);
  if (parts.length > 0) {
    await mustBeWhole(folder, parts);
    return { isFirst: false };
  }
  const rooms = await partsOf(join(dataDir, 'rooms'));
  const kept = rooms.length > 0 ? 'rooms' : existsSync(join(dataDir, 'secret')) ? 'secret' : null;
  if (kept !== null && !isLoading)
    throw new CannotStart(
      `The records are missing: there is ${join(dataDir, kept)}, but nothing in ${folder}. ${restore}, or load saved records with \`npm run records -- load FILE\`. ` +
        `To start over without them, move ${dataDir} away. Records in PostgreSQL are found by DATABASE_URL.`,
    );
  const mark = await orSay(`${dataDir} cannot be written`, () => open(markIn(dataDir), 'w', 0o600));
  await mark.sync().finally(() => mark.close());
  return { isFirst: true };
}

/** Everything that a first start makes is there. */
export async function firstStartIsOver(dataDir: string): Promise<void> {
  await orSay(`${markIn(dataDir)} cannot be removed`, () => rm(markIn(dataDir), { force: true }));
}

async function mustBeWhole(folder: string, parts: readonly string[]): Promise<void> {
  const file = join(folder, 'PG_VERSION');
  const missing = ['PG_VERSION', 'global', 'base', 'pg_wal', 'pg_xact'].filter((part) => !parts.includes(part));
  if (missing.length > 0)
    throw new CannotStart(
      `The database in ${folder} is not whole: it lacks ${missing.join(', ')}. Nothing was changed. ${restore}.`,
    );
  const version = (await orSay(`${file} cannot be read`, () => readFile(file, 'utf8'))).trim();
  if (version !== postgresVersion)
    throw new CannotStart(
      `The database in ${folder} is of PostgreSQL ${/^\d{1,3}$/.test(version) ? version : 'an unknown version'}, and this version of Balint Room reads ${postgresVersion}. Nothing was changed. ` +
        'Save the records with the version that wrote them (`npm run records -- save FILE`), and load them here into an empty DATA_DIR that holds the old `secret`.',
    );
}

/** Empty if there is no folder. */
async function partsOf(folder: string): Promise<readonly string[]> {
  const there = await stat(folder).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return null;
    throw new CannotStart(`${folder} cannot be read: ${whyNot(cause)}. ${restore}.`, cause);
  });
  if (there === null) return [];
  if (!there.isDirectory()) throw new CannotStart(`${folder} is not a folder. Nothing was changed. ${restore}.`);
  return orSay(`${folder} cannot be read`, () => readdir(folder));
}

async function orSay<T>(sentence: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new CannotStart(`${sentence}: ${whyNot(cause)}.`, cause);
  }
}
