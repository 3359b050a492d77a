// Ends a LiveKit that an earlier, crashed start may have left behind. Kills only what names our own configuration file.
import { execFileSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';

export async function endStaleLiveKit(pidFile: string, configFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  if (Number.isInteger(pid) && pid > 1 && (await commandOf(pid)).includes(configFile)) kill(pid);
  await rm(pidFile, { force: true });
}

async function commandOf(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  } catch {
    return process.platform === 'linux' ? '' : askPs(pid);
  }
}

function askPs(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

/** The leash leads a group of its own, in which LiveKit is. */
function kill(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Already gone.
    }
  }
}
