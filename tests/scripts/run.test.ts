// Several programs at once: all of them end with whoever runs them.
import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';

const run = new URL('../../scripts/setup/run.mjs', import.meta.url).href;

/** Runs each of these pieces of JavaScript in a Node of its own, all at once. */
function runAtOnce(pieces: readonly string[]) {
  const source = `
    import { runNode } from ${JSON.stringify(run)};
    await Promise.all(${JSON.stringify(pieces)}.map((piece) => runNode('-e', [piece])));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => (printed += text));
  return { child, lines: () => printed.split('\n').slice(0, -1) };
}

test('whoever is asked to end asks all of them first', async () => {
  const stays = 'console.log(process.pid); setInterval(() => {}, 1000)';
  const { child, lines } = runAtOnce([stays, stays, stays]);
  await expect.poll(() => lines().length).toBe(3);
  const isThere = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  child.kill('SIGTERM');
  await expect.poll(() => lines().map(Number).filter(isThere)).toEqual([]);
});
