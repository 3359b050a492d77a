// `npm run bench -- NAME [--json FILE] [--quick]`: sets up what measuring needs, then measures in a process that ends with this one.
// `npm run bench -- report FILE...` makes the page of results. What is measured is tests/bench's affair.
import { join } from 'node:path';
import { installDependencies } from './setup/dependencies.mjs';
import { endInWords } from './setup/end-in-words.mjs';
import { obtainLiveKit } from './setup/livekit.mjs';
import { requireNode } from './setup/node-version.mjs';
import { buildOutputs } from './setup/outputs.mjs';
import { checkout } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { provideTools } from './suites/machine-tools.mjs';

const LIMIT = 60 * 60_000;
/** Measured in real pages. */
const WITH_PAGES = ['recovery'];

requireNode();
if (process.env.npm_lifecycle_event) await import('./setup/end-with-parent.mjs');
const [wanted, ...more] = process.argv.slice(2);
await endInWords(setUp);

const endWithUs = new URL('./setup/end-with-parent.mjs', import.meta.url).href;
const args = ['--import', endWithUs, '--import', 'tsx', join(checkout, 'tests/bench/main.ts'), wanted ?? '', ...more];
const { code } = await run(process.execPath, args, { limit: LIMIT });
process.exitCode = code;

/** Always a LiveKit of our own: one that somebody uses is nothing to load with attacks. */
async function setUp() {
  if (!wanted) throw new Error('Name what to measure, such as: npm run bench -- silence --quick');
  await installDependencies(checkout, console.log);
  if (wanted === 'report') return;
  for (const name of ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET']) delete process.env[name];
  const livekit = await obtainLiveKit({ env: process.env, say: console.log });
  if (!('program' in livekit)) throw new Error('missing' in livekit ? livekit.missing : 'Measuring needs LiveKit as a program.');
  process.env.LIVEKIT_BIN = livekit.program;
  if (!WITH_PAGES.includes(wanted)) return;
  await provideTools(['chromium'], console.log);
  await buildOutputs(checkout, console.log);
}
