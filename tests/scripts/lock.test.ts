// One worker at a time, whatever process dies in between.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeAway, withLock } from '../../scripts/setup/lock.mjs';
import { tempFolder } from './support/fake-programs.ts';

const module = new URL('../../scripts/setup/lock.mjs', import.meta.url).href;

/** Another process that takes the lock and holds it until it is killed. */
async function holder(path: string) {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { takeAway, withLock } from ${JSON.stringify(module)};
     await withLock(${JSON.stringify(path)}, {}, () => new Promise(() => { console.log('held'); setInterval(() => {}, 1000); }));`,
  ]);
  await once(child.stdout, 'data');
  return child;
}

function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

test('the lock of a live process is waited for, and taken over as soon as that process is killed', async () => {
  const path = join(tempFolder(), 'a.lock');
  const other = await holder(path);
  const waitedFor: number[] = [];
  const onWait = (pid: number) => {
    waitedFor.push(pid);
    other.kill('SIGKILL');
  };
  expect(await withLock(path, { onWait }, async () => 'done')).toBe('done');
  expect(waitedFor).toEqual([other.pid]);
  expect(existsSync(path)).toBe(false);
});

test('many who find the same dead holder still work one at a time', async () => {
  const folder = tempFolder();
  const path = join(folder, 'a.lock');
  writeFileSync(path, `${deadPid()} left-over 1`);
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await readdir(folder);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 6 }, () => withLock(path, {}, work)));
  expect(most).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('a dead holder’s lock that has a new holder is left alone, and so is one that another process is just taking over', async () => {
  const path = join(tempFolder(), 'a.lock');
  const dead = `${deadPid()} left-over 1`;
  writeFileSync(path, 'somebody new');
  await takeAway(path, dead);
  expect(readFileSync(path, 'utf8')).toBe('somebody new');

  writeFileSync(path, dead);
  writeFileSync(`${path}.taking`, '');
  await takeAway(path, dead);
  expect(existsSync(path)).toBe(true);
});

test.runIf(process.platform === 'linux')('a pid that another process has got since does not hold the lock', async () => {
  const path = join(tempFolder(), 'a.lock');
  writeFileSync(path, `${process.pid} left-over 1`);
  expect(await withLock(path, {}, async () => readFileSync(path, 'utf8'))).not.toContain('left-over');
});

test('work that fails gives the lock back', async () => {
  const path = join(tempFolder(), 'a.lock');
  await expect(withLock(path, {}, async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(path)).toBe(false);
});
