// The folder of this user that outlives every checkout.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder, makeCacheFolder } from '../../scripts/setup/places.mjs';
import { tempFolder, writeFiles } from './support/fake-programs.ts';

test('it is made where there is none', async () => {
  const home = tempFolder();
  expect(await makeCacheFolder({ XDG_CACHE_HOME: home }, 'linux')).toBe(join(home, 'balint-room'));
});

test('one that cannot be made is named, with what to set', async () => {
  const home = tempFolder();
  writeFiles(home, { file: '' });
  await expect(makeCacheFolder({ XDG_CACHE_HOME: join(home, 'file') }, 'linux')).rejects.toThrow(
    /^The folder \S+balint-room cannot be written: .*\. Set XDG_CACHE_HOME to one that can\.$/,
  );
});

test('a data folder that only a shell would understand is left to the server, which refuses it', () => {
  expect(dataFolder({ DATA_DIR: '~/room' })).toBe('~/room');
  expect(dataFolder({ DATA_DIR: '/srv/room' })).toBe('/srv/room');
});
