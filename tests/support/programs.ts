// How a test starts a program of ours. A whole run starts what people are given, as it was built; a suite alone starts the source as it is.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = process.env.BUILT_OUTPUTS;

export const isFromSource = built === undefined;

/** For Node: the embedded database is a large WebAssembly program, and compiling it the quick way alone spares a start a third of its work. */
export const quickStart = '--liftoff-only';

/** Arguments for Node. `source`: such as server/main.ts. */
export function programOf(source: string): readonly string[] {
  return [
    quickStart,
    ...(built === undefined ? ['--import', 'tsx', join(root, source)] : [join(built, source.replace(/\.ts$/, '.js'))]),
  ];
}
