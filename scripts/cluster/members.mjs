// What each member of a cluster on this machine is: its program, its settings, and how to tell that it is ready.
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from '../setup/places.mjs';

/**
 * @typedef {object} Member
 * @property {() => Promise<import('./warden.mjs').Program>} program
 * @property {(line: string) => boolean} isReady by what it prints
 * @property {() => Promise<boolean>} [answers] asked instead of `isReady`
 *
 * @typedef {{ apiKey: string, apiSecret: string }} Keys
 */

const { env } = process;

/** @param {string} folder @param {number} port @param {string} bin of its programs @param {boolean} isDurable @returns {Member} */
export function postgres(folder, port, bin, isDurable) {
  const who = otherThanRoot();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `fsync=${isDurable ? 'on' : 'off'}`];
  return {
    isReady: (line) => line.includes('ready to accept connections'),
    async program() {
      if (!existsSync(join(folder, 'PG_VERSION'))) {
        if (existsSync(folder) && readdirSync(folder).length > 0)
          throw new Error(`The database in ${folder} is not whole: PG_VERSION is missing. Restore the folder, or move it away.`);
        await initialise();
      }
      return {
        command: join(bin, 'postgres'),
        args: ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
        env,
        cwd: folder,
        ...who,
        end: 'SIGINT',
      };
    },
  };

  async function initialise() {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (who.uid !== undefined && who.gid !== undefined) {
      chownSync(folder, who.uid, who.gid);
      chmodSync(dirname(folder), 0o711);
    }
    const args = ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', ...(isDurable ? [] : ['--no-sync'])];
    await promisify(execFile)(join(bin, 'initdb'), args, { cwd: folder, ...who });
  }
}

/**
 * It loses nothing that it has acknowledged, even when it is killed. @param {string} folder @param {number} port @param {string} program @returns
 * {Member}
 */
export function redis(folder, port, program) {
  const settings = { port, bind: '127.0.0.1', dir: folder, appendonly: 'yes', appendfsync: 'always', save: '' };
  return {
    isReady: (line) => /ready to accept connections/i.test(line),
    async program() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
      return { command: program, args, env, cwd: folder, end: 'SIGTERM' };
    },
  };
}

/** @param {string} folder @param {string} url @param {string} program @param {string} config @returns {Member} */
export function node(folder, url, program, config) {
  const file = join(folder, 'livekit.yaml');
  return {
    isReady: () => false,
    answers: () =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ),
    async program() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(file, config, { mode: 0o600 });
      // It has nothing to save, and a graceful shutdown would wait for everyone to leave.
      return { command: program, args: ['--config', file], env, cwd: folder, end: 'SIGKILL' };
    },
  };
}

/** @param {Readonly<Record<string, string>>} settings its environment @param {boolean} isFromSource @returns {Member} */
export function app(settings, isFromSource) {
  const main = isFromSource ? 'server/main.ts' : 'dist/server/main.js';
  return {
    isReady: (line) => line.startsWith('ready '),
    async program() {
      mkdirSync(settings.DATA_DIR ?? '', { recursive: true, mode: 0o700 });
      return {
        command: process.execPath,
        args: [...(isFromSource ? ['--import', 'tsx'] : []), join(checkout, main)],
        env: { ...env, LIVEKIT_BIN: '', LIVEKIT_MISSING: '', ...settings },
        cwd: checkout,
        end: 'SIGTERM',
      };
    },
  };
}

/** PostgreSQL refuses to run as root. @returns {{ uid?: number, gid?: number }} */
function otherThanRoot() {
  if (process.getuid?.() !== 0) return {};
  const id = (/** @type {string} */ flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
