// What a run of tests leaves out is there to be run: a word that names nothing leaves nothing out, and is a mistake.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { folderOf, leftOut, leftOutOf, SUITES } from '../../scripts/suites/suites.mjs';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

const words = SUITES.flatMap((suite) => leftOutOf(suite, false).map((word) => [suite.name, word, folderOf(suite)] as const));

test.each(words)('of %s, “%s” names tests that there are', (_, word, folder) => {
  const files = readdirSync(join(checkout, folder), { encoding: 'utf8', recursive: true }).filter((file) =>
    /\.(test|spec)\.ts$/.test(file),
  );
  const named = word.startsWith('@')
    ? files.filter((file) => readFileSync(join(checkout, folder, file), 'utf8').includes(word))
    : files.filter((file) => file.startsWith(word));
  expect(named).not.toEqual([]);
});

test('a whole run leaves out what runs by name alone, the daily one more; both say so', () => {
  const e2e = SUITES.filter(({ name }) => name === 'e2e');
  expect(e2e.map((suite) => leftOutOf(suite, true))).toEqual([['@cluster', 'networks', 'scenarios']]);
  expect(leftOut(true)).not.toContain('npm test -- whole');
  for (const [, word] of words) expect(leftOut(false)).toContain(word.replace('@', ''));
});
