// `npm run bench -- NAME [--json FILE] [--quick]`: sets up what the benchmark needs, then measures in a process that ends with this one.
// `npm run bench -- report FILE...` makes the page of results. Does not know what is measured; tests/bench does.
import { join } from 'node:path';
import { installDependencies } from './setup/dependencies.mjs';
import { endInWords } from './setup/end-in-words.mjs';
import { obtainLiveKit } from './setup/livekit.mjs';
import { requireNode } from './setup/node-version.mjs';
import { buildOutputs } from './setup/outputs.mjs';
import { checkout } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { provideTools } from './suites/machine-tools.mjs';

const LIMIT = 90 * 60_000;
/**
 * What a benchmark needs besides the sources; one that is not named here needs only LiveKit.
 * @type {Record<string, { livekit: boolean, outputs: boolean, tools: ('chromium' | 'postgres' | 'redis')[] }>}
 */
const NEEDS = {
  silence: { livekit: true, outputs: false, tools: ['chromium'] },
  recovery: { livekit: true, outputs: true, tools: ['chromium'] },
  faults: { livekit: true, outputs: false, tools: ['postgres', 'redis'] },
  rooms: { livekit: false, outputs: true, tools: ['postgres', 'redis'] },
  churn: { livekit: false, outputs: true, tools: ['postgres', 'redis'] },
  media: { livekit: true, outputs: true, tools: ['postgres'] },
  client: { livekit: true, outputs: true, tools: ['chromium'] },
};

requireNode();
if (process.env.npm_lifecycle_event) await import('./setup/end-with-parent.mjs');
const [wanted, ...more] = process.argv.slice(2);
await endInWords(setUp);

const endWithUs = new URL('./setup/end-with-parent.mjs', import.meta.url).href;
const args = ['--import', endWithUs, '--import', 'tsx', join(checkout, 'tests/bench/main.ts'), wanted ?? '', ...more];
const { code } = await run(process.execPath, args, { limit: LIMIT });
process.exitCode = code;

/** Always a LiveKit of our own: one that people use must not be loaded with attacks. */
async function setUp() {
  if (!wanted) throw new Error('Name what to measure, such as: npm run bench -- silence --quick');
  await installDependencies(checkout, console.log);
  if (wanted === 'report') return;
  for (const name of ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET', 'LIVEKIT_IS_PRIVATE']) delete process.env[name];
  const needs = NEEDS[wanted] ?? { livekit: true, outputs: false, tools: [] };
  if (needs.livekit) {
    const livekit = await obtainLiveKit({ env: process.env, say: console.log });
    if (!('program' in livekit)) throw new Error('missing' in livekit ? livekit.missing : 'Measuring needs LiveKit as a program.');
    process.env.LIVEKIT_BIN = livekit.program;
  }
  if (needs.tools.length > 0) await provideTools(needs.tools, console.log);
  if (needs.outputs) await buildOutputs(checkout, console.log);
}
