// What `npm run check` looks at. Each answers null when all is well, or its findings.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from '../setup/files-under.mjs';
import { areOutputsCurrent } from '../setup/outputs.mjs';
import { checkout, tool } from '../setup/places.mjs';
import { runNode } from '../setup/run.mjs';

const LONGEST = 250;
/** If dependency-cruiser sees fewer modules than this, it has not seen the source, and finding nothing means nothing. */
const FEWEST_MODULES = 20;

/** @typedef {{ title: string, look: () => Promise<string | null> }} Check */

/** @type {readonly Check[]} */
export const CHECKS = [
  {
    title: 'types',
    look: () =>
      quietRun('typescript/bin/tsc', [
        '-p',
        'tsconfig.json',
        '--incremental',
        '--tsBuildInfoFile',
        'node_modules/.cache/types.tsbuildinfo',
      ]),
  },
  {
    title: 'types as the page sees them',
    // A browser knows nothing of Node.
    look: () =>
      quietRun('typescript/bin/tsc', [
        '-p',
        'tsconfig.client.json',
        '--incremental',
        '--tsBuildInfoFile',
        'node_modules/.cache/client-types.tsbuildinfo',
      ]),
  },
  {
    title: 'types as the server is built',
    // If this source has been built, it has passed them.
    look: async () =>
      areOutputsCurrent(checkout)
        ? null
        : quietRun('typescript/bin/tsc', [
            '-p',
            'tsconfig.server.json',
            '--noEmit',
            '--incremental',
            '--tsBuildInfoFile',
            'node_modules/.cache/server-types.tsbuildinfo',
          ]),
  },
  { title: 'lint and format', look: () => quietRun('@biomejs/biome/bin/biome', ['ci', '--colors=off', '.']) },
  { title: 'walls between folders', look: walls },
  { title: 'waste', look: () => quietRun('knip/bin/knip.js', ['--no-progress']) },
  { title: `no file above ${LONGEST} lines`, look: async () => longFiles(checkout) },
];

/** @param {string} script @param {string[]} args */
async function quietRun(script, args) {
  const { code, output } = await runNode(tool(script), args, { quiet: true });
  return code === 0 ? null : output.trim();
}

async function walls() {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'shared', 'server', 'client', 'scripts', 'tests'];
  const { code, output } = await runNode(tool('dependency-cruiser/bin/dependency-cruise.mjs'), args, { quiet: true });
  const modules = modulesIn(output);
  if (modules <= FEWEST_MODULES) return `${output.trim()}\nOnly ${modules} modules were seen.`;
  return code === 0 ? null : output.trim();
}

/** @param {string} output of dependency-cruiser */
export function modulesIn(output) {
  return Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
}

/** @param {string} folder the checkout */
export function longFiles(folder) {
  const long = filesUnder(folder, ['shared', 'server', 'client', 'scripts'])
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.includes('/migrations/'))
    .map((path) => ({ path, lines: readFileSync(join(folder, path), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > LONGEST);
  return long.length === 0 ? null : long.map(({ path, lines }) => `${path}: ${lines} lines`).join('\n');
}
