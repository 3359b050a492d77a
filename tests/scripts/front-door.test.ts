// The pages for whoever continues the project: complete, current, and with working links.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(checkout, path), 'utf8');
const markdownIn = (folder: string) =>
  readdirSync(join(checkout, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const decisions = markdownIn('docs/decisions').filter((path) => /\/\d{3}-/.test(path));
const pages = [...markdownIn('.'), ...markdownIn('shared'), ...markdownIn('docs'), ...markdownIn('docs/decisions')];

describe('decisions', () => {
  test('each has a number of its own', () => {
    const numbers = decisions.map((path) => path.slice('docs/decisions/'.length).slice(0, 3));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test.each(decisions)('%s is headed, dated and has a status, as the index says', (path) => {
    const [, number, title] = /^# (\d{3}) · (.+)$/m.exec(read(path)) ?? [];
    const [, date, status] = /^(\d{4}-\d\d-\d\d) · (accepted|superseded by \d{3})/m.exec(read(path)) ?? [];
    expect(path).toContain(`/${number}-`);
    expect(read('docs/decisions/README.md')).toContain(
      `| [${number}](${path.split('/').at(-1)}) | ${title} | ${date} | ${status} |`,
    );
  });
});

test.each(pages)('every link of %s leads to a file', (path) => {
  const links = [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, to]) => to!);
  expect(links.filter((to) => !existsSync(join(checkout, dirname(path), to)))).toEqual([]);
});

test('the index names every page of docs', () => {
  const named = markdownIn('docs')
    .map((path) => path.split('/').at(-1)!)
    .filter((name) => name !== 'README.md');
  for (const name of named) expect(read('docs/README.md')).toContain(`](${name})`);
});

test('the README names every command', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const text = read('README.md') + read('CONTRIBUTING.md');
  const untold = Object.keys(scripts).filter((name) => !text.includes(`npm ${name}`) && !text.includes(`npm run ${name}`));
  expect(untold).toEqual([]);
});

test('the newest version of the changelog is the package’s', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  expect(/^## \[(\d[^\]]*)\]/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version);
});
