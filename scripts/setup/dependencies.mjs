// Installs what package-lock.json names, unless it is already there. We rely on npm's own record of the last complete install
// (node_modules/.package-lock.json, written at its end) and keep none of our own.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withCheckoutLock } from './checkout-lock.mjs';
import { run, runNode } from './run.mjs';

const ADVICE = [
  {
    sign: /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT)\b/,
    sentence: 'The packages could not be fetched: connect this machine to the internet and run the command again. ',
  },
  { sign: /\b(EACCES|EPERM|EROFS)\b/, sentence: 'This user may not write here: run the command as the owner of this folder. ' },
  { sign: /\bENOSPC\b/, sentence: 'The disk is full: make room and run the command again. ' },
];

/** @typedef {{ version?: string, optional?: boolean }} Locked */

/** @param {string} folder the checkout */
export function areDependenciesCurrent(folder) {
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const installed = readPackages(join(folder, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    // Binaries for other systems are in the lock file too, and rightly absent.
    return found ? found.version === version : optional === true;
  });
}

/**
 * @param {string} folder the checkout
 * @param {(line: string) => void} say
 */
export async function installDependencies(folder, say) {
  if (areDependenciesCurrent(folder)) return;
  await withCheckoutLock(folder, 'another start is installing or building here', say, async () => {
    if (areDependenciesCurrent(folder)) return;
    say('Installing dependencies (about half a minute)…');
    rmSync(join(folder, 'node_modules', '.package-lock.json'), { force: true });
    const { code, output } = await installed(folder);
    if (code !== 0) throw new Error(whyNot(code, output));
  });
}

/** Tries again if somebody else wrote into a folder that was being emptied. @param {string} folder @param {number} tries */
async function installed(folder, tries = 3) {
  const ran = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier'], folder);
  if (ran.code === 0 || tries === 1 || !/\b(ENOTEMPTY|EBUSY|EEXIST)\b/.test(ran.output)) return ran;
  await pause(1_000);
  return installed(folder, tries - 1);
}

/**
 * A sentence on what to do first, where npm's own message does not say it.
 * @param {number} code
 * @param {string} output
 */
export function whyNot(code, output) {
  if (code === 127) return 'npm was not found. It comes with Node: get it from https://nodejs.org and run the command again.';
  return `${ADVICE.find(({ sign }) => sign.test(output))?.sentence ?? ''}npm ci failed.\n${output.trim()}`;
}

/** The npm that started us, or the one on the PATH. @param {string[]} args @param {string} cwd */
function npm(args, cwd) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.js$/.test(script) && existsSync(script)) return runNode(script, args, { cwd, quiet: true });
  if (process.platform === 'win32') return run('cmd', ['/c', 'npm', ...args], { cwd, quiet: true });
  return run('npm', args, { cwd, quiet: true });
}

/** @param {string} path @returns {Record<string, Locked> | null} */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
