// The one version of the media server that this product is made for and tested with, and how to ask a program for its version.
import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const LIVEKIT_VERSION = '1.13.5';

/**
 * What `--version` says, or null when the program does not start or says something else. @param {string} program @returns {Promise<string |
 * null>}
 */
export function versionOf(program) {
  return new Promise((settle) => {
    execFile(program, ['--version'], { timeout: 15_000 }, (error, stdout) => {
      settle(error ? null : (/^livekit-server version (\S+)/.exec(stdout)?.[1] ?? null));
    });
  });
}

/** The absolute path of a program, or null. @param {string} name @param {NodeJS.ProcessEnv} env */
export function findOnPath(name, env, platform = process.platform) {
  const file = platform === 'win32' ? `${name}.exe` : name;
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => resolve(join(folder, file))).find(isProgram) ?? null;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
