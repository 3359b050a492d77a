// What processes that we cannot ask have used so far, as the system counts it. Linux only.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** User and system time of one process, with that of its children that have ended; 0 for one that is gone. */
export function cpuMsOf(pid: number): number {
  return (
    (statOf(pid)
      .slice(11, 15)
      .reduce((sum, ticks) => sum + ticks, 0) /
      ticksPerSecond) *
    1000
  );
}

/** Resident memory. */
export function rssKbOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}

/** A process with all its children. */
export function familyCpuMs(pid: number): number {
  const children = execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return [pid, ...children.map(Number)].reduce((sum, one) => sum + cpuMsOf(one), 0);
}

export function parentOf(pid: number): number {
  return statOf(pid)[1] ?? 0;
}

/** From the third field of /proc/PID/stat on; empty for a process that is gone. The state, a letter, is read as NaN. */
function statOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}
