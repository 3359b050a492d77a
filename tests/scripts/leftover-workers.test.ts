// A worker that fills a folder under a lock and outlives whoever started it is ended before the next one works there.
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withWorkersNoted } from '../../scripts/setup/leftover-workers.mjs';
import { isAlive, startOf } from '../../scripts/setup/processes.mjs';
import { runNode } from '../../scripts/setup/run.mjs';
import { tempFolder } from './support/fake-programs.ts';

function sleeper(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid ?? 0;
}

test('a recorded worker that is still running is gone when the next one begins; another process with its pid is left alone', async () => {
  const notes = join(tempFolder(), 'workers');
  const [worker, stranger] = [sleeper(), sleeper()];
  writeFileSync(notes, `${worker} ${startOf(worker)}\n${stranger} long ago\n\nnonsense\n`);
  const isGone = await withWorkersNoted(notes, async () => !isAlive(worker));
  expect(isGone).toBe(true);
  expect(isAlive(stranger)).toBe(true);
  expect(existsSync(notes)).toBe(false);
});

test('whatever runs meanwhile is recorded until the work is done', async () => {
  const folder = tempFolder();
  const notes = join(folder, 'workers');
  const { output } = await withWorkersNoted(notes, () =>
    runNode('-e', [`console.log(require('node:fs').readFileSync(${JSON.stringify(notes)}, 'utf8').includes(process.pid))`], {
      quiet: true,
    }),
  );
  expect(output.trim()).toBe('true');
  expect(existsSync(notes)).toBe(false);
});
