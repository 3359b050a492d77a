// `npm run records -- save FILE` and `… load FILE` move a server's records from one database to another; `-` stands for standard input or output.
// `… end-meeting ROOM` closes a meeting whose room cannot be reached any more, so that the group's next one opens.
import { closeSync, createReadStream, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Database, type DatabasePlace, openAsTheyAre } from '../database/database.ts';
import { databaseIn, firstStartIsOver, lookInto } from '../database/first-start.ts';
import { lockFolder } from '../database/folder-lock.ts';
import { appliedMigrations, migrate } from '../database/migrate.ts';
import { keepToOwner, ownFolder } from '../database/own-folder.ts';
import { SqlGroups } from '../groups/sql-groups.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { readConfig } from '../process/config.ts';
import { systemClock as clock } from '../process/system-clock.ts';
import { whyNot } from '../process/why-not.ts';
import { FileRoomKeys } from '../roomlogs/file-room-keys.ts';
import { SqlLogMarks } from '../roomlogs/sql-log-marks.ts';
import { linesOf } from './lines-of.ts';
import { loadRecords, saveRecords } from './records-file.ts';

const usage = 'npm run records -- save FILE, npm run records -- load FILE   or   npm run records -- end-meeting ROOM';
/** `isLeft`: the folder has a journal or a key of that room. */
type Act = (db: Database, what: string, isLeft: boolean) => Promise<void>;
const acts: Readonly<Record<string, Act>> = { save, load, 'end-meeting': endMeeting };
/** The file may be standard output. */
const say = (text: string) => process.stderr.write(`${text}\n`);

async function main([act = '', file, ...more]: readonly string[]): Promise<void> {
  const perform = Object.hasOwn(acts, act) ? acts[act] : undefined;
  if (!perform || !file || more.length > 0) throw new CannotStart(`Say what to do: ${usage}`);
  if (act === 'load' && file !== '-' && !existsSync(file)) throw new CannotStart(`There is no file ${file}.`);
  const config = readConfig(process.env);
  const dataDir = resolve(config.dataDir);
  if (config.databaseUrl !== null) return withRecords({ url: config.databaseUrl, onLostConnection: () => {} }, perform, file);
  if (act !== 'load' && !existsSync(databaseIn(dataDir))) throw new CannotStart(`There are no records in ${dataDir}.`);
  await ownFolder(dataDir);
  // The embedded database allows only one process: a running server must be stopped first, and the lock says which one.
  const letGo = await lockFolder(dataDir);
  try {
    const { isFirst } = await lookInto(dataDir, { isLoading: act === 'load' });
    const left = act === 'end-meeting' ? leftOf(dataDir, file) : [];
    await withRecords({ folder: databaseIn(dataDir), isFirst }, perform, file, left.length > 0);
    await firstStartIsOver(dataDir);
    if (left.length > 0) await (await FileRoomKeys.open(join(dataDir, 'keys'), '')).destroy(file);
    for (const path of left) rmSync(path, { force: true });
  } finally {
    await letGo();
  }
}

/** What this folder has of a room: its key and its journal. */
function leftOf(dataDir: string, room: string): string[] {
  if (!/^[\w-]{1,64}$/.test(room)) return [];
  return [join(dataDir, 'keys', `${room}.key`), join(dataDir, 'rooms', `${room}.journal`)].filter((path) => existsSync(path));
}

async function withRecords(place: DatabasePlace, perform: Act, what: string, isLeft = false): Promise<void> {
  const db = await openAsTheyAre(place);
  try {
    await perform(db, what, isLeft);
  } finally {
    await db.destroy();
  }
}

async function save(db: Database, file: string): Promise<void> {
  if ((await appliedMigrations(db)).length === 0) throw new CannotStart('There are no records in this database.');
  const rows = file === '-' ? await saveRecords(db, (line) => writeSync(1, line)) : await saveToFile(db, file);
  say(
    `${rows} rows saved. SECRET (or the file \`secret\` in DATA_DIR) is not among them: without it no personal link opens any more.`,
  );
}

/** Never overwrites a file, and only its owner can read it; an incomplete one is removed again. */
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
    throw new CannotStart(`${file} cannot be written: ${whyNot(error)}.`, error);
  }
}

async function load(db: Database, file: string): Promise<void> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  const rows = await loadRecords(db, linesOf(input.setEncoding('utf8')));
  say(`${rows} rows loaded. Start the server with the same SECRET as before, and every personal link goes on opening its seat.`);
}

/** The servers let go of the room the next time they look at it. */
async function endMeeting(db: Database, room: string, isLeft: boolean): Promise<void> {
  await migrate(db);
  const known = await new SqlLogMarks(db, clock).of(room);
  if (known === 'unknown' && isLeft) {
    say(`The records know no meeting ${room}. What was left of it is destroyed.`);
    return;
  }
  if (known === 'unknown') throw new CannotStart(`There is no meeting ${room}. The log names the room that cannot be reached.`);
  if (known === 'closed') throw new CannotStart(`The meeting ${room} is closed already.`);
  await new SqlGroups(db, clock).closeMeeting(room, []);
  say(`The meeting ${room} is closed, without a word of who was there. The group's next one opens when people come.`);
}

keepToOwner();
main(process.argv.slice(2)).catch((error: unknown) => {
  say(error instanceof CannotStart ? error.message : `That could not be done: ${whyNot(error)}.`);
  process.exitCode = 1;
});
