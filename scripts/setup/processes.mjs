// What the system says about a process: from /proc where there is one, else from ps. On Windows, only whether it is alive.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When it began, in the system's own format; empty if unknown. @param {number} pid */
export function startOf(pid) {
  return process.platform === 'linux' ? (statOf(pid)[19] ?? '') : ps('lstart=', pid);
}

/** Its parent, or 0 if unknown. @param {number} pid */
export function parentOf(pid) {
  return Number(process.platform === 'linux' ? (statOf(pid)[1] ?? 0) : ps('ppid=', pid));
}

/** Its whole command line, separated by spaces; empty if unknown. @param {number} pid */
export function commandOf(pid) {
  if (process.platform !== 'linux') return ps('args=', pid);
  return read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
}

/** The fields after the name, which may itself contain spaces and brackets. @param {number} pid */
function statOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

/** @param {string} column @param {number} pid */
function ps(column, pid) {
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
