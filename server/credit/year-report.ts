// A program's year, summed up by month and by group.
import { sql } from 'kysely';
import type { YearReport, YearSums } from '../../shared/protocol/program/year.ts';
import type { Database } from '../database/database.ts';
import { wallTimeAt } from '../dates/wall-time.ts';
import { counted } from './attendance-grid.ts';
import { type MeetingFacts, meetingsIn } from './meeting-facts.ts';

interface There {
  readonly personId: string;
  readonly minutes: number;
  readonly place: 'screen' | 'room';
}

interface SummedMeeting {
  readonly meeting: MeetingFacts;
  /** From 0. */
  readonly month: number;
  readonly expected: number;
  readonly attended: number;
  readonly there: readonly There[];
}

export async function yearReport(db: Database, programId: string, asked: number | null, now: number): Promise<YearReport> {
  const { zone } = await db.selectFrom('programs').where('id', '=', programId).select('zone').executeTakeFirstOrThrow();
  const yearOf = (at: number) => Number(wallTimeAt(at, zone).date.slice(0, 4));
  const thisYear = yearOf(now);
  const year = asked ?? thisYear;
  // A day more on either side: groups have clocks of their own.
  const found = await meetingsIn(db, { programId, period: { from: `${year - 1}-12-31`, to: `${year + 1}-01-01` }, now });
  const meetings = found.filter(({ startsAt }) => yearOf(startsAt) === year);
  const summed = await summedUp(db, meetings, (at) => Number(wallTimeAt(at, zone).date.slice(5, 7)) - 1);
  const groups = [...new Map(meetings.map(({ groupId, groupName }) => [groupId, groupName]))];
  return {
    year,
    years: [...new Set([...(await yearsOf(db, programId, yearOf)), thisYear, year])].sort(),
    whole: sumsOf(summed),
    groups: groups
      .map(([id, name]) => ({ id, name, ...sumsOf(summed.filter(({ meeting }) => meeting.groupId === id)) }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    months: Array.from({ length: 12 }, (_, month) => sumsOf(summed.filter((one) => one.month === month))),
  };
}

async function yearsOf(db: Database, programId: string, yearOf: (at: number) => number): Promise<number[]> {
  const { first, last } = await db
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .where('groups.program_id', '=', programId)
    .where('meetings.closed_at', 'is not', null)
    .select((eb) => [eb.fn.min('meetings.starts_at').as('first'), eb.fn.max('meetings.starts_at').as('last')])
    .executeTakeFirstOrThrow();
  if (!first || !last) return [];
  const [from, to] = [yearOf(new Date(first).getTime()), yearOf(new Date(last).getTime())];
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}

async function summedUp(
  db: Database,
  meetings: readonly MeetingFacts[],
  monthOf: (at: number) => number,
): Promise<SummedMeeting[]> {
  const held = meetings.filter(({ isHeld, isCancelled }) => isHeld && !isCancelled).map(({ id }) => id);
  const rows = held.length === 0 ? [] : await attendedAt(db, held);
  const seats = held.length === 0 ? [] : await seatsAt(db, held);
  return meetings.map((meeting) => {
    const there = rows.filter(({ meetingId, minutes }) => meetingId === meeting.id && minutes > 0);
    const expected = seats.filter(({ meetingId }) => meetingId === meeting.id);
    const attended = expected.filter((seat) => there.some(({ personId }) => personId === seat.personId)).length;
    return { meeting, month: monthOf(meeting.startsAt), expected: expected.length, attended, there };
  });
}

function attendedAt(db: Database, meetings: readonly string[]) {
  return db
    .selectFrom('attendance')
    .where('meeting_id', 'in', [...meetings])
    .select(['meeting_id as meetingId', 'person_id as personId', 'place', counted.as('minutes')])
    .execute();
}

/** Whoever had a seat on the day. */
function seatsAt(db: Database, meetings: readonly string[]) {
  return db
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('seats', 'seats.group_id', 'series.group_id')
    .where('meetings.id', 'in', [...meetings])
    .where('seats.meeting_id', 'is', null)
    .where('seats.role', '<>', 'observer')
    .where(sql<boolean>`(seats.joined_at is null or seats.joined_at <= meetings.ends_at)`)
    .where(sql<boolean>`(seats.left_at is null or seats.left_at > meetings.starts_at)`)
    .distinct()
    .select(['meetings.id as meetingId', 'seats.person_id as personId'])
    .execute();
}

function sumsOf(summed: readonly SummedMeeting[]): YearSums {
  const rows = summed.flatMap(({ there }) => there);
  const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
  const minutesAt = (place: 'screen' | 'room') => sum(rows.filter((row) => row.place === place).map(({ minutes }) => minutes));
  return {
    held: summed.filter(({ meeting }) => meeting.isHeld && !meeting.isCancelled).length,
    cancelled: summed.filter(({ meeting }) => meeting.isCancelled).length,
    people: new Set(rows.map(({ personId }) => personId)).size,
    expected: sum(summed.map((one) => one.expected)),
    attended: sum(summed.map((one) => one.attended)),
    minutesOnScreen: minutesAt('screen'),
    minutesInRoom: minutesAt('room'),
  };
}
