// The `.env` beside docker-compose.yml: what is in it stays, what is missing is added, and nobody but its owner may read it.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Made once, for this installation alone. Letters and digits, so that they fit into an address as they are. */
const SECRETS = {
  SECRET: () => randomBytes(32).toString('hex'),
  LIVEKIT_API_KEY: () => `room${randomBytes(8).toString('hex')}`,
  LIVEKIT_API_SECRET: () => randomBytes(32).toString('hex'),
  POSTGRES_PASSWORD: () => randomBytes(24).toString('hex'),
  REDIS_PASSWORD: () => randomBytes(24).toString('hex'),
};

/** @typedef {{ kept: string[], added: string[], changed: string[] }} Done names, never values */

/**
 * The places follow the wishes; a secret that is there is never replaced.
 * @param {string} path
 * @param {import('./wishes.mjs').Wishes} wishes
 * @returns {Done}
 */
export function writeEnvFile(path, { domain, turn, ip }) {
  const before = existsSync(path)
    ? readFileSync(path, 'utf8')
    : '# The settings of this installation. It holds every secret: keep a copy where backups lie, and nowhere else.\n';
  /** @type {Done} */
  const done = { kept: [], added: [], changed: [] };
  let text = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const set = (/** @type {string} */ name, /** @type {string} */ value, /** @type {boolean} */ mayReplace) => {
    const line = new RegExp(`^${name}=(.*)$`, 'm');
    const present = line.exec(text)?.[1]?.trim();
    if (present === undefined) {
      text += `${name}=${value}\n`;
      done.added.push(name);
    } else if (present === '' || (mayReplace && present !== value)) {
      text = text.replace(line, `${name}=${value}`);
      done.changed.push(name);
    } else {
      done.kept.push(name);
    }
  };
  for (const [name, value] of Object.entries({ DOMAIN: domain, TURN_DOMAIN: turn, MEDIA_IP: ip })) set(name, value, true);
  for (const [name, make] of Object.entries(SECRETS)) set(name, make(), false);
  save(path, text);
  return done;
}

/** Whole or not at all. @param {string} path @param {string} text */
function save(path, text) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}
