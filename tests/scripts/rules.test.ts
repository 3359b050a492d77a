// The rules' marks are true: a rule marked built has a test that carries its number, any other has none, and every number that a test carries is
// a rule.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { filesUnder } from '../../scripts/setup/files-under.mjs';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const rules = [...readFileSync(`${checkout}/shared/RULES.md`, 'utf8').matchAll(/^- \*\*(R\d+\.\d+)\*\*(?: · \*([^*]+)\* · )?/gm)];
const marks = new Map(rules.map(([, id = '', mark = '']) => [id, mark]));
/** The numbers in square brackets at the head of tests. */
const tested = new Set(
  filesUnder(checkout, ['tests'])
    .filter((path) => /\.(test|spec|shots)\.tsx?$|-(suite|race|gone|groups|guests|accounts)\.ts$/.test(path))
    .flatMap((path) => readFileSync(`${checkout}/${path}`, 'utf8').match(/['"`](?:\[[RF][\d., RF]+\]\s*)+/g) ?? [])
    .flatMap((head) => head.match(/R\d+\.\d+/g) ?? []),
);

test('each rule has a mark', () => {
  expect(marks.size).toBeGreaterThan(50);
  expect(new Set(rules.map(([, id]) => id)).size).toBe(rules.length);
  expect([...marks].filter(([, mark]) => !/^(built|not yet|built but for .+)$/.test(mark))).toEqual([]);
});

test('what is built has a test that carries its number', () => {
  expect([...marks].flatMap(([id, mark]) => (mark.startsWith('built') && !tested.has(id) ? [id] : []))).toEqual([]);
});

test('what is not built yet has none', () => {
  expect([...marks].flatMap(([id, mark]) => (mark === 'not yet' && tested.has(id) ? [id] : []))).toEqual([]);
});

test('each number that a test carries is a rule', () => {
  expect([...tested].filter((id) => !marks.has(id))).toEqual([]);
});
