// What reading a file and planning a series would come to, made up.
import type { NewSeries, SeriesPreview } from '../../../../shared/protocol/program/dates.ts';
import type { ImportPreview } from '../../../../shared/protocol/program/people.ts';
import { madeUpGroups } from './made-up-groups.ts';
import { idOf, madeUpPeople } from './made-up-people.ts';

type Has = (circumstance: string) => boolean;

const minute = 60_000;

export function importPreview(has: Has): ImportPreview {
  return {
    id: idOf(4000),
    encoding: 'windows-1250',
    encodings: ['utf-8', 'windows-1252', 'windows-1250', 'windows-1251', 'macintosh'],
    count: 140,
    faults: has('faults')
      ? [
          { line: 4, column: 'email', code: 'address-wrong' },
          { line: 17, column: 'role', code: 'role-unknown' },
          { line: 17, column: 'group', code: 'group-full' },
        ]
      : [],
    rows: madeUpPeople.map(({ name, address, workplace }, n) => ({
      line: n + 2,
      name,
      address,
      language: null,
      zone: null,
      workplace,
      seats: [
        { group: madeUpGroups[n % 12]?.name ?? '', role: n % 12 === 0 ? ('leader' as const) : ('member' as const) },
        ...(n === 4 ? [{ group: madeUpGroups[7]?.name ?? '', role: 'observer' as const }] : []),
      ],
      sameAs: n === 5 ? 2 : null,
      does: n === 5 ? 'seats' : n % 5 === 0 ? 'changes' : n % 7 === 0 ? 'nothing' : 'adds',
    })),
    isApplied: false,
    expiresAt: Date.now() + 23 * 3_600_000,
  };
}

/** Every second week in Denver over its change of the clock, as three places read it. */
export function seriesPreview(series: NewSeries, has: Has): SeriesPreview {
  const zones = ['America/Denver', 'Asia/Beirut', 'Pacific/Auckland'];
  const rows: readonly (readonly [string, string, readonly (readonly [string, string, boolean])[]])[] = [
    [
      '2027-02-16',
      '2027-02-17T02:00Z',
      [
        ['2027-02-16', '19:00', false],
        ['2027-02-17', '04:00', false],
        ['2027-02-17', '15:00', false],
      ],
    ],
    [
      '2027-03-02',
      '2027-03-03T02:00Z',
      [
        ['2027-03-02', '19:00', false],
        ['2027-03-03', '04:00', false],
        ['2027-03-03', '15:00', false],
      ],
    ],
    [
      '2027-03-16',
      '2027-03-17T01:00Z',
      [
        ['2027-03-16', '19:00', false],
        ['2027-03-17', '03:00', true],
        ['2027-03-17', '14:00', true],
      ],
    ],
    [
      '2027-03-30',
      '2027-03-31T01:00Z',
      [
        ['2027-03-30', '19:00', false],
        ['2027-03-31', '04:00', true],
        ['2027-03-31', '14:00', false],
      ],
    ],
    [
      '2027-04-13',
      '2027-04-14T01:00Z',
      [
        ['2027-04-13', '19:00', false],
        ['2027-04-14', '04:00', false],
        ['2027-04-14', '13:00', true],
      ],
    ],
  ];
  const dates = rows.map(([date, start, there]) => ({
    date,
    startsAt: Date.parse(start),
    endsAt: Date.parse(start) + series.minutes * minute,
    there: there.map(([thereDate, thereAt, isShifted]) => ({ date: thereDate, at: thereAt, isShifted })),
  }));
  const isChosen = series.chosen?.some(({ date }) => date === '2027-03-14');
  return {
    zone: 'America/Denver',
    zones,
    dates,
    open:
      has('gap') && !isChosen
        ? [
            {
              date: '2027-03-14',
              why: 'does-not-exist',
              earlier: { at: '01:30', startsAt: Date.parse('2027-03-14T08:30Z') },
              later: { at: '03:30', startsAt: Date.parse('2027-03-14T09:30Z') },
            },
          ]
        : [],
    zoneData: '',
  };
}
