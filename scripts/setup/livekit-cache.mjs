// Keeps one media server per user, outside every checkout. A new one is made under another name and then renamed, under a
// lock, so that nobody ever sees half of it.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LIVEKIT_VERSION, versionOf } from './livekit-version.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, makeCacheFolder } from './places.mjs';

/**
 * @typedef {import('./livekit.mjs').Asker} Asker
 * @typedef {import('./livekit.mjs').Found} Found
 * @typedef {(asker: Asker, target: string) => Promise<string | null>} Maker makes the program at `target`; answers with the reason if it could
 * not, or null
 */

/** @param {NodeJS.ProcessEnv} env */
export function cachedProgram(env) {
  return join(cacheFolder(env), `livekit-server-${LIVEKIT_VERSION}${process.platform === 'win32' ? '.exe' : ''}`);
}

/** @param {Asker} asker @returns {Promise<Found>} */
export async function livekitInCache({ env, say }) {
  const program = cachedProgram(env);
  if (!existsSync(program)) return { why: 'there is none from an earlier start' };
  if ((await versionOf(program)) === LIVEKIT_VERSION) return { program };
  say(`${program} does not start as LiveKit ${LIVEKIT_VERSION}; it will be replaced.`);
  return { why: 'the one from an earlier start does not run' };
}

/** @param {Asker} asker @param {Maker} make @returns {Promise<Found>} */
export async function makeInCache(asker, make) {
  const program = cachedProgram(asker.env);
  await makeCacheFolder(asker.env);
  let someoneWasFirst = false;
  const onWait = (/** @type {number} */ pid) => {
    someoneWasFirst = true;
    asker.say(`Waiting: another start is obtaining LiveKit (process ${pid})…`);
  };
  return withLock(`${program}.lock`, { onWait }, async () => {
    const mayReuse = someoneWasFirst || !asker.env.LIVEKIT_FROM;
    if (mayReuse && (await versionOf(program)) === LIVEKIT_VERSION) return { program };
    const target = `${program}.${randomUUID()}.making`;
    try {
      const why = await make(asker, target);
      if (why) return { why };
      await chmod(target, 0o755);
      if ((await versionOf(target)) !== LIVEKIT_VERSION) return { why: 'the new one does not run here' };
      await rename(target, program);
      return { program };
    } finally {
      await rm(target, { force: true });
    }
  });
}
