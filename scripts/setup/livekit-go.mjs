// Builds the media server from source, at the version and with the checksums that scripts/livekit/ pins. Never writes to the checkout.
import { join } from 'node:path';
import { findOnPath } from './livekit-version.mjs';
import { checkout } from './places.mjs';
import { run } from './run.mjs';

const OLDEST_GO = /** @type {const} */ ([1, 26]);

/** @type {import('./livekit-cache.mjs').Maker} */
export async function buildWithGo({ env, say }, target) {
  const go = findOnPath('go', env);
  if (!go) return 'Go is not installed';
  const cwd = join(checkout, 'scripts', 'livekit');
  // `local`, so that an older Go answers with its own version instead of fetching another Go.
  const { output: said } = await run(go, ['version'], { cwd, quiet: true, env: { GOTOOLCHAIN: 'local' } });
  const version = /go version go(\d+)\.(\d+)/.exec(said);
  if (!version || !isNewEnough(Number(version[1]), Number(version[2]))) {
    return `Go ${OLDEST_GO.join('.')} or newer is needed to build it (this is ${version ? `${version[1]}.${version[2]}` : 'an unknown one'})`;
  }
  say('Building LiveKit from source (about 3 minutes, once per user)…');
  const flags = ['-mod=readonly', '-trimpath', '-ldflags=-s -w'];
  const { code, output } = await run(go, ['build', ...flags, '-o', target, 'github.com/livekit/livekit-server/cmd/server'], {
    cwd,
    quiet: true,
    env: { CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' },
  });
  if (code === 0) return null;
  say(`The build failed:\n${output.trim().split('\n').slice(-8).join('\n')}`);
  return 'building it with Go failed';
}

/** @param {number} major @param {number} minor */
function isNewEnough(major, minor) {
  return major > OLDEST_GO[0] || (major === OLDEST_GO[0] && minor >= OLDEST_GO[1]);
}
