// Finds a media server: tries one source after another, and each that fails says why.
// It hands over a program or the user's own server, and starts neither.

import { downloadArchive } from './livekit-archive.mjs';
import { livekitInCache, makeInCache } from './livekit-cache.mjs';
import { buildWithGo } from './livekit-go.mjs';
import { findOnPath, LIVEKIT_VERSION, versionOf } from './livekit-version.mjs';

/**
 * @typedef {{ program: string } | { given: true } | { missing: string }} LiveKit
 * @typedef {{ env: NodeJS.ProcessEnv, say: (line: string) => void }} Asker
 * @typedef {{ program: string } | { why: string }} Found
 * @typedef {(asker: Asker) => Promise<Found>} Rung
 */

/** @type {Record<'path' | 'cache' | 'go' | 'archive', Rung>} */
const RUNGS = {
  path: livekitOnPath,
  cache: livekitInCache,
  go: (asker) => makeInCache(asker, buildWithGo),
  archive: (asker) => makeInCache(asker, downloadArchive),
};

/**
 * @param {Asker} asker `env.LIVEKIT_FROM` (path, cache, go, archive or none) leaves only that rung
 * @param {Record<string, Rung>} [rungs]
 * @returns {Promise<LiveKit>}
 */
export async function obtainLiveKit(asker, rungs = RUNGS) {
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, LIVEKIT_FROM } = asker.env;
  if (LIVEKIT_URL) {
    if (!LIVEKIT_API_KEY || !LIVEKIT_API_SECRET)
      throw new Error('LIVEKIT_URL is set; LIVEKIT_API_KEY and LIVEKIT_API_SECRET must be set with it.');
    return { given: true };
  }
  const useless = LIVEKIT_API_KEY ? 'LIVEKIT_API_KEY' : LIVEKIT_API_SECRET ? 'LIVEKIT_API_SECRET' : null;
  if (useless) throw new Error(`${useless} is set; LIVEKIT_URL must be set with it. Set it, or leave ${useless} out.`);
  if (LIVEKIT_FROM === 'none') return { missing: 'No media server was asked for (LIVEKIT_FROM=none).' };
  if (LIVEKIT_FROM && !(LIVEKIT_FROM in rungs))
    throw new Error(`LIVEKIT_FROM is "${LIVEKIT_FROM}"; it may be ${Object.keys(rungs).join(', ')} or none.`);

  const reasons = [];
  for (const [name, rung] of Object.entries(rungs)) {
    if (LIVEKIT_FROM && name !== LIVEKIT_FROM) continue;
    const found = await rung(asker);
    if ('program' in found) return found;
    reasons.push(found.why);
  }
  return { missing: `No LiveKit ${LIVEKIT_VERSION} was found or made: ${reasons.join('; ')}.` };
}

/** @type {Rung} */
async function livekitOnPath({ env, say }) {
  const program = findOnPath('livekit-server', env);
  if (!program) return { why: 'livekit-server is not on the PATH' };
  const version = await versionOf(program);
  if (version === LIVEKIT_VERSION) return { program };
  const why = `${program} is ${version ? `version ${version}` : 'not a LiveKit that starts'}, not ${LIVEKIT_VERSION}`;
  say(`${why}; looking further.`);
  return { why };
}
