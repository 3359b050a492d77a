// Makes docs/benchmarks.md from the results of runs, in the given order, each with the remarks in NAME.md beside NAME.json.
// Accepts no unsound result, and none in which something was broken.
import { readFile, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from './figure.ts';
import { markdownTableOf } from './table.ts';

const page = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));

export async function report(files: readonly string[]): Promise<void> {
  if (files.length === 0) throw new Error('Name the results to report, such as docs/benchmarks/*.json.');
  const results = await Promise.all(
    files.map(async (file) => ({
      file,
      result: JSON.parse(await readFile(file, 'utf8')) as Result,
      remarks: await readFile(file.replace(/\.json$/, '.md'), 'utf8').catch(() => ''),
    })),
  );
  for (const { file, result } of results) {
    const { unsound, broken = [] } = result;
    if (unsound.length > 0) throw new Error(`${file} is of an unsound run: ${unsound.join('; ')}`);
    if (broken.length > 0) throw new Error(`${file} is of a run that failed: ${broken.join('; ')}`);
  }
  const parts = results.map(({ file, result, remarks }) =>
    partOf(result, remarks.trim(), relative(resolve(page, '..'), resolve(file))),
  );
  await writeFile(page, `${[opening, ...parts].join('\n\n')}\n`);
}

const opening = `# Benchmarks

This page is made from the results beside it by \`npm run bench -- report docs/benchmarks/*.json\`; edit nothing here.

Each figure is measured beside a **floor**: the same thing done in the same run on the same media server without us, so that a slow or busy machine
slows both. **judged** names the percentile that is compared, **ratio** is ours over the floor, **at most** is the target. A run counts only when its positive
controls held: whoever may be heard was heard, and the ears that heard nothing did hear somebody else. Media and sockets stay on the loopback interface.`;

function partOf({ name, about, isQuick, machine, when, figures }: Result, remarks: string, file: string): string {
  const told = Object.entries(machine)
    .map(([what, value]) => `${what} ${value}`)
    .join(', ');
  return `## ${name}

${about}

${markdownTableOf(figures)}

${figures.map(({ id, says }) => `- **${id}**: ${says}`).join('\n')}
${remarks ? `\n${remarks}\n` : ''}
To repeat: \`npm run bench -- ${name}${isQuick ? ' --quick' : ''} --json FILE\`. This run: ${when.slice(0, 10)}; ${told}. Result: [${file}](${file}).`;
}
