// Two starts at once, and one after another that failed: the kept media server is never spoiled.
import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { cachedProgram, livekitInCache, makeInCache } from '../../scripts/setup/livekit-cache.mjs';
import { fakeProgram, gate, saysVersion, tempFolder } from './support/fake-programs.ts';

function cache() {
  const said: string[] = [];
  const env: NodeJS.ProcessEnv = { XDG_CACHE_HOME: join(tempFolder(), 'cache') };
  return { env, said, say: (line: string) => said.push(line), program: cachedProgram(env) };
}

test('of two starts at once one makes it; the other waits, says so, and takes the same', async () => {
  const { program, said, ...asker } = cache();
  let made = 0;
  const other = gate();
  const make = async (_: unknown, target: string) => {
    made += 1;
    fakeProgram(target, saysVersion('1.13.5'));
    await other.opened;
    return null;
  };
  const say = (line: string) => {
    said.push(line);
    other.open();
  };
  const both = await Promise.all([makeInCache({ ...asker, say }, make), makeInCache({ ...asker, say }, make)]);
  expect(both).toEqual([{ program }, { program }]);
  expect(made).toBe(1);
  expect(said).toEqual([expect.stringContaining('another start is obtaining LiveKit')]);
});

test('what fails half-way leaves nothing behind and keeps what was there', async () => {
  const { program, ...asker } = cache();
  fakeProgram(program, saysVersion('1.13.5'));
  const forced = { ...asker, env: { ...asker.env, LIVEKIT_FROM: 'go' } };
  const answer = await makeInCache(forced, async (_, target) => {
    writeFileSync(target, 'half of it');
    return 'the connection was cut';
  });
  expect(answer).toEqual({ why: 'the connection was cut' });
  expect(await livekitInCache(asker)).toEqual({ program });
  expect(await readdir(dirname(program))).toEqual(['livekit-server-1.13.5']);
});
