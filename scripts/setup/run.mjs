// Runs another program to its end. It ends with us: a signal to us is passed on before we obey it.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { noteWorker } from './leftover-workers.mjs';
import { checkout } from './places.mjs';

const ENDINGS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * @typedef {{ code: number, output: string, timedOut: boolean }} Ran `code` is 127 when the program could not be started.
 * @typedef {object} HowToRun
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] added to our own
 * @property {boolean} [quiet] keep the output to ourselves; it is in the answer
 * @property {number} [limit] milliseconds after which the program is ended
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {HowToRun} how
 * @returns {Promise<Ran>}
 */
export function run(command, args, { cwd = checkout, env = {}, quiet = false, limit = 0 } = {}) {
  const theirs = quiet ? 'pipe' : 'inherit';
  return new Promise((settle) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', theirs, theirs],
    });
    if (child.pid !== undefined) noteWorker(child.pid);
    let output = '';
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));

    const timers = limit
      ? [
          setTimeout(() => {
            timedOut = true;
            child.kill('SIGTERM');
          }, limit),
          setTimeout(() => child.kill('SIGKILL'), limit + 10_000),
        ]
      : [];
    /** @type {Map<NodeJS.Signals, () => void>} */
    const relays = new Map();
    const done = (/** @type {number} */ code) => {
      timers.forEach(clearTimeout);
      for (const [signal, relay] of relays) process.off(signal, relay);
      settle({ code, output, timedOut });
    };
    for (const signal of ENDINGS) {
      const relay = () => {
        child.kill(signal);
        // Only once every other program of ours has been told.
        setImmediate(() => process.exit(128 + constants.signals[signal]));
      };
      relays.set(signal, relay);
      process.on(signal, relay);
    }
    child.on('error', (error) => {
      output += error.message;
      done(127);
    });
    child.on('close', (code, signal) => done(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
}

/**
 * A script of an installed package, run by this Node.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {HowToRun} [how]
 */
export function runNode(script, args, how) {
  return run(process.execPath, [script, ...args], how);
}
