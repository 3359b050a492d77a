// Ends a LiveKit, and its supervisor, that an earlier run may have left behind when it crashed. Kills only processes that name our own configuration.
import { execFileSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';

export async function endStaleLiveKit(pidFile: string, configFile: string): Promise<void> {
  const pids = (await readFile(pidFile, 'utf8').catch(() => '')).split(' ').map(Number);
  for (const pid of pids) {
    if (Number.isInteger(pid) && pid > 1 && (await commandOf(pid)).includes(configFile)) kill(pid);
  }
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

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
