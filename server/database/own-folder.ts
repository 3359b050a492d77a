// Keeps the data folder private to its owner: 0700 and 0600, whatever the modes were before. If that is impossible, refuses to start and names the
// command that fixes it. Touches nothing but what this product makes there, and reads nothing in it that could keep a reader waiting.
import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CannotStart } from '../process/cannot-start.ts';
import { whyNot } from '../process/why-not.ts';

const files = /^(secret|server\.json|first-start|database\.lock.*)$/;
const folders = /^(database|rooms|keys|livekit)$/;
const others = 0o077;
const writable = 0o022;
const sticky = 0o1000;
/** Windows has no such modes; access is controlled elsewhere. */
const hasModes = process.platform !== 'win32';

/** Files made from now on are private to their owner. */
export function keepToOwner(): void {
  if (hasModes) process.umask(others);
}

/** Makes the folder if need be. Throws `CannotStart`. */
export async function ownFolder(dir: string): Promise<void> {
  const found = await made(dir);
  if (!found.isDirectory()) throw new CannotStart(`The data folder ${dir} is not a folder. Choose another with DATA_DIR.`);
  if (!hasModes) return;
  const real = await realpath(dir);
  if (found.mode & sticky || real === '/' || real === (await home()))
    throw new CannotStart(`The data folder ${dir} holds other things too. Give Balint Room a folder of its own with DATA_DIR.`);
  const mayHoldTraps = (found.mode & writable) !== 0;
  await tighten(dir, dir, found);
  for (const name of (await readdir(dir)).filter((each) => files.test(each) || folders.test(each))) {
    const path = join(dir, name);
    const there = await lstat(path);
    const isLink = there.isSymbolicLink();
    if (isLink && mayHoldTraps) throw trap(path);
    const found = isLink ? await ledTo(path) : there;
    if (files.test(name) && !found.isFile()) throw notAFile(path);
    await tightenAll(dir, isLink ? await realpath(path) : path, found);
  }
}

/** A container's user may have no home, and no name. */
async function home(): Promise<string | null> {
  try {
    return await realpath(homedir());
  } catch {
    return null;
  }
}

async function made(dir: string): Promise<Stats> {
  try {
    // Checked first: making a folder below one that is not writable may never end.
    return await stat(dir);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cannotBeMade(dir, cause);
  }
  try {
    await mkdirs(dir);
    return await stat(dir);
  } catch (cause) {
    throw cannotBeMade(dir, cause);
  }
}

/** One after the other: where no folder can be made, Node's recursive mkdir never ends. */
async function mkdirs(dir: string): Promise<void> {
  try {
    await mkdir(dir, { mode: 0o700 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const above = join(dir, '..');
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || above === dir || (await stat(above).catch(() => null)) !== null) throw cause;
    await mkdirs(above);
    await mkdir(dir, { mode: 0o700 });
  }
}

function cannotBeMade(dir: string, cause: unknown): CannotStart {
  return new CannotStart(`The data folder ${dir} cannot be made or read: ${whyNot(cause)}. Choose another with DATA_DIR.`, cause);
}

/** Follows a part that its owner has put elsewhere. */
function ledTo(path: string): Promise<Stats> {
  return stat(path).catch((cause: unknown) => {
    throw new CannotStart(`${path} leads nowhere: ${whyNot(cause)}. Put back what it led to, or restore your backup.`, cause);
  });
}

async function tightenAll(dir: string, path: string, there: Stats): Promise<void> {
  // A pipe or a socket: whoever opened it could wait for ever.
  if (!there.isFile() && !there.isDirectory()) throw notAFile(path);
  await tighten(dir, path, there);
  if (!there.isDirectory()) return;
  for (const name of await readdir(path)) {
    const inside = join(path, name);
    const found = await lstat(inside);
    // It may lead to somebody else's file, whose modes are not ours to change.
    if (found.isSymbolicLink()) throw trap(inside);
    await tightenAll(dir, inside, found);
  }
}

async function tighten(dir: string, path: string, there: Stats): Promise<void> {
  const me = process.getuid?.() ?? there.uid;
  if (me !== 0 && there.uid !== me) throw open(dir, path, 'belongs to another user');
  if ((there.mode & others) === 0) return;
  try {
    await chmod(path, there.mode & 0o700);
  } catch (cause) {
    throw open(dir, path, `can be read by others and cannot be closed to them (${whyNot(cause)})`, cause);
  }
  if ((await lstat(path)).mode & others)
    throw new CannotStart(`${path} can be read by others, and its disk knows no permissions. Choose a DATA_DIR on another disk.`);
}

function open(dir: string, path: string, what: string, cause?: unknown): CannotStart {
  const mend = `sudo chown -R ${process.getuid?.()} '${dir}' && chmod -R go= '${dir}'`;
  return new CannotStart(`${path} ${what}. Whoever runs the server must own all of it, alone: ${mend}`, cause);
}

function notAFile(path: string): CannotStart {
  return new CannotStart(
    `${path} is not a file, and it should be one. Nothing was changed. Move it away, and restore the file from your backup if there was one.`,
  );
}

function trap(path: string): CannotStart {
  return new CannotStart(`${path} is a link that anybody may have put there. Put what it leads to in its place, and start again.`);
}
