// Keeps a second server out of a data folder: the embedded database has no lock of its own, and two writers lose data
// without a word. A lock is taken over only when its holder is dead, never because it is old.
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { isAlive, lifeOf } from './process-life.ts';

/** Takes the folder, making it if need be; the returned function lets it go. Throws `CannotStart`. */
export async function lockFolder(dir: string): Promise<() => Promise<void>> {
  const path = join(dir, 'database.lock');
  const mine = JSON.stringify({ pid: process.pid, life: await lifeOf(process.pid), key: randomUUID() });
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    for (let tries = 0; tries < 5; tries += 1) {
      if (await create(path, mine)) return () => letGo(path, mine);
      const found = await contentOf(path);
      if (found === null) continue;
      const pid = await holderOf(found);
      if (pid !== null) throw heldBy(dir, pid);
      await putAside(path, found);
    }
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`The data folder ${dir} cannot be written: ${why}. Choose another with DATA_DIR.`, error);
  }
  throw new CannotStart(`The data folder ${dir} is being taken by several servers at once. Start one of them again.`);
}

async function create(path: string, content: string): Promise<boolean> {
  // Written beside and linked into place, so that nobody ever reads half a lock.
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await file.close();
    await unlink(draft);
  }
}

/** The pid of the living holder; null when it is dead, or the file was damaged with its machine. */
async function holderOf(content: string): Promise<number | null> {
  try {
    const { pid, life } = JSON.parse(content) as { pid: number; life: string | null };
    return (await isAlive(pid, life)) ? pid : null;
  } catch {
    return null;
  }
}

/** Another starter may have been quicker and put a living lock there: then it is given back. */
async function putAside(path: string, dead: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== dead) await link(aside, path).catch(() => {});
  await unlink(aside);
}

async function letGo(path: string, mine: string): Promise<void> {
  if ((await contentOf(path)) === mine) await unlink(path);
}

async function contentOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

function heldBy(dir: string, pid: number): CannotStart {
  return new CannotStart(
    `The data folder ${dir} is in use by another Balint Room server (process ${pid}). Stop that one first, or choose another DATA_DIR.`,
  );
}
