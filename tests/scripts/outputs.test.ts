// When the outputs are built again, and when they are left alone.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { areOutputsCurrent, buildOutputs } from '../../scripts/setup/outputs.mjs';
import { gate, tempFolder, writeFiles } from './support/fake-programs.ts';

let folder: string;

beforeEach(() => {
  folder = tempFolder();
  vi.stubEnv('XDG_CACHE_HOME', tempFolder());
  writeFiles(folder, { 'server/main.ts': 'one', 'client/index.html': 'page', 'package-lock.json': '{}' });
  return () => vi.unstubAllEnvs();
});

test('built once, the outputs are current until a source changes, appears or goes', async () => {
  const make = vi.fn(async () => {});
  const build = () => buildOutputs(folder, () => {}, { makers: [make] });
  await build();
  await build();
  expect(make).toHaveBeenCalledTimes(1);

  writeFiles(folder, { 'server/main.ts': 'two' });
  await build();
  writeFiles(folder, { 'shared/new.ts': '' });
  await build();
  rmSync(join(folder, 'client/index.html'));
  await build();
  expect(make).toHaveBeenCalledTimes(4);

  writeFiles(folder, { 'tests/some.test.ts': '', 'README.md': '' });
  expect(areOutputsCurrent(folder)).toBe(true);
});

test('a build that fails half-way leaves nothing that looks complete', async () => {
  await buildOutputs(folder, () => {}, { makers: [] });
  writeFiles(folder, { 'server/main.ts': 'two' });
  const breaks = async () => Promise.reject(new Error('The build failed.'));
  await expect(buildOutputs(folder, () => {}, { makers: [breaks] })).rejects.toThrow('The build failed.');
  writeFiles(folder, { 'server/main.ts': 'one' });
  expect(areOutputsCurrent(folder)).toBe(false);
});

test('a source edited while it is being built is built again next time', async () => {
  const edit = async () => writeFiles(folder, { 'server/main.ts': 'edited meanwhile' });
  await buildOutputs(folder, () => {}, { makers: [edit] });
  expect(areOutputsCurrent(folder)).toBe(false);
});

test('of two builds at once the second waits and finds everything done', async () => {
  const said: string[] = [];
  const waited = gate();
  const make = vi.fn(() => waited.opened);
  const say = (line: string) => {
    said.push(line);
    if (line.startsWith('Waiting')) waited.open();
  };
  await Promise.all([buildOutputs(folder, say, { makers: [make] }), buildOutputs(folder, say, { makers: [make] })]);
  expect(make).toHaveBeenCalledTimes(1);
  expect(said).toHaveLength(2);
});
