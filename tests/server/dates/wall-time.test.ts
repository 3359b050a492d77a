// Dates across changes of the clock, whatever zone the server's own machine is in.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { previewOf } from '../../../server/dates/planned-dates.ts';
import { type Instant, instantOf, instantsOf, type OpenInstant } from '../../../server/dates/wall-time.ts';
import type { SeriesPreview } from '../../../shared/protocol/program/dates.ts';
import { denver, openHours } from './true-dates.ts';

const script = fileURLToPath(new URL('told-dates.ts', import.meta.url));
const utc = (at: number) => new Date(at).toISOString().slice(0, 16);

function tableOf({ dates }: SeriesPreview): string[] {
  return dates.map(({ date, startsAt, there }) => {
    const others = there.slice(1).map(({ at, isShifted }) => `${at}${isShifted ? '*' : ''}`);
    return [date, utc(startsAt), ...others].join(' ');
  });
}

function expectHours(hours: readonly (Instant | OpenInstant)[]): void {
  for (const [n, { local, why, earlier, later, ...more }] of openHours.entries()) {
    const found = hours[n];
    if (!found || 'at' in found) throw new Error(`${local} is taken for an ordinary hour`);
    const dayOf = (moved: boolean) => (moved ? utc(Date.parse(local.slice(0, 10)) - 1) : local).slice(0, 10);
    expect(found.why, local).toBe(why);
    expect(found.earlier.at, local).toBe(Date.parse(`${dayOf('dayBefore' in more)}T${earlier}`));
    expect(found.later.at, local).toBe(Date.parse(`${dayOf(false)}T${later}`));
    expect(found.earlier.local, local).toBe(`${dayOf('dayBefore' in more)}T${earlier.slice(0, 5)}`);
    expect([found.earlier.fold, found.later.fold]).toEqual(why === 'exists-twice' ? ['first', 'second'] : ['only', 'only']);
  }
}

describe('wall time', () => {
  test('[R11.7] keeps its hour in the zone of the group, and shows where it shifts for others', () => {
    const preview = previewOf(denver.wish, denver.zones, denver.now);
    if ('faults' in preview) throw new Error('faults');
    expect(tableOf(preview)).toEqual(denver.table);
    expect(preview.dates.every(({ there }) => there[0]?.at === '19:00' && !there[0].isShifted)).toBe(true);
    expect(preview.dates.map(({ startsAt, endsAt }) => (endsAt - startsAt) / 60_000)).toEqual([120, 90, 90, 90, 90, 90]);
    expect(preview.dates[0]?.there.map(({ date }) => date)).toEqual(['2027-02-16', '2027-02-17', '2027-02-17']);
    expect(preview.open).toEqual([]);
  });

  test('[R11.7] says which hours do not exist or exist twice, and what either choice is', () => {
    expectHours(openHours.map(({ zone, local }) => instantsOf(local, zone)));
  });

  test.each(['UTC', 'America/New_York', 'Pacific/Auckland', 'Australia/Lord_Howe', 'Asia/Kolkata'])(
    'is the same in a process in %s',
    (zone) => {
      const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      expect(stdout, stderr).not.toBe('');
      const told = JSON.parse(stdout) as { preview: SeriesPreview; hours: OpenInstant[] };
      expect(tableOf(told.preview)).toEqual(denver.table);
      expectHours(told.hours);
    },
  );

  test('leaves an hour open until somebody chooses, and keeps what was chosen', () => {
    const wish = { ...denver.wish, rule: { every: 'dates', dates: ['2027-03-14', '2027-03-21'] }, at: '02:30' } as const;
    const open = previewOf(wish, denver.zones, denver.now);
    if ('faults' in open) throw new Error('faults');
    expect(open.dates.map(({ date }) => date)).toEqual(['2027-03-21']);
    expect(open.open).toEqual([
      {
        date: '2027-03-14',
        why: 'does-not-exist',
        earlier: { at: '01:30', startsAt: Date.parse('2027-03-14T01:30-07:00') },
        later: { at: '03:30', startsAt: Date.parse('2027-03-14T03:30-06:00') },
      },
    ]);
    const chosen = previewOf({ ...wish, chosen: [{ date: '2027-03-14', choose: 'later' }] }, denver.zones, denver.now);
    if ('faults' in chosen) throw new Error('faults');
    expect(chosen.open).toEqual([]);
    expect(chosen.dates.map(({ there }) => there[0])).toEqual([
      { date: '2027-03-14', at: '03:30', isShifted: false },
      { date: '2027-03-21', at: '02:30', isShifted: true },
    ]);
  });

  test('when the rules change under a planned hour, it is kept as near as it can be', () => {
    expect(instantOf('2027-03-14T02:30', 'America/Denver', 'only').local).toBe('2027-03-14T03:30');
    expect(instantOf('2026-11-01T01:30', 'America/Denver', 'only').at).toBe(Date.parse('2026-11-01T01:30-06:00'));
    expect(instantOf('2026-11-01T01:30', 'America/Denver', 'second').at).toBe(Date.parse('2026-11-01T01:30-07:00'));
  });
});
