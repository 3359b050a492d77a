// How a test starts one of our programs. A whole run starts the build, as people get it; a single suite starts the source as it is.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = process.env.BUILT_OUTPUTS;

export const isFromSource = built === undefined;

/** For Node: the embedded database is a large WebAssembly program, and compiling it only with the fast compiler saves a third of a start. */
export const quickStart = '--liftoff-only';

/** A process started this way starts others this way too; a benchmark was not, and measures what people run. */
const asWeWere = process.execArgv.filter((flag) => flag === quickStart);

/** Arguments for Node. `source`: such as server/main.ts. */
export function programOf(source: string): readonly string[] {
  return [
    ...asWeWere,
    ...(built === undefined ? ['--import', 'tsx', join(root, source)] : [join(built, source.replace(/\.ts$/, '.js'))]),
  ];
}
