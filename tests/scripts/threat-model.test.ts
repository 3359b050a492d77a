// The page on attackers names a test for each line: all of them exist, and no attack is left out.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const page = fileURLToPath(new URL('../../docs/threat-model.md', import.meta.url));
const text = readFileSync(page, 'utf8');
const named = [...text.matchAll(/\]\((\.\.\/tests\/[^)]+)\)/g)].map(([, path = '']) => resolve(dirname(page), path));

test('each test that the page names exists, and is a test', () => {
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !existsSync(path) || !/\.(test|spec)\.ts$/.test(path))).toEqual([]);
});

test('each attack stands on the page', () => {
  const folder = fileURLToPath(new URL('../attacks', import.meta.url));
  const attacks = readdirSync(folder).filter((file) => file.endsWith('.attack.test.ts'));
  expect(attacks.length).toBeGreaterThan(10);
  expect(attacks.filter((file) => !named.includes(resolve(folder, file)))).toEqual([]);
});

test('each line of an attack names its test, or says that there is none', () => {
  const lines = text.split('\n').filter((line) => /^\| (?!who|tries|---)/.test(line) && !line.startsWith('|---'));
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.filter((line) => !line.includes('](../tests/') && !line.includes('No test:'))).toEqual([]);
});
