// Twelve groups of those people, their seats and their dates.
import type { ConvenorsView } from '../../../../shared/protocol/program/convenors.ts';
import type { GroupDates, MeetingRow } from '../../../../shared/protocol/program/dates.ts';
import type { GroupView, SeatRow } from '../../../../shared/protocol/program/groups.ts';
import type { GroupRow } from '../../../../shared/protocol/program/people.ts';
import { idOf, madeUpPeople } from './made-up-people.ts';

const names = [
  'Tuesday group',
  'Bergen general practitioners',
  'Szeged residents, first year',
  'Klinikum Nord, intensive care nurses and physicians',
  'Leaders in training',
  'Oncology',
  'Évolène summer group',
  'Night shift',
  'Psychiatry trainees 2026',
  'Rural practice',
  'Paediatrics',
  'Palliative care, Friday',
];

const day = 86_400_000;
const minute = 60_000;

export const programId = idOf(1);

/** At seven in the evening, so many days from now. */
const evening = (days: number) => new Date(Date.now() + days * day).setHours(19, 0, 0, 0);

export const madeUpGroups: readonly GroupRow[] = names.map((name, n) => ({
  id: idOf(100 + n),
  name,
  seats: n === 9 ? 4 : 8 + (n % 5),
  leaders: n === 11 ? [] : [0, 1].slice(0, n % 4 === 3 ? 1 : 2).map((k) => madeUpPeople[n * 11 + k]?.name ?? ''),
  nextAt: n === 7 ? null : evening(1 + ((n * 5) % 17)),
  excused: n % 4 === 1 ? 3 : n % 3 === 0 ? 1 : 0,
  quorum: n === 9 ? 4 : 5,
}));

function seatsOf(n: number): SeatRow[] {
  return Array.from({ length: madeUpGroups[n]?.seats ?? 8 }, (_, k): SeatRow => {
    const person = madeUpPeople[(n * 11 + k) % 140];
    return {
      ref: idOf(5000 + n * 20 + k),
      personId: person?.id ?? '',
      name: person?.name ?? '',
      role: k === 0 ? 'leader' : k === 1 && n % 4 !== 3 ? 'coLeader' : k === 7 ? 'observer' : 'member',
      standing: k === 1 && n === 0 ? 'candidate' : k === 7 && n === 0 ? 'supervisor' : null,
      credential: k === 0 ? 'GP, Balint leader (ABS)' : null,
      hasAddress: person?.address !== null,
      hasAgreed: k % 3 !== 2,
      onlyFor: null,
      joinedAt: Date.now() - 90 * day,
    };
  });
}

export function madeUpGroup(id: string, has: (circumstance: string) => boolean): GroupView | null {
  const n = madeUpGroups.findIndex((group) => group.id === id);
  const row = madeUpGroups[n];
  if (!row) return null;
  const seats = seatsOf(n);
  const isLeader = !has('coordinator');
  const [a, b, c, d] = [2, 5, 3, 6].map((k) => seats[k]?.personId ?? '');
  return {
    id,
    programId: has('alone') ? null : programId,
    name: row.name,
    form: has('peers') ? 'Peer 90/1' : 'ABS 60/1',
    isLedByConvenor: has('peers'),
    room: 12,
    language: 'en',
    zone: 'Europe/Oslo',
    membership: 'closed',
    seats,
    warnings: [
      { oneId: a ?? '', otherId: b ?? '', kind: isLeader ? 'sameWorkplace' : null, noteId: null },
      { oneId: c ?? '', otherId: d ?? '', kind: isLeader ? 'dualRelation' : null, noteId: isLeader ? idOf(7000) : null },
    ],
    you: {
      leads: isLeader && !has('member') && !has('closed'),
      coordinates: has('coordinator') && !has('closed'),
      mayReopen: has('coordinator') && has('closed'),
      ref: isLeader ? (seats[0]?.ref ?? null) : null,
    },
    sendsMail: !has('noMail'),
    closedAt: has('closed') ? Date.now() - 3 * 1440 * minute : null,
  };
}

export function madeUpConvenors(has: (circumstance: string) => boolean): ConvenorsView {
  const people = seatsOf(0)
    .filter(({ role }) => role !== 'observer')
    .map(({ personId, name }) => ({ id: personId, name }));
  return {
    ...{ zone: 'Europe/Oslo', people },
    dates: Array.from({ length: has('empty') ? 0 : 9 }, (_, n) => ({
      ...{ meetingId: idOf(9000 + n), startsAt: evening(2 + n * 14), isFree: false },
      personId: n < 3 ? (people[n + 2]?.id ?? null) : null,
      cannotCome: n === 1 && !has('member'),
    })),
  };
}

export function madeUpDates(id: string, has: (circumstance: string) => boolean): GroupDates {
  const group = madeUpGroup(id, has);
  const meetings = Array.from({ length: has('empty') ? 0 : 12 }, (_, k): MeetingRow => {
    const startsAt = evening(-21 + k * 14);
    const excused = k === 3 ? ['Dee Szőke', 'Finn Haddad', 'Gita Mbeki', 'Hal Weiß'] : k === 2 ? ['Eva Kovács'] : [];
    return {
      id: idOf(9000 + k),
      number: k + 1,
      startsAt,
      endsAt: startsAt + (k === 0 ? 120 : 60) * minute,
      localStart: new Date(startsAt - new Date(startsAt).getTimezoneOffset() * minute).toISOString().slice(0, 16),
      place: k === 5 ? 'both' : k === 11 ? 'room' : 'screen',
      sequence: k === 4 ? 2 : 0,
      isCancelled: k === 6,
      isHeld: startsAt < Date.now(),
      excused,
      where:
        k === 5 && !has('member') ? { room: ['Ann', 'Ben', 'Eva'], screen: ['Cid', 'Dee'], unsaid: ['Finn', 'Gita', 'Hal'] } : null,
      expected: 8 - excused.length,
      quorum: 5,
      isBelowQuorum: excused.length > 3,
    };
  });
  return {
    zone: group?.zone ?? 'Europe/Oslo',
    series: has('empty')
      ? []
      : [
          {
            ...{ id: idOf(8000), name: 'Winter 2026/27', quorum: 5, doorMinutes: 15, leadersMinutes: 30 },
            ...{ isEnded: has('ended'), coming: has('ended') ? 0 : 9 },
          },
        ],
    zoneData: has('oldZones') ? '2025c' : '',
    meetsFreely: has('empty'),
    meetings,
  };
}
