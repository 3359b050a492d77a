// Rules and the dates they make; zones that are accepted and refused.
import { describe, expect, test } from 'vitest';
import { instantFor, planOf } from '../../../server/dates/planned-dates.ts';
import { datesOf } from '../../../server/dates/rule-dates.ts';
import { oldZoneData, readZone } from '../../../server/dates/zones.ts';

describe('a rule makes its dates once', () => {
  test('every n weeks, over the end of a year', () => {
    expect(datesOf({ every: 'weeks', weeks: 3, from: '2026-12-08', count: 3 })).toEqual(['2026-12-08', '2026-12-29', '2027-01-19']);
  });

  test('every n-th or last weekday of a month, from the first that is not past', () => {
    const month = { every: 'month', count: 3 } as const;
    expect(datesOf({ ...month, nth: 1, weekday: 4, from: '2027-01-08' })).toEqual(['2027-02-04', '2027-03-04', '2027-04-01']);
    expect(datesOf({ ...month, nth: 2, weekday: 1, from: '2027-02-08' })).toEqual(['2027-02-08', '2027-03-08', '2027-04-12']);
    expect(datesOf({ ...month, nth: 4, weekday: 7, from: '2027-02-01' })).toEqual(['2027-02-28', '2027-03-28', '2027-04-25']);
    expect(datesOf({ ...month, nth: -1, weekday: 2, from: '2027-03-30' })).toEqual(['2027-03-30', '2027-04-27', '2027-05-25']);
    expect(datesOf({ ...month, nth: -1, weekday: 7, from: '2028-02-01' })).toEqual(['2028-02-27', '2028-03-26', '2028-04-30']);
  });

  test('typed dates in order; every one that is no date, or comes twice, is named', () => {
    expect(datesOf({ every: 'dates', dates: ['2027-03-02', '2027-02-02'] })).toEqual(['2027-02-02', '2027-03-02']);
    expect(datesOf({ every: 'dates', dates: ['2028-02-29', '2027-02-29', '2027-02-30', '2027-13-01', '2028-02-29'] })).toEqual({
      faults: [
        { path: 'dates.1', code: 'no-such-date' },
        { path: 'dates.2', code: 'no-such-date' },
        { path: 'dates.3', code: 'no-such-date' },
        { path: 'dates.4', code: 'twice' },
      ],
    });
    expect(datesOf({ every: 'weeks', weeks: 1, from: '2027-04-31', count: 2 })).toEqual({
      faults: [{ path: 'from', code: 'no-such-date' }],
    });
  });

  test('nothing is planned that is over already, or that nobody can mean', () => {
    const wish = { at: '19:00', minutes: 90 };
    const now = Date.parse('2027-03-02T18:30:00Z');
    const plan = (dates: string[]) => planOf({ ...wish, rule: { every: 'dates', dates } }, 'Europe/Berlin', now);
    expect(plan(['2027-03-02'])).toMatchObject({ dates: [{ local: '2027-03-02T19:00' }] });
    expect(plan(['2027-03-02', '2026-03-03', '3027-03-03'])).toEqual({
      faults: [
        { path: 'rule.dates.1', code: 'past' },
        { path: 'rule.dates.2', code: 'too-far' },
      ],
    });
  });
});

test('a single date: its instant, the choice that it needs, or that there is no such date', () => {
  expect(instantFor('2027-03-02T19:00', 'Europe/Berlin')).toEqual({
    at: Date.parse('2027-03-02T18:00Z'),
    local: '2027-03-02T19:00',
    fold: 'only',
  });
  expect(instantFor('2027-10-31T02:30', 'Europe/Berlin')).toMatchObject({ open: { date: '2027-10-31', why: 'exists-twice' } });
  expect(instantFor('2027-10-31T02:30', 'Europe/Berlin', 'later')).toMatchObject({ fold: 'second' });
  expect(instantFor('2027-02-30T19:00', 'Europe/Berlin')).toBe('no-such-date');
});

describe('names of zones', () => {
  test.each([
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['US/Eastern', 'US/Eastern'],
    ['utc', 'UTC'],
  ])('%s is one', (name, kept) => {
    expect(readZone(name)).toBe(kept);
  });

  test.each([
    '+02:00',
    '-0500',
    'Z',
    'Etc/GMT+5',
    'EST',
    'EST5EDT',
    'GMT',
    'Europe/Atlantis',
    'Europe/../Paris',
    '',
    'Berlin',
    'Europe/',
  ])('%s is none', (name) => {
    expect(readZone(name)).toBeNull();
  });

  test('every zone that a browser offers is one', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => readZone(name) === null)).toEqual([]);
  });

  test('older rules are said', () => {
    expect(oldZoneData('2025c')).toMatch(/2025c.*Vancouver/);
    expect(oldZoneData('2026c')).toBeNull();
    expect(oldZoneData('2027a')).toBeNull();
    // On Node 20 of 2026 one zone shows it.
    const vancouver = new Date('2027-01-15T00:00Z').toLocaleString('en', {
      timeZone: 'America/Vancouver',
      timeZoneName: 'longOffset',
    });
    expect(vancouver.includes('-08:00')).toBe(oldZoneData() !== null);
  });
});
