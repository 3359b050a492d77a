// The checks that we wrote ourselves.
import { expect, test } from 'vitest';
import { isNewEnough } from '../../scripts/setup/node-version.mjs';
import { longFiles, modulesIn } from '../../scripts/suites/checks.mjs';
import { tempFolder, writeFiles } from './support/fake-programs.ts';

test('a file above 250 lines is named, with its length; migrations and tests may be long', () => {
  const folder = tempFolder();
  const long = 'line\n'.repeat(251);
  writeFiles(folder, {
    'server/calm.ts': 'line\n'.repeat(250),
    'server/database/migrations/001.ts': long,
    'tests/long.test.ts': long,
  });
  expect(longFiles(folder)).toBeNull();
  writeFiles(folder, { 'client/src/Long.tsx': long, 'scripts/long.mjs': long });
  expect(longFiles(folder)).toBe('client/src/Long.tsx: 251 lines\nscripts/long.mjs: 251 lines');
});

test('the modules that dependency-cruiser saw are counted, clean or not', () => {
  expect(modulesIn('✔ no dependency violations found (193 modules, 529 dependencies cruised)')).toBe(193);
  expect(modulesIn('x 11 dependency violations (11 errors, 0 warnings). 87 modules, 529 dependencies cruised.')).toBe(87);
  expect(modulesIn('ERROR: no such file')).toBe(0);
});

test.each([
  ['20.18.3', false],
  ['20.19.0', true],
  ['18.20.0', false],
  ['22.0.0', true],
])('Node %s: %s', (version, mayRun) => {
  expect(isNewEnough(version)).toBe(mayRun);
});
