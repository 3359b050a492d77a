// R10.2 in the style sheets: whatever moves stands still where the system asks for that.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { filesUnder } from '../../scripts/setup/files-under.mjs';

const sources = fileURLToPath(new URL('../../client/src/', import.meta.url));
const sheets = filesUnder(sources, ['.']).filter((path) => path.endsWith('.css'));
const moves = /(?:^|[;{\s])(?:transition|animation)\s*:\s*(?!none)/;

/** Selectors of the rules whose text satisfies `holds`; of a sheet without its comments. */
function selectorsWhere(sheet: string, holds: (body: string) => boolean): string[] {
  return [...sheet.matchAll(/([^{}@]+)\{([^{}]*)\}/g)].flatMap(([, selectors = '', body = '']) =>
    holds(body) ? selectors.split(',').map((one) => one.replace(/\s+/g, ' ').trim()) : [],
  );
}

/** The sheet without the media queries of this feature, and what stood in them. */
function apart(sheet: string, feature: RegExp): { outside: string; inside: string } {
  let [outside, inside, at] = ['', '', 0];
  for (const found of sheet.matchAll(new RegExp(`@media[^{]*${feature.source}[^{]*\\{`, 'g'))) {
    let [depth, end] = [1, found.index + found[0].length];
    while (depth > 0) depth += { '{': 1, '}': -1 }[sheet[end++] ?? '}'] ?? 0;
    outside += sheet.slice(at, found.index);
    inside += sheet.slice(found.index + found[0].length, end - 1);
    at = end;
  }
  return { outside: outside + sheet.slice(at), inside };
}

describe('[R10.2] where motion is unwanted', () => {
  test('there are sheets that move something', () => {
    expect(sheets.filter((name) => moves.test(readFileSync(sources + name, 'utf8'))).length).toBeGreaterThan(2);
  });

  test.each(sheets)('%s stands still', (name) => {
    const sheet = readFileSync(sources + name, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    const { outside: ordinary } = apart(sheet, /prefers-reduced-motion:\s*no-preference/);
    const { outside, inside } = apart(ordinary, /prefers-reduced-motion:\s*reduce/);
    const moving = selectorsWhere(outside, (body) => moves.test(body));
    const stilled = selectorsWhere(
      inside,
      (body) => /(transition|animation)\s*:\s*none/.test(body) || /display\s*:\s*none/.test(body),
    );
    expect(moving.filter((one) => !stilled.includes(one))).toEqual([]);
  });
});
