// Runs a Node program in the foreground until it ends. It has its own process group, so that Ctrl-C reaches it only through us,
// and only once, though the terminal and npm both tell us.
import { spawn } from 'node:child_process';
import { checkout } from './places.mjs';

const endWithUs = new URL('./end-with-parent.mjs', import.meta.url).href;

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env added to our own
 * @returns {Promise<number>} its exit code
 */
export function runInForeground(args, env) {
  const child = spawn(process.execPath, ['--import', endWithUs, ...args], {
    cwd: checkout,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    detached: true,
  });
  let isEnding = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (!isEnding) child.kill(signal);
      isEnding = true;
    });
  }
  process.on('exit', () => child.kill());
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('exit', (code) => settle(code ?? 1));
  });
}
