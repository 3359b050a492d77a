// Keeps a second server out of a data folder: the embedded database has no lock of its own, and two writers lose data
// without a word. A lock is taken over only when its holder is dead, never because it is old.
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { contentOf, create, letGo, putAside } from './lock-file.ts';
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

/** The pid of the living holder; null when it is dead, or the file was damaged with its machine. */
async function holderOf(content: string): Promise<number | null> {
  try {
    const { pid, life } = JSON.parse(content) as { pid: number; life: string | null };
    return (await isAlive(pid, life)) ? pid : null;
  } catch {
    return null;
  }
}

function heldBy(dir: string, pid: number): CannotStart {
  return new CannotStart(
    `The data folder ${dir} is in use by another Balint Room server (process ${pid}). Stop that one first, or choose another DATA_DIR.`,
  );
}
