// Starts the members of a rehearsal beside a running server and ends them with us. What they do is their own affair.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkout } from './places.mjs';

/**
 * @param {string} url of the running server
 * @param {string} dataFolder of that server
 * @returns {Promise<number>} the exit code, once they have left
 */
export function rehearse(url, dataFolder) {
  const endWithUs = new URL('./end-with-parent.mjs', import.meta.url).href;
  const members = spawn(process.execPath, ['--import', endWithUs, '--import', 'tsx', join(checkout, 'scripts/rehearse/main.ts')], {
    cwd: checkout,
    stdio: 'inherit',
    env: { ...process.env, REHEARSE_URL: url, REHEARSE_DATA: dataFolder },
  });
  process.on('exit', () => members.kill());
  return new Promise((settle, fail) => {
    members.on('error', fail);
    members.on('exit', (code) => settle(code ?? 1));
  });
}
