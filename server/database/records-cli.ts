// `npm run records -- save FILE` and `… load FILE`: the records of a server, out of its database and into another. `-` is the terminal's own stream.
import { closeSync, createReadStream, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { CannotStart } from '../cannot-start.ts';
import { type Config, readConfig } from '../config.ts';
import { type Database, openAsTheyAre } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { appliedMigrations } from './migrate.ts';
import { loadRecords, saveRecords } from './records-file.ts';

const usage = 'npm run records -- save FILE   or   npm run records -- load FILE';
/** The file's own stream may be standard output. */
const say = (text: string) => process.stderr.write(`${text}\n`);

async function main([act, file, ...more]: readonly string[]): Promise<void> {
  if ((act !== 'save' && act !== 'load') || !file || more.length > 0) throw new CannotStart(`Say what to do: ${usage}`);
  if (act === 'load' && file !== '-' && !existsSync(file)) throw new CannotStart(`There is no file ${file}.`);
  const config = readConfig(process.env);
  const dataDir = resolve(config.dataDir);
  const inFolder = config.databaseUrl === null;
  if (inFolder && act === 'save' && !existsSync(join(dataDir, 'database')))
    throw new CannotStart(`There are no records in ${dataDir}.`);
  // The embedded database is for one process alone: a running server must be stopped first, and the lock says which one.
  const letGo = inFolder ? await lockFolder(dataDir) : async () => {};
  try {
    const db = await openAsTheyAre(placeOf(config, dataDir));
    try {
      await (act === 'save' ? save(db, file) : load(db, file));
    } finally {
      await db.destroy();
    }
  } finally {
    await letGo();
  }
}

function placeOf({ databaseUrl }: Config, dataDir: string) {
  return databaseUrl === null ? { folder: join(dataDir, 'database') } : { url: databaseUrl, onLostLine: () => {} };
}

async function save(db: Database, file: string): Promise<void> {
  if ((await appliedMigrations(db)).length === 0) throw new CannotStart('There are no records in this database.');
  const rows = file === '-' ? await saveRecords(db, (line) => writeSync(1, line)) : await saveToFile(db, file);
  say(
    `${rows} rows saved. SECRET (or the file \`secret\` in DATA_DIR) is not among them: without it no personal link opens any more.`,
  );
}

/** Never over a file that is there, and for its owner's eyes alone; what is not whole is taken away again. */
async function saveToFile(db: Database, file: string): Promise<number> {
  const output = openNew(file);
  try {
    const rows = await saveRecords(db, (line) => writeSync(output, line));
    fsyncSync(output);
    return rows;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(output);
  }
}

function openNew(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new CannotStart(`${file} is there already. Choose another name.`);
    throw new CannotStart(`${file} cannot be written: ${(error as Error).message}`, error);
  }
}

async function load(db: Database, file: string): Promise<void> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  const rows = await loadRecords(db, createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }));
  say(`${rows} rows loaded. Start the server with the same SECRET as before, and every personal link goes on opening its seat.`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  say(error instanceof CannotStart ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
