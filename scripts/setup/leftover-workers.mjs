// Programs that fill a folder under a lock (npm, the compiler, the bundler) outlive whoever started them if that process is killed. They are
// recorded,
// and ended by the next holder of the lock: two of them at work in one folder would ruin it.
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, startOf } from './processes.mjs';

const LOOK_AGAIN = 50;

/** The file that records the workers of the lock we hold. @type {string | null} */
let notes = null;

/**
 * @template T
 * @param {string} file beside the lock, which is held
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withWorkersNoted(file, work) {
  await endLeftovers(file);
  notes = file;
  try {
    return await work();
  } finally {
    notes = null;
    rmSync(file, { force: true });
  }
}

/** @param {number} pid */
export function noteWorker(pid) {
  if (notes !== null) appendFileSync(notes, `${pid} ${startOf(pid)}\n`, { mode: 0o600 });
}

/** @param {string} file */
async function endLeftovers(file) {
  for (const line of linesOf(file)) {
    const [pid = '', ...start] = line.split(' ');
    // Pids are reused; the start of the process tells the two owners apart.
    const isTheirs = () => isAlive(Number(pid)) && startOf(Number(pid)) === start.join(' ');
    if (Number(pid) > 1 && isTheirs()) end(Number(pid));
    while (Number(pid) > 1 && isTheirs()) await pause(LOOK_AGAIN);
  }
  rmSync(file, { force: true });
}

/** @param {string} file */
function linesOf(file) {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

/** @param {number} pid */
function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
