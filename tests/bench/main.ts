// `npm run bench -- NAME [--json FILE] [--quick]` measures and prints one table; `npm run bench -- report FILE...` makes
// docs/benchmarks.md from results. Succeeds when the run was sound and nothing was broken, whether or not its targets were met.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { endAll } from './endings.ts';
import type { Bench, Result } from './figure.ts';
import { machine, nowMs } from './machine.ts';
import { report } from './report.ts';
import { tableOf } from './table.ts';

/** Each name leads to a module that exports `bench`. */
const benches: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  silence: () => import('./silence.ts'),
  recovery: () => import('./recovery.ts'),
  faults: () => import('../faults/bench.ts'),
  rooms: () => import('./rooms.ts'),
  churn: () => import('./churn.ts'),
  media: () => import('./media.ts'),
  client: () => import('./client.ts'),
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [name = '', ...more] = positionals;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => endAll().finally(() => process.exit(130)));

if (name === 'report') await report(more);
else await measure(name, more);

async function measure(name: string, only: readonly string[]): Promise<void> {
  const load = benches[name];
  if (!load) throw new Error(`There is no benchmark "${name}"; there are ${Object.keys(benches).join(', ')}, and report.`);
  const { bench } = await load();
  const before = machine();
  const drift = Date.now() - nowMs();
  let result: Result;
  try {
    const outcome = await bench.run({ isQuick: values.quick, only, say: (line) => console.log(line) });
    const unsound = [...outcome.unsound];
    if (Math.abs(Date.now() - nowMs() - drift) > 5) unsound.push('the clock of this machine was set while measuring');
    const { figures, broken = [] } = outcome;
    const after = { 'load after': machine()['load before'] ?? 0 };
    const when = new Date().toISOString();
    result = { name, about: bench.about, isQuick: values.quick, machine: { ...before, ...after }, when, figures, unsound, broken };
  } finally {
    await endAll();
  }
  console.log(`\n${tableOf(result.figures)}`);
  for (const why of result.unsound) console.log(`unsound: ${why}`);
  for (const what of result.broken ?? []) console.log(`broken: ${what}`);
  if (values.json) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  process.exit(result.unsound.length === 0 && !result.broken?.length ? 0 : 1);
}
