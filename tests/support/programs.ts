// How a test starts one of our programs. In a run of Vitest each is one file, packages and all, made when it is first needed: loading hundreds of
// files at every start would be half of what the tests do. Everything else starts the build, as people get it, or the source where there is none.
import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = process.env.BUILT_OUTPUTS;
/** Set by programs-of-a-run.ts. */
const folder = process.env.TEST_PROGRAMS;

export const isFromSource = built === undefined;

/** For Node: the embedded database is a large WebAssembly program, and compiling it only with the fast compiler saves a third of a start. */
export const quickStart = '--liftoff-only';

/** A process started this way starts others this way too; a benchmark was not, and measures what people run. */
const asWeWere = process.execArgv.filter((flag) => flag === quickStart);

/** What a program starts by a path beside its own. */
const companions: Readonly<Record<string, readonly (readonly [source: string, beside: string])[]>> = {
  'server/main.ts': [
    ['server/media/livekit/own/livekit-supervisor.ts', 'server/livekit-supervisor.js'],
    ['server/certificates/draw-process.ts', 'server/draw-process.js'],
  ],
};

/** Arguments for Node. `source`: such as server/main.ts. */
export function programOf(source: string): readonly string[] {
  const output = source.replace(/\.ts$/, '.js');
  if (folder !== undefined) return [...asWeWere, inOneFile(folder, source, output)];
  if (built !== undefined && source.startsWith('server/')) return [...asWeWere, join(built, output)];
  return [...asWeWere, '--import', 'tsx', join(root, source)];
}

function inOneFile(place: string, source: string, output: string): string {
  const path = join(place, output);
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  for (const [other, beside] of companions[source] ?? []) inOneFile(place, other, beside);
  if (source === 'server/main.ts') providePages(join(place, 'client'));
  // Whoever else makes it at the same time makes the same.
  const draft = `${path}.${process.pid}.js`;
  buildSync({
    entryPoints: [join(root, source)],
    outfile: draft,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    // The first three bring files of their own; into the others planted-faults.mjs plants its faults.
    external: ['@myriaddreamin/typst-ts-node-compiler', '@electric-sql/pglite', '@livekit/rtc-node', 'engine.io', 'socket.io'],
    // Packages of the older kind ask for these.
    banner: {
      js: `import { createRequire as requireOfBundle } from 'node:module'; import { fileURLToPath as pathOfBundle } from 'node:url';
const require = requireOfBundle(import.meta.url), __filename = pathOfBundle(import.meta.url), __dirname = pathOfBundle(new URL('.', import.meta.url));`,
    },
  });
  renameSync(draft, path);
  return path;
}

/** Where the server looks for its pages: the built ones, or, where there are none, something whose content does not matter. */
function providePages(place: string): void {
  const pages = join(built ?? join(root, 'dist'), 'client');
  if (existsSync(place)) return;
  if (existsSync(pages)) {
    symlinkSync(pages, place);
    return;
  }
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'index.html'), '');
}
