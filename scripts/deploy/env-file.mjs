// The `.env` beside docker-compose.yml: what is in it stays, what is missing is added, and only its owner may read it.
import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';

/** Made once, for this installation alone. Letters and digits, so that they fit into an address unescaped. */
const SECRETS = {
  SECRET: () => randomBytes(32).toString('hex'),
  LIVEKIT_API_KEY: () => `room${randomBytes(8).toString('hex')}`,
  LIVEKIT_API_SECRET: () => randomBytes(32).toString('hex'),
  POSTGRES_PASSWORD: () => randomBytes(24).toString('hex'),
  REDIS_PASSWORD: () => randomBytes(24).toString('hex'),
};

/** @typedef {{ kept: string[], added: string[], changed: string[] }} Done names, never values */

/**
 * Addresses follow the options; an existing secret is never replaced.
 * @param {string} path
 * @param {import('./options.mjs').Wishes} wishes
 * @returns {Done}
 */
export function writeEnvFile(path, { domain, turn, ip }) {
  const before =
    contentOf(path) ??
    '# The settings of this installation. It holds every secret: keep a copy where backups lie, and nowhere else.\n';
  /** @type {Done} */
  const done = { kept: [], added: [], changed: [] };
  let text = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const set = (/** @type {string} */ name, /** @type {string} */ value, /** @type {boolean} */ mayReplace) => {
    const line = lineOf(text, name);
    const present = line?.[1]?.trim();
    if (present === undefined) {
      text += `${name}=${value}\n`;
      done.added.push(name);
    } else if (present === '' || (mayReplace && present !== value)) {
      text = `${text.slice(0, line?.index)}${name}=${value}${text.slice((line?.index ?? 0) + (line?.[0].length ?? 0))}`;
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

/** As Compose reads it: the last one counts; spaces and `export` are allowed. @param {string} text @param {string} name */
function lineOf(text, name) {
  return [...text.matchAll(new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*[=:](.*)$`, 'gm'))].at(-1);
}

/** Null when there is none. A file that cannot be read is never replaced. @param {string} path */
function contentOf(path) {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? cause.code : 'not read';
    throw new Error(
      `${path} is there and cannot be read as settings (${why}). It may hold the secrets of an installation, so nothing was changed: fix it, or move it away to start over.`,
    );
  }
}

/** Written whole or not at all, at the target if it is a link. @param {string} link @param {string} text */
function save(link, text) {
  const path = lstatSync(link, { throwIfNoEntry: false }) ? realpathSync(link) : link;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}
