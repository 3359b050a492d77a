// `npm run faults [-- --json FILE] [FAULT…]`: first the tests of faults that are not in the plan, then the plan: all faults on a cluster, measured.
// Fails when a test does, or when anything was lost, done twice, skipped, shown out of order or heard. Named faults run alone.
import { parseArgs } from 'node:util';
import { runNode } from './setup/run.mjs';

/** Parts of their file names; the faults of cluster.fault.test.ts are in the plan. */
const BESIDE_THE_PLAN = 'disk-full';

if (process.env.npm_lifecycle_event) await import('./setup/end-with-parent.mjs');
const args = process.argv.slice(2);
const { positionals: named } = parseArgs({
  args,
  options: { json: { type: 'string' }, quick: { type: 'boolean' } },
  allowPositionals: true,
});
const tests = named.length > 0 ? 0 : (await runNode('scripts/test.mjs', ['faults', BESIDE_THE_PLAN])).code;
const { code: plan } = await runNode('scripts/bench.mjs', ['faults', ...args]);
if (tests !== 0) console.log('A test of the faults that are not in the plan failed; see above.');
process.exitCode = tests || plan;
