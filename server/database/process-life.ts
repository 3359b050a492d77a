// Tells whether a process seen earlier is still the one that has its pid today.
import { readFile } from 'node:fs/promises';

/** Identifies one run of a process: the machine's boot and the process's start. Null where the system does not tell. */
export async function lifeOf(pid: number): Promise<string | null> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command's name is in brackets and may contain anything; the start is the 20th field after it.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot}/${start}`;
  } catch {
    return null;
  }
}

/** Where the system does not tell, any process with that pid counts. */
export async function isAlive(pid: number, life: string | null): Promise<boolean> {
  // Zero and below mean whole process groups.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs as another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = await lifeOf(pid);
  return life === null || now === null || life === now;
}
