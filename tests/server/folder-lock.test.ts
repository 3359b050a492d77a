// The lock on the data folder, and the secret in it: with real files and real processes.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSecret } from '../../server/accounts/secret.ts';
import { lockFolder, rightTo } from '../../server/database/folder-lock.ts';
import { lifeOf } from '../../server/database/process-life.ts';

let dir: string;
let lock: string;
let other: ChildProcess;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'balint-room-lock-'));
  lock = join(dir, 'database.lock');
  other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  await once(other, 'spawn');
});
afterEach(async () => {
  await endOther();
  await rm(dir, { recursive: true });
});

async function endOther(): Promise<void> {
  if (other.exitCode !== null || other.signalCode !== null) return;
  other.kill('SIGKILL');
  await once(other, 'exit');
}

async function lockOfOther(life?: string): Promise<string> {
  const content = JSON.stringify({ pid: other.pid, life: life ?? (await lifeOf(other.pid ?? 0)), key: 'theirs' });
  await writeFile(lock, content);
  return content;
}

describe('the lock on the data folder', () => {
  test('lets one server in, names it to the next, and leaves nothing behind', async () => {
    const letGo = await lockFolder(join(dir, 'new', 'data'));
    await expect(lockFolder(join(dir, 'new', 'data'))).rejects.toThrow(
      `The data folder ${join(dir, 'new', 'data')} is in use by another Balint Room server (process ${process.pid}).`,
    );
    await letGo();
    expect(await readdir(join(dir, 'new', 'data'))).toEqual([]);
    await (await lockFolder(join(dir, 'new', 'data')))();
  });

  test('respects a living holder, however old its lock', async () => {
    const content = await lockOfOther();
    await utimes(lock, 1, 1);
    await expect(lockFolder(dir)).rejects.toMatchObject({
      name: 'CannotStart',
      message: expect.stringContaining(`(process ${other.pid})`),
    });
    expect(await readFile(lock, 'utf8')).toBe(content);
  });

  test('takes over from a holder that was killed', async () => {
    await lockOfOther();
    await endOther();
    await (await lockFolder(dir))();
    expect(await readdir(dir)).toEqual([]);
  });

  test('takes over when another process has got the pid', async () => {
    await lockOfOther('an-earlier-boot/12345');
    await (await lockFolder(dir))();
    await writeFile(lock, JSON.stringify({ pid: process.pid, life: 'another container/1', key: 'theirs' }));
    await (await lockFolder(dir))();
  });

  test.each(['', '{"pid":', 'null', '{"pid":"x"}', '{"pid":0,"life":null}', '{"pid":-1,"life":null}'])(
    'takes over a damaged lock %j',
    async (content) => {
      await writeFile(lock, content);
      await (await lockFolder(dir))();
    },
  );

  test.each(Array.from({ length: 5 }, (_, round) => round))('lets only one of many take over at once (%i)', async () => {
    await lockOfOther();
    await endOther();
    const takings = await Promise.allSettled(Array.from({ length: 12 }, () => lockFolder(dir)));
    expect(takings.filter((taking) => taking.status === 'fulfilled')).toHaveLength(1);
    expect(JSON.parse(await readFile(lock, 'utf8')).pid).toBe(process.pid);
    expect(await readdir(dir)).toEqual(['database.lock']);
  });

  test('takes over even from one that died while taking over', async () => {
    const dead = await lockOfOther();
    await writeFile(rightTo(lock, dead), dead);
    await endOther();
    const letGo = await lockFolder(dir);
    expect(await readdir(dir)).toEqual(['database.lock']);
    await letGo();
  });

  test('does not release a lock that has become another server’s', async () => {
    const letGo = await lockFolder(dir);
    const theirs = await lockOfOther();
    await letGo();
    expect(await readFile(lock, 'utf8')).toBe(theirs);
  });

  test('says that a folder cannot be written', async () => {
    const file = join(dir, 'a-file');
    await writeFile(file, '');
    await expect(lockFolder(join(file, 'data'))).rejects.toMatchObject({
      name: 'CannotStart',
      message: expect.stringMatching(/^The data folder .*a-file\/data cannot be written: .* Choose another with DATA_DIR\.$/),
    });
  });
});

describe('the secret', () => {
  test('is made once, readable only by its owner', async () => {
    const secret = await loadSecret(dir, {});
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect((await stat(join(dir, 'secret'))).mode & 0o777).toBe(0o600);
    expect(await loadSecret(dir, {})).toBe(secret);
    expect(await loadSecret(join(dir, 'new'), {})).not.toBe(secret);
  });

  test('is the given one when there is one, and never a short one', async () => {
    expect(await loadSecret(dir, { SECRET: 's'.repeat(32) })).toBe('s'.repeat(32));
    expect(await readdir(dir)).toEqual([]);
    await expect(loadSecret(dir, { SECRET: 's'.repeat(31) })).rejects.toThrow(/SECRET holds 31 characters; it needs at least 32/);
    await writeFile(join(dir, 'secret'), 'short\n');
    await expect(loadSecret(dir, {})).rejects.toThrow(/The file .*secret holds 5 characters/);
  });
});
