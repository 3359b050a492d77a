// When installed dependencies count as current, when an install is tried again, and what is said first when they cannot be installed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { areDependenciesCurrent, installDependencies, whyNot } from '../../scripts/setup/dependencies.mjs';
import { tempFolder, writeFiles } from './support/fake-programs.ts';

const wanted = {
  '': { name: 'room' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b-windows': { version: '2.0.0', optional: true },
};

function folderWith(locked: object, installed: object | null) {
  const folder = tempFolder();
  writeFiles(folder, { 'package-lock.json': JSON.stringify({ packages: locked }) });
  if (installed) writeFiles(folder, { 'node_modules/.package-lock.json': JSON.stringify({ packages: installed }) });
  return folder;
}

test.each([
  ['everything but another system’s binary', { 'node_modules/a': { version: '1.0.0' } }, true],
  ['an older version', { 'node_modules/a': { version: '0.9.0' } }, false],
  [
    'another version of an optional one',
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-windows': { version: '1.9.0' } },
    false,
  ],
  ['one missing', {}, false],
  ['an install that never ended', null, false],
])('%s', (_, installed, isCurrent) => {
  expect(areDependenciesCurrent(folderWith(wanted, installed))).toBe(isCurrent);
});

test.each([
  ['no npm', 127, 'spawn npm ENOENT', /^npm was not found\..*run the command again\.$/],
  [
    'no line',
    1,
    'npm error code ECONNREFUSED',
    /^The packages could not be fetched: .*npm ci failed\.\nnpm error code ECONNREFUSED$/,
  ],
  ['a folder of somebody else', 243, 'npm error code EACCES', /^This user may not write here: .*EACCES$/s],
  ['a full disk', 228, 'npm error code ENOSPC', /^The disk is full: .*ENOSPC$/s],
  ['anything else', 1, 'npm error code EUSAGE', /^npm ci failed\.\nnpm error code EUSAGE$/],
])('%s is explained in a sentence', (_, code, output, sentence) => {
  expect(whyNot(code, output)).toMatch(sentence);
});

test('an install that a killed one still writes into is tried again', async () => {
  const folder = folderWith(wanted, null);
  const tries = join(folder, 'tries');
  writeFiles(folder, {
    'npm-cli.js': `const { appendFileSync, readFileSync } = require('node:fs');
appendFileSync(${JSON.stringify(tries)}, '1');
if (readFileSync(${JSON.stringify(tries)}, 'utf8').length === 1) { console.error('npm error code ENOTEMPTY'); process.exit(1); }`,
  });
  vi.stubEnv('npm_execpath', join(folder, 'npm-cli.js'));
  try {
    await installDependencies(folder, () => {});
  } finally {
    vi.unstubAllEnvs();
  }
  expect(readFileSync(tries, 'utf8')).toBe('11');
});
