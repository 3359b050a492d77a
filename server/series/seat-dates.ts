// The coming dates of one seat, for its own person: when the door opens for them, and whether they have said that they cannot come.
import { sql, type Transaction } from 'kysely';
import type { SeatDates, SeatMeeting } from '../../shared/protocol/program/dates.ts';
import { isLeading } from '../../shared/ritual/roles.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { readable } from '../programs/form-change.ts';

const mostMeetings = 12;

type Records = Database | Transaction<Tables>;

export async function seatDates(db: Database, ref: string, now: number): Promise<SeatDates> {
  const seat = await db
    .selectFrom('seats')
    .innerJoin('groups', 'groups.id', 'seats.group_id')
    .where('seats.ref', '=', ref)
    .select(['seats.role', 'groups.zone'])
    .executeTakeFirst();
  if (!seat) return { zone: 'UTC', meetings: [] };
  const rows = await meetingsOfSeat(db, ref)
    .where('meetings.ends_at', '>', new Date(now))
    .orderBy('meetings.starts_at')
    .limit(mostMeetings)
    .select(['meeting_people.excused_at', 'meeting_people.place as own_place', 'meeting_people.convenes', 'series.form'])
    .select(sql<number>`coalesce(meetings.door_minutes, series.door_minutes)`.as('door_minutes'))
    .select(sql<number>`coalesce(meetings.leaders_minutes, series.leaders_minutes)`.as('leaders_minutes'))
    .execute();
  const meetings = rows.map(({ id, starts_at, ends_at, place, ...row }): SeatMeeting => {
    const startsAt = starts_at.getTime();
    const before = isLeading(seat.role) ? row.leaders_minutes : row.door_minutes;
    return {
      ...{ id, startsAt, place },
      endsAt: ends_at.getTime(),
      isCancelled: row.cancelled_at !== null,
      isExcused: row.excused_at !== null,
      convenes: row.convenes === true && readable(row.form)?.led === 'byConvenor',
      myPlace: place === 'both' ? row.own_place : null,
      doorOpensAt: startsAt - before * 60_000,
    };
  });
  return { zone: seat.zone, meetings };
}

export async function excuseSeat(
  records: Transaction<Tables>,
  { ref, meetingId, excused }: { ref: string; meetingId: string; excused: boolean },
  now: number,
): Promise<'done' | 'not-allowed-now' | null> {
  const meeting = await meetingsOfSeat(records, ref).where('meetings.id', '=', meetingId).executeTakeFirst();
  if (!meeting) return null;
  if (meeting.closed_at !== null || meeting.cancelled_at !== null || meeting.ends_at.getTime() <= now) return 'not-allowed-now';
  const row = { meeting_id: meetingId, person_id: meeting.personId, place: null, excused_at: excused ? new Date(now) : null };
  await records
    .insertInto('meeting_people')
    .values(row)
    .onConflict((conflict) => conflict.columns(['meeting_id', 'person_id']).doUpdateSet({ excused_at: row.excused_at }))
    .execute();
  return 'done';
}

/** Only of a meeting that is on screen and in the room; null takes back what was said. */
export async function saySeatPlace(
  records: Transaction<Tables>,
  { ref, meetingId, place }: { ref: string; meetingId: string; place: 'screen' | 'room' | null },
  now: number,
): Promise<'done' | 'not-allowed-now' | null> {
  const meeting = await meetingsOfSeat(records, ref).where('meetings.id', '=', meetingId).executeTakeFirst();
  if (!meeting) return null;
  const isOver = meeting.closed_at !== null || meeting.cancelled_at !== null || meeting.ends_at.getTime() <= now;
  if (isOver || meeting.place !== 'both') return 'not-allowed-now';
  await records
    .insertInto('meeting_people')
    .values({ meeting_id: meetingId, person_id: meeting.personId, place, excused_at: null })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'person_id']).doUpdateSet({ place }))
    .execute();
  return 'done';
}

/** Planned ones only; a guest has the one that they were named for. */
function meetingsOfSeat(records: Records, ref: string) {
  return records
    .selectFrom('seats')
    .innerJoin('series', 'series.group_id', 'seats.group_id')
    .innerJoin('meetings', 'meetings.series_id', 'series.id')
    .leftJoin('meeting_people', (join) =>
      join.onRef('meeting_people.meeting_id', '=', 'meetings.id').onRef('meeting_people.person_id', '=', 'seats.person_id'),
    )
    .where('seats.ref', '=', ref)
    .where('seats.left_at', 'is', null)
    .where(sql<boolean>`(seats.meeting_id is null or seats.meeting_id = meetings.id)`)
    .where('meetings.local_start', 'is not', null)
    .select(['meetings.id', 'meetings.starts_at', 'meetings.ends_at', 'meetings.place', 'seats.person_id as personId'])
    .select(['meetings.closed_at', 'meetings.cancelled_at']);
}
