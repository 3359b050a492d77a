// Where things are: the checkout, and this user's folder, which outlives every checkout.
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The folder for what is made once per user: the media server and the locks.
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheFolder(env, platform = process.platform) {
  const local = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  return join(local || join(homedir(), '.cache'), 'balint-room');
}

/** Makes that folder. Throws a sentence when this user cannot write there. @param {NodeJS.ProcessEnv} env */
export async function makeCacheFolder(env, platform = process.platform) {
  const folder = cacheFolder(env, platform);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    const name = platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_CACHE_HOME';
    const why = error instanceof Error ? error.message : error;
    throw new Error(`The folder ${folder} cannot be written: ${why}. Set ${name} to one that can.`);
  }
  return folder;
}

/** Where the server will look. What only a shell would understand is left to it, to be refused. @param {NodeJS.ProcessEnv} env */
export function dataFolder(env) {
  if (env.DATA_DIR?.startsWith('~')) return env.DATA_DIR;
  return resolve(env.DATA_DIR || join(checkout, 'data'));
}

/**
 * The script behind a command of an installed package, to be run by Node itself.
 * @param {string} path inside node_modules
 */
export function tool(path) {
  return join(checkout, 'node_modules', path);
}
