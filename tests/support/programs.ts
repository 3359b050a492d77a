// How a test starts a program of ours. A whole run starts what people are given, as it was built; a suite alone starts the source as it is.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = process.env.BUILT_OUTPUTS;

export const isFromSource = built === undefined;

/** For Node: the embedded database is a large WebAssembly program, and compiling it the quick way alone spares a start a third of its work. */
export const quickStart = '--liftoff-only';

/** Whoever was started the quick way starts others so; a benchmark was not, and measures what people run. */
const asWeWere = process.execArgv.filter((flag) => flag === quickStart);

/** Arguments for Node. `source`: such as server/main.ts. */
export function programOf(source: string): readonly string[] {
  return [
    ...asWeWere,
    ...(built === undefined ? ['--import', 'tsx', join(root, source)] : [join(built, source.replace(/\.ts$/, '.js'))]),
  ];
}
