// Tells whether a process of the past is still the one that lives under its number today.
import { readFile } from 'node:fs/promises';

/** A name for one life of a process: the machine's boot and the process's start. Null where the system does not tell. */
export async function lifeOf(pid: number): Promise<string | null> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command's name stands in brackets and may hold anything; the start is the 20th field after it.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot}/${start}`;
  } catch {
    return null;
  }
}

/** Where the system tells of no lives, any process under that number counts. */
export async function isAlive(pid: number, life: string | null): Promise<boolean> {
  // Zero and below speak of whole groups of processes.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives under another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = await lifeOf(pid);
  return life === null || now === null || life === now;
}
