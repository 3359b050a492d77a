// The order in which a media server is looked for, and what is said on the way.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { obtainLiveKit } from '../../scripts/setup/livekit.mjs';
import { cachedProgram } from '../../scripts/setup/livekit-cache.mjs';
import { fakeProgram, saysVersion, tempFolder } from './support/fake-programs.ts';

/** A machine with nothing on it but what a test puts there. */
function machine() {
  const folder = tempFolder();
  const said: string[] = [];
  const env: NodeJS.ProcessEnv = { PATH: `${join(folder, 'bin')}:/bin:/usr/bin`, XDG_CACHE_HOME: join(folder, 'cache') };
  return { folder, said, env, say: (line: string) => said.push(line) };
}

/** Go that "builds" a program of the given version. */
function fakeGo(folder: string, version: string, builds = '1.13.5') {
  const output = `#!/bin/sh\\n${saysVersion(builds)}\\n`;
  fakeProgram(
    join(folder, 'bin/go'),
    `[ "$1" = version ] && echo "go version go${version} linux/amd64" && exit
while [ "$1" != -o ]; do shift; done
printf '${output}' > "$2"`,
  );
}

test('a server of the user, named with its keys, comes before everything', async () => {
  const { env, say } = machine();
  const keys = { LIVEKIT_URL: 'wss://example.org', LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'secret' };
  expect(await obtainLiveKit({ env: { ...env, ...keys }, say })).toEqual({ given: true });
});

test('a server of the user without its keys is refused in words', async () => {
  const { env, say } = machine();
  await expect(obtainLiveKit({ env: { ...env, LIVEKIT_URL: 'wss://example.org' }, say })).rejects.toThrow('LIVEKIT_API_KEY');
});

test('keys without the server that they are for are refused before anything is looked for', async () => {
  const { env, say, said } = machine();
  await expect(obtainLiveKit({ env: { ...env, LIVEKIT_API_SECRET: 'hush' }, say })).rejects.toThrow(
    /^LIVEKIT_API_SECRET is set; LIVEKIT_URL must be set with it\. Set it, or leave LIVEKIT_API_SECRET out\.$/,
  );
  expect(said).toEqual([]);
});

test('the right version on the PATH comes before the one from an earlier start', async () => {
  const { folder, env, say, said } = machine();
  const program = fakeProgram(join(folder, 'bin/livekit-server'), saysVersion('1.13.5'));
  fakeProgram(cachedProgram(env), saysVersion('1.13.5'));
  expect(await obtainLiveKit({ env, say })).toEqual({ program });
  expect(said).toEqual([]);
});

test('another version on the PATH is named, and the one from an earlier start is taken', async () => {
  const { folder, env, say, said } = machine();
  fakeProgram(join(folder, 'bin/livekit-server'), saysVersion('1.13.50'));
  const program = fakeProgram(cachedProgram(env), saysVersion('1.13.5'));
  expect(await obtainLiveKit({ env, say })).toEqual({ program });
  expect(said.join()).toContain('is version 1.13.50, not 1.13.5');
});

test('a spoiled one from an earlier start is replaced by building it', async () => {
  const { folder, env, say, said } = machine();
  const program = fakeProgram(cachedProgram(env), 'exit 1');
  fakeGo(folder, '1.26.8');
  expect(await obtainLiveKit({ env, say })).toEqual({ program });
  expect(said.join()).toContain('it will be replaced');
  expect(await obtainLiveKit({ env: { ...env, LIVEKIT_FROM: 'cache' }, say })).toEqual({ program });
});

test('a build of another version than we need is not kept', async () => {
  const { folder, env, say } = machine();
  fakeGo(folder, '1.27.0', '1.13.4');
  const answer = await obtainLiveKit({ env: { ...env, LIVEKIT_FROM: 'go' }, say });
  expect(answer).toHaveProperty('missing', expect.stringContaining('does not run here'));
});

test('a Go that is too old is named, not tried', async () => {
  const { folder, env, say, said } = machine();
  fakeGo(folder, '1.25.9');
  const answer = await obtainLiveKit({ env: { ...env, LIVEKIT_FROM: 'go' }, say });
  expect(answer).toHaveProperty('missing', expect.stringContaining('Go 1.26 or newer is needed'));
  expect(said).toEqual([]);
});

test('sources are tried in order, each only if the one before failed, and all reasons are given at the end', async () => {
  const { env, say } = machine();
  const tried: string[] = [];
  const rung = (name: string) => async () => {
    tried.push(name);
    return { why: `${name} broke` };
  };
  const rungs = { path: rung('path'), cache: rung('cache'), go: rung('go'), archive: rung('archive') };
  expect(await obtainLiveKit({ env, say }, rungs)).toHaveProperty(
    'missing',
    expect.stringMatching(/path broke; cache broke; go broke; archive broke/),
  );
  expect(tried).toEqual(['path', 'cache', 'go', 'archive']);
});

test('LIVEKIT_FROM leaves one source, or none, and says which there are', async () => {
  const { env, say } = machine();
  expect(await obtainLiveKit({ env: { ...env, LIVEKIT_FROM: 'none' }, say })).toHaveProperty('missing');
  await expect(obtainLiveKit({ env: { ...env, LIVEKIT_FROM: 'luck' }, say })).rejects.toThrow('path, cache, go, archive or none');
});
