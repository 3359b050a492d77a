// When installed dependencies pass for current.
import { expect, test } from 'vitest';
import { areDependenciesCurrent } from '../../scripts/setup/dependencies.mjs';
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
