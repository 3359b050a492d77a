// Minutes, made up: a season of one group; with `year`, a year of weekly meetings of forty people.
import type {
  AttendanceGrid,
  CorrectionRow,
  GridCell,
  GridMeeting,
  OwnAttendance,
} from '../../../../shared/protocol/program/credit.ts';
import { idOf, madeUpPeople } from './made-up-people.ts';

type Has = (circumstance: string) => boolean;

const day = 86_400_000;
const evening = (days: number) => new Date(Date.now() + days * day).setHours(19, 0, 0, 0);
const textOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function cellOf(person: number, meeting: number): GridCell | null {
  const chance = (person * 7 + meeting * 13) % 29;
  if (chance < 4) return null;
  return {
    minutes: chance === 5 ? 58 : chance === 9 ? 41 : 90,
    place: meeting % 9 === 0 ? 'room' : 'screen',
    isEntered: meeting % 9 === 0,
    corrections: chance === 9 ? 1 : 0,
  };
}

const correction = (person: number, meetingId: string): CorrectionRow => ({
  id: idOf(6000 + person),
  meetingId,
  personId: madeUpPeople[person]?.id ?? '',
  before: 32,
  after: 41,
  placeBefore: 'screen',
  placeAfter: 'screen',
  reason: 'The network of the hospital was down; Eva listened by telephone.',
  by: 'Ann Adler',
  at: evening(-1),
});

export function madeUpMinutes(has: Has): AttendanceGrid {
  const [columns, rows] = has('empty') ? [0, 8] : has('year') ? [52, 40] : [10, 9];
  const step = has('year') ? 7 : 14;
  const meetings = Array.from({ length: columns }, (_, n): GridMeeting => {
    const isLast = n === columns - 1;
    const place = n % 9 === 0 || isLast ? 'room' : 'screen';
    return {
      ...{ id: idOf(9000 + n), startsAt: evening(-2 - (columns - 1 - n) * step), place, most: 90 },
      isHeld: !isLast,
      mayEnter: place === 'room',
    };
  });
  const people = madeUpPeople.slice(0, rows).map(({ id, name }, n) => ({
    ...{ id, name, role: n === 0 ? ('leader' as const) : ('member' as const), hasLeft: n === rows - 1 },
    cells: meetings.map(({ isHeld }, k) => (isHeld ? cellOf(n, k) : null)),
  }));
  return {
    ...{ from: textOf(evening(-365)), to: textOf(evening(0)), zone: 'Europe/Oslo', meetings, people },
    corrections: columns === 0 ? [] : [correction(4, idOf(9002)), correction(2, idOf(9005))],
  };
}

export function madeUpOwnMinutes(has: Has): OwnAttendance {
  const meetings = Array.from({ length: has('empty') ? 0 : 12 }, (_, n) => ({
    meetingId: idOf(9000 + n),
    groupId: idOf(100),
    groupName: n % 5 === 3 ? 'Évolène summer group' : 'Tuesday group',
    zone: 'Europe/Oslo',
    startsAt: evening(-2 - n * 14),
    minutes: n === 2 ? 41 : n === 4 ? 58 : 90,
    most: 90,
    place: n % 5 === 3 ? ('room' as const) : ('screen' as const),
    as: n % 5 === 3 ? ('leader' as const) : ('member' as const),
    isEntered: n % 5 === 3,
    corrections: n === 2 ? [correction(4, idOf(9002))] : [],
  }));
  return { meetings };
}
