// What the pages around the room reckon by themselves: where one may be led, what a file or a paste holds, and what a wish for dates comes to.
import { createElement, Suspense } from 'react';
import { prerender } from 'react-dom/static';
import { beforeAll, expect, test, vi } from 'vitest';
import { type DatesDraft, noDates, nthOf, seriesOf } from '../../client/src/program/pages/making/dates-draft.ts';
import {
  type DraftSeat,
  faultsOf,
  kindOf,
  newSeatsOf,
  roleOf,
  seatKinds,
} from '../../client/src/program/pages/making/new-seats.ts';
import { ownAddress } from '../../client/src/program/parts/here-address.ts';
import { isAddress } from '../../client/src/program/parts/is-address.ts';
import { readList } from '../../client/src/program/parts/read-list.ts';
import { useAroundWords } from '../../client/src/program/words/around-words.ts';
import { type AroundWords, around } from '../../client/src/program/words/en/around.ts';
import { type ProgramLanguage, ProgramLanguageContext, programLanguages } from '../../client/src/program/words/program-language.ts';
import { parseNewSeries } from '../../shared/protocol/program/new-series.ts';
import { isProgramPage, programPages } from '../../shared/protocol/program/pages.ts';
import { presets } from '../../shared/ritual/forms.ts';

beforeAll(() => {
  vi.stubGlobal('location', { origin: 'https://room.example.org' });
});

test.each([
  ['/home', '/home'],
  ['/group/1?made#x', '/group/1?made#x'],
  ['//evil.example', '/home'],
  ['/\\evil.example', '/home'],
  ['https://evil.example/', '/home'],
  ['javascript:alert(1)', '/home'],
  ['/\t/evil.example', '/home'],
  ['', '/home'],
  [null, '/home'],
])('nobody is led to another server: %s leads to %s', (to, own) => {
  expect(ownAddress(to)).toBe(own);
});

test('each address around the room is known to the server, and nothing else is', () => {
  for (const page of programPages) expect(isProgramPage(page.replace(/:\w+/g, '0'.repeat(18))), page).toBe(true);
  for (const other of ['/group/', '/group/a/b', '/homes', '/program', '/seat/1', '/enter/', '/group/a%2fb']) {
    expect(isProgramPage(other), other).toBe(false);
  }
});

test.each([
  [
    'UTF-8 with a mark and a header',
    [0xef, 0xbb, 0xbf, ...Buffer.from('sep=;\r\nName;E-Mail\r\nBéla;bela@example.org\r\n')],
    'Béla;bela@example.org',
  ],
  ['UTF-16', [0xff, 0xfe, ...Buffer.from('Béla\tbela@example.org\r\n', 'utf16le')], 'Béla\tbela@example.org'],
  ['a Windows code page', [...Buffer.from('Søren\n', 'latin1')], 'Søren'],
  ['a workbook', [0x50, 0x4b, 3, 4], null],
  ['something else', [0, 1, 2, 3], null],
])('a list is read from %s', async (_, bytes, text) => {
  expect(await readList(new File([new Uint8Array(bytes)], 'list.csv'))).toBe(text);
});

const draft = (part: Partial<DatesDraft>): DatesDraft => ({ ...noDates, from: '2027-03-30', at: '19:00', ...part });

test.each<[Partial<DatesDraft>, object]>([
  [
    { rhythm: 'w2', count: 3 },
    { every: 'weeks', weeks: 2, from: '2027-03-30', count: 3 },
  ],
  [{ rhythm: 'month' }, { every: 'month', nth: -1, weekday: 2, from: '2027-03-30', count: 10 }],
  [
    { rhythm: 'month', from: '2027-03-23' },
    { every: 'month', nth: 4, weekday: 2, from: '2027-03-23', count: 10 },
  ],
  [
    { rhythm: 'month', from: '2027-02-23', isLast: true },
    { every: 'month', nth: -1, weekday: 2, from: '2027-02-23', count: 10 },
  ],
  [
    { rhythm: 'dates', typed: ['2027-03-30', '', '2027-04-07'] },
    { every: 'dates', dates: ['2027-03-30', '2027-04-07'] },
  ],
])('%j comes to a rule that the server takes', (part, rule) => {
  const wish = seriesOf(draft(part));
  if (!('series' in wish)) throw new Error('nothing to send');
  expect(wish.series.rule).toEqual(rule);
  expect(parseNewSeries(wish.series)).not.toBeNull();
});

test('what is missing in a wish is named by its place', () => {
  const missing = (part: Partial<DatesDraft>) => {
    const wish = seriesOf(draft(part));
    return 'faults' in wish ? wish.faults.map(({ path }) => path) : [];
  };
  expect(missing({ from: '', at: '' })).toEqual(['rule.from', 'at']);
  expect(missing({ count: Number.NaN })).toEqual(['rule.count']);
  expect(missing({ count: 61 })).toEqual(['rule.count']);
  expect(missing({ rhythm: 'dates', from: '', typed: ['', ''] })).toEqual(['rule.dates.0']);
});

test('the n-th weekday of a month may also be its last', () => {
  expect(nthOf('2027-03-02')).toEqual({ nth: 1, mayBeLast: false });
  expect(nthOf('2027-02-23')).toEqual({ nth: 4, mayBeLast: true });
  expect(nthOf('2027-03-23')).toEqual({ nth: 4, mayBeLast: false });
  expect(nthOf('2027-03-30')).toEqual({ nth: -1, mayBeLast: true });
});

test('[R5.1] a circle needs a leader, and has at most twelve chairs', () => {
  const seat = (kind: DraftSeat['kind'], n: number): DraftSeat => ({ key: String(n), name: 'Ann', address: ' ', kind });
  const circle = (others: number) => [seat('leader', 0), ...Array.from({ length: others }, (_, n) => seat('member', n + 1))];
  const form = presets['ABS 60/1'];
  expect(faultsOf(circle(11), form)).toEqual([]);
  expect(faultsOf([...circle(11), seat('observer', 12)], form)).toEqual([]);
  expect(faultsOf(circle(12), form)).toEqual(['too-many']);
  expect(faultsOf([seat('coLeader/candidate', 0)], form)).toEqual(['no-leader']);
  // [R1.7] A form may have fewer chairs, two circles, or no leaders at all.
  expect(faultsOf(circle(7), { ...form, seats: 7 })).toEqual(['too-many']);
  expect(faultsOf(circle(14), { ...form, circles: 'two' })).toEqual([]);
  expect(faultsOf([seat('member', 0)], presets['Peer 90/1'])).toEqual([]);
  expect(newSeatsOf([seat('leader', 0)])).toEqual([{ name: 'Ann', address: null, role: 'leader', standing: null }]);
  for (const kind of seatKinds) expect(kindOf(roleOf(kind))).toBe(kind);
});

test('an address is one address', () => {
  for (const good of ['ann@example.org', ' Ann.O’Brien@example.org'.replace('’', "'")]) expect(isAddress(good), good).toBe(true);
  for (const bad of [
    '',
    'ann',
    'ann@',
    'a@b',
    'ann@example.org, ben@example.org',
    'Ann <ann@example.org>',
    'ann@example.org\nbcc: x',
  ])
    expect(isAddress(bad), bad).toBe(false);
});

test('[R10.4] another language brings its own words, and English stands where they cannot be fetched', async () => {
  const Said = () => useAroundWords().start.heading;
  const drawn = async (language: ProgramLanguage | null) => {
    const said = createElement(ProgramLanguageContext, { value: language }, createElement(Said));
    return new Response((await prerender(createElement(Suspense, null, said))).prelude).text();
  };
  const other = { ...around, start: { ...around.start, heading: 'Ein stiller Raum' } };
  const none = async () => Promise.reject(new Error('no network'));
  const language: ProgramLanguage = {
    around: async () => ({ words: other }),
    home: none,
    form: none,
    making: none,
    practising: none,
    certificates: none,
    log: none,
    group: none,
    groupMails: none,
    program: none,
    kept: none,
    after: none,
    credit: none,
    closing: none,
    convening: none,
  };
  expect(await drawn(language)).toContain('Ein stiller Raum');
  expect(await drawn({ ...language, around: none })).toContain(around.start.heading);
  expect(await drawn(null)).toContain(around.start.heading);
  const { start, ...others } = around;
  // @ts-expect-error: it lacks the whole of `start`
  const lacking: AroundWords = others;
  expect([start, lacking]).toHaveLength(2);
  for (const [tag, each] of Object.entries(programLanguages)) expect((await each.around()).words.language, tag).toBe(tag);
});
