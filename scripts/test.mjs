// `npm test`: sets up what the tests need, then runs the check and of every suite what ten minutes hold, whatever fails on the way; the end names what
// was left out and what failed, and the last line counts. `npm test -- whole` leaves nothing to time.
// `node scripts/test.mjs SUITE [part of a file name]` runs one suite alone.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installDependencies } from './setup/dependencies.mjs';
import { endInWords } from './setup/end-in-words.mjs';
import { obtainLiveKit } from './setup/livekit.mjs';
import { requireNode } from './setup/node-version.mjs';
import { buildOutputs } from './setup/outputs.mjs';
import { checkout } from './setup/places.mjs';
import { runNode } from './setup/run.mjs';
import { provideTools } from './suites/machine-tools.mjs';
import { runSuite } from './suites/run-suite.mjs';
import { leftOut, leftOutOf, ON_DEMAND, SUITES } from './suites/suites.mjs';
import { inWords, sumOf } from './suites/tally.mjs';
import { provideVeraPdf } from './suites/verapdf.mjs';

requireNode();
const [first, ...filters] = process.argv.slice(2);
const isWhole = first === 'whole';
const wanted = isWhole ? undefined : first;
const suites = wanted ? [...SUITES, ...ON_DEMAND].filter(({ name }) => name === wanted) : SUITES;
await endInWords(() => setUp(new Set(suites.flatMap(({ needs }) => needs))));

// Whatever killed tests leave behind goes with the run. Some of these folders must be readable by users without privileges.
const leftovers = mkdtempSync(join(tmpdir(), 'balint-room-tests-'));
chmodSync(leftovers, 0o755);
process.on('exit', () => rmSync(leftovers, { recursive: true, force: true, maxRetries: 3 }));
process.env.TMPDIR = leftovers;
process.env.PREPARED_APP = join(leftovers, 'prepared-app');

/** @type {import('./suites/tally.mjs').Tally[]} */
const tallies = [];
/** @type {string[]} */
const failed = [];
if (wanted) await runInTurn(suites);
else {
  process.env.REJOINS ??= isWhole ? '30' : '10';
  process.env.FAILING_SECONDS ??= '30';
  const { code } = await runNode('scripts/check.mjs', []);
  if (code !== 0) failed.push('npm run check');
  tallies.push({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
  await runInTurn(suites);
}
if (!wanted) console.log(`\n${leftOut(isWhole)}`);
if (!wanted && failed.length > 0) console.log(`\n── what failed ──\n${failed.join('\n')}`);
const sum = sumOf(tallies);
process.exitCode = sum.failed === 0 ? 0 : 1;
console.log(`\n${inWords(sum)}`);

/** @param {Set<import('./suites/suites.mjs').Need>} needs */
async function setUp(needs) {
  if (suites.length === 0)
    throw new Error(`There is no suite "${wanted}"; there are ${[...SUITES, ...ON_DEMAND].map(({ name }) => name).join(', ')}.`);
  await installDependencies(checkout, console.log);
  if (needs.has('livekit')) await setUpLiveKit();
  await provideTools(
    /** @type {const} */ ([
      'chromium',
      'firefox',
      'postgres',
      'redis',
      'caddy',
      'haproxy',
      'icalendar',
      'poppler',
      'dovecot',
    ]).filter((tool) => needs.has(tool)),
    console.log,
  );
  if (needs.has('verapdf')) await provideVeraPdf(console.log);
  if (!needs.has('outputs')) return;
  await buildOutputs(checkout, console.log);
  process.env.BUILT_OUTPUTS = join(checkout, 'dist');
}

/** Tests always start a LiveKit of their own from a program; one that people use must not be attacked. */
async function setUpLiveKit() {
  const { LIVEKIT_URL: _, ...env } = process.env;
  const livekit = await obtainLiveKit({ env, say: console.log });
  if (!('program' in livekit)) throw new Error('missing' in livekit ? livekit.missing : 'The tests need LiveKit as a program.');
  process.env.LIVEKIT_BIN = livekit.program;
  for (const name of ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET', 'LIVEKIT_IS_PRIVATE']) delete process.env[name];
}

/** @param {readonly import('./suites/suites.mjs').Suite[]} some */
async function runInTurn(some) {
  for (const suite of some) {
    console.log(`\n── ${suite.name} ──`);
    const { tally, failures } = await runSuite(suite, filters, wanted ? [] : leftOutOf(suite, isWhole));
    console.log(`${suite.name}: ${inWords(tally)}`);
    tallies.push(tally);
    failed.push(...failures.map((each) => `${suite.name}: ${each}`));
  }
}
