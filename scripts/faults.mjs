// `npm run faults [-- --json FILE] [FAULT…]`: the tests of faults that the plan does not have, then the plan of all faults on a cluster, measured.
// Fails when a test does, or when anything was lost, done twice, leapt over, shown backwards or heard. With faults named, those alone.
import { parseArgs } from 'node:util';
import { runNode } from './setup/run.mjs';

/** Part of the names of their files; the faults of cluster.fault.test.ts are in the plan. */
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
if (tests !== 0) console.log('A test of the faults beside the plan failed; see above.');
process.exitCode = tests || plan;
