// Keeps a second server out of a data folder: the embedded database has no lock of its own, and two writers would silently
// lose data. A lock is taken over only when its holder is dead, never because it is old.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from '../process/cannot-start.ts';
import { whyNot } from '../process/why-not.ts';
import { contentOf, create, letGo, replace } from './lock-file.ts';
import { isAlive, lifeOf } from './process-life.ts';

const lookAgainMs = 10;
/** Replacing a lock takes milliseconds; whoever has not managed after seconds never will. */
const mostTries = 500;

/** Locks the folder, making it if need be; the returned function releases it. Throws `CannotStart`. */
export async function lockFolder(dir: string): Promise<() => Promise<void>> {
  const path = join(dir, 'database.lock');
  const mine = JSON.stringify({ pid: process.pid, life: await lifeOf(process.pid), key: randomUUID() });
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const taken = await take(path, mine);
    if (taken === 'taken') return () => letGo(path, mine);
    if (taken !== 'contested') throw heldBy(dir, taken);
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(`The data folder ${dir} cannot be written: ${whyNot(error)}. Choose another with DATA_DIR.`, error);
  }
  throw new CannotStart(`The data folder ${dir} is being taken by several servers at once. Start one of them again.`);
}

/**
 * Answers with the pid of a living holder if there is one. A dead holder's lock may be replaced only under a second lock, whose name belongs to
 * that dead lock alone: so two processes that find the same dead holder cannot mistake each other's fresh lock for it.
 */
async function take(path: string, mine: string): Promise<'taken' | 'contested' | number> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (await create(path, mine)) return 'taken';
    const found = await contentOf(path);
    if (found === null) continue;
    const pid = await holderOf(found);
    if (pid !== null) return pid;
    const right = rightTo(path, found);
    if ((await take(right, mine)) === 'taken') {
      try {
        if ((await contentOf(path)) !== found) continue;
        await replace(path, mine);
        return 'taken';
      } finally {
        await letGo(right, mine);
      }
    }
    await pause(lookAgainMs);
  }
  return 'contested';
}

/** The file of the second lock, which permits replacing that one. */
export function rightTo(path: string, dead: string): string {
  return `${path}.${createHash('sha256').update(dead).digest('hex').slice(0, 16)}`;
}

/** The pid of the living holder; null if it is dead, or if the file was damaged when its machine crashed. */
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
