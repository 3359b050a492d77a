// A missing program is installed if we may, and otherwise asked for by name; tests never run without it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { provideTools } from '../../scripts/suites/machine-tools.mjs';
import { fakeProgram, tempFolder } from './support/fake-programs.ts';

const osRelease = '/etc/os-release';
const isDebian = existsSync(osRelease) && /^ID=debian$/m.test(readFileSync(osRelease, 'utf8'));
const isMac = process.platform === 'darwin';

let folder: string;

beforeEach(() => {
  folder = tempFolder();
  vi.stubEnv('PATH', folder);
  vi.stubEnv('CHROMIUM', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** apt-get that only writes down what it was asked, and puts a program on the PATH when it installs. */
function fakeApt() {
  fakeProgram(
    join(folder, 'apt-get'),
    `echo "$*" >> ${folder}/asked; if [ "$1" = install ]; then echo '#!/bin/sh' > ${folder}/chromium; /bin/chmod +x ${folder}/chromium; fi`,
  );
  return () => (existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8') : '');
}

test('a program that is there is named to the tests, and nothing is installed', async () => {
  const asked = fakeApt();
  const program = fakeProgram(join(folder, 'chromium'), '');
  await provideTools(['chromium'], () => {});
  expect(process.env.CHROMIUM).toBe(program);
  expect(asked()).toBe('');
});

test.runIf(isDebian)('on Debian as root a missing program is installed', async () => {
  vi.spyOn(process, 'getuid').mockReturnValue(0);
  const asked = fakeApt();
  await provideTools(['chromium'], () => {});
  expect(asked()).toMatch(/^update .*\ninstall .* chromium\n$/);
  expect(process.env.CHROMIUM).toBe(join(folder, 'chromium'));
});

test.skipIf(isMac)('anywhere else the run ends with the package and the command', async () => {
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  const asked = fakeApt();
  await expect(provideTools(['chromium'], () => {})).rejects.toThrow(/Chromium.*sudo apt-get install chromium.*set CHROMIUM/);
  expect(asked()).toBe('');
});

test('each program has a setting of its own', async () => {
  vi.stubEnv('REDIS_BIN', undefined);
  const groups = ['chromium', 'redis-server'].map((name) => fakeProgram(join(folder, name), ''));
  await provideTools(['chromium', 'redis'], () => {});
  expect([process.env.CHROMIUM, process.env.REDIS_BIN]).toEqual(groups);
});

test('a path that was set but leads nowhere is not ignored', async () => {
  fakeProgram(join(folder, 'chromium'), '');
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  vi.stubEnv('CHROMIUM', join(folder, 'nowhere'));
  await expect(provideTools(['chromium'], () => {})).rejects.toThrow('Chromium');
});
