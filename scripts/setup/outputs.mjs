// Builds the server and the page into dist/ if their sources have changed. The stamp is written last, so that
// an interrupted build is never mistaken for a complete one.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withCheckoutLock } from './checkout-lock.mjs';
import { filesUnder } from './files-under.mjs';
import { compress, weigh } from './page.mjs';
import { tool } from './places.mjs';
import { runNode } from './run.mjs';

const SOURCES = ['shared', 'server', 'client', 'tsconfig.json', 'tsconfig.server.json', 'vite.config.ts', 'package-lock.json'];
const STAMP = 'dist/.built-from';

/** @param {string} folder the checkout */
function fingerprintOf(folder) {
  const hash = createHash('sha256');
  for (const path of filesUnder(folder, SOURCES))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(folder, path)))
      .update('\0');
  return hash.digest('hex');
}

/** @param {string} folder the checkout */
export function areOutputsCurrent(folder) {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprintOf(folder);
}

/**
 * @param {string} folder the checkout
 * @param {(line: string) => void} say
 * @param {{ evenIfCurrent?: boolean, makers?: readonly Maker[] }} [how]
 * @typedef {(folder: string) => Promise<void>} Maker throws when it fails
 */
export async function buildOutputs(folder, say, { evenIfCurrent = false, makers = [makeServer, makePage] } = {}) {
  if (!evenIfCurrent && areOutputsCurrent(folder)) return;
  await withCheckoutLock(folder, 'another start is installing or building here', say, async () => {
    if (!evenIfCurrent && areOutputsCurrent(folder)) return;
    say('Building the server and the page (about ten seconds)…');
    const fingerprint = fingerprintOf(folder);
    rmSync(join(folder, STAMP), { force: true });
    for (const make of makers) await make(folder);
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, STAMP), fingerprint);
  });
}

/** @param {string} folder */
async function makeServer(folder) {
  // Always from scratch: the output of a deleted source must go too.
  for (const part of ['dist/server', 'dist/shared']) rmSync(join(folder, part), { recursive: true, force: true });
  await must(tool('typescript/bin/tsc'), ['-p', 'tsconfig.server.json'], folder);
  for (const path of filesUnder(folder, ['server', 'shared'])) {
    if (!/\.(ts|tsx|md)$/.test(path)) cpSync(join(folder, path), join(folder, 'dist', path));
  }
}

/** @param {string} folder */
async function makePage(folder) {
  // People always get a production build, whatever NODE_ENV this shell has.
  await must(tool('vite/bin/vite.js'), ['build', '--logLevel', 'warn'], folder, { NODE_ENV: 'production' });
  await must(tool('vite/bin/vite.js'), ['build', '--logLevel', 'warn'], folder, { NODE_ENV: 'production', PROGRAM: '1' });
  await must(tool('vite/bin/vite.js'), ['build', '--logLevel', 'warn'], folder, { NODE_ENV: 'production', ASIDE: '1' });
  await drawStill(folder);
  weigh(join(folder, 'dist/client'));
  compress(join(folder, 'dist/client'));
}

/** The doorstep as it looks before any script has run, with the one script that stands within it, beside the page. @param {string} folder */
async function drawStill(folder) {
  const from = join(folder, 'dist/still');
  await must(tool('vite/bin/vite.js'), ['build', '--logLevel', 'warn'], folder, { NODE_ENV: 'production', STILL: 'page' });
  const { still } = await import(`${pathToFileURL(join(from, 'still.js'))}?${Date.now()}`);
  await must(tool('vite/bin/vite.js'), ['build', '--logLevel', 'warn'], folder, { NODE_ENV: 'production', STILL: 'script' });
  const script = readFileSync(join(from, 'still-script.js'), 'utf8').trim();
  writeFileSync(join(folder, 'dist/client/still.html'), `${still()}<script>${script}</script>`);
  rmSync(from, { recursive: true });
}

/** @param {string} script @param {string[]} args @param {string} cwd @param {NodeJS.ProcessEnv} [env] */
async function must(script, args, cwd, env = {}) {
  const { code, output } = await runNode(script, args, { cwd, env, quiet: true });
  if (code !== 0) throw new Error(`The build failed.\n${output.trim()}`);
  if (output.trim()) console.log(output.trim());
}
