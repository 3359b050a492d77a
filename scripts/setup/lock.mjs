// One worker at a time, across processes: a file that names its holder. A dead holder's lock is taken over.
// It knows nothing of the work done under it.

import { randomUUID } from 'node:crypto';
import { readFileSync, unlinkSync } from 'node:fs';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, startOf } from './processes.mjs';

const LOOK_AGAIN = 200;
/** Taking over takes a few milliseconds; a guard this old was left behind by a crash. */
const GUARD_LIFE = 10_000;

/**
 * @template T
 * @param {string} path
 * @param {{ onWait?: (pid: number) => void }} how `onWait` is called once, when somebody else holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, { onWait }, work) {
  await mkdir(dirname(path), { recursive: true });
  const mark = `${process.pid} ${randomUUID()} ${startOf(process.pid)}`;
  let hasWaited = false;
  while (!(await claim(path, mark))) {
    const holder = await readMark(path);
    if (holder === null) continue;
    const pid = Number.parseInt(holder, 10);
    if (!isHolding(holder)) {
      await takeAway(path, holder);
      continue;
    }
    if (!hasWaited) onWait?.(pid);
    hasWaited = true;
    await pause(LOOK_AGAIN);
  }
  const release = () => {
    if (readIfThere(path) === mark) unlinkSync(path);
  };
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** Appears whole or not at all: written to another file, then linked to its name. @param {string} path @param {string} mark */
async function claim(path, mark) {
  const beside = `${path}.${randomUUID()}`;
  await writeFile(beside, mark);
  try {
    await link(beside, path);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(beside, { force: true });
  }
}

/**
 * Under a guard, so that two processes that find the same dead holder cannot take each other's fresh lock. @param {string} path @param {string}
 * dead
 */
export async function takeAway(path, dead) {
  const guard = `${path}.taking`;
  try {
    await writeFile(guard, '', { flag: 'wx' });
  } catch {
    const age = Date.now() - ((await stat(guard).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > GUARD_LIFE) await rm(guard, { force: true });
    else await pause(LOOK_AGAIN);
    return;
  }
  if ((await readMark(path)) === dead) await rm(path, { force: true });
  await rm(guard, { force: true });
}

/** Pids are reused; the start of the process tells the two owners apart. @param {string} mark */
function isHolding(mark) {
  const [pid, , ...start] = mark.split(' ');
  return isAlive(Number(pid)) && startOf(Number(pid)) === start.join(' ');
}

/** @param {string} path */
function readMark(path) {
  return readFile(path, 'utf8').catch(() => null);
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
