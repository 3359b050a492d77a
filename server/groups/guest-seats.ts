// Seats that a leader gives for one meeting (R6.1): they come after all others, and are void once that meeting is over.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';
import type { Guest } from '../ports/records.ts';
import { unheldSince } from './meeting-times.ts';

/** A condition on a row of `meetings` and its `series`: it is on or still to come. */
export function mayBeHeld(now: number) {
  return sql<boolean>`meetings.closed_at is null and meetings.cancelled_at is null and (series.meets_freely or meetings.ends_at > ${unheldSince(now)})`;
}

/** A condition on a row of `meetings`: its room has been opened and is not closed yet. */
export const isOn = sql<boolean>`(meetings.closed_at is null and (
  exists (select 1 from sealed_marks where sealed_marks.meeting_id = meetings.id)
  or exists (select 1 from log_marks where log_marks.meeting_id = meetings.id)))`;

/** A condition on a row of `seats`: it stands (below), and its group is not closed: it may be opened. */
export function seatHolds(now: number) {
  return sql<boolean>`(${seatStands(now)} and not exists (select 1 from groups where groups.id = seats.group_id and groups.closed_at is not null))`;
}

/** A condition on a row of `seats`: nobody has left it, and it belongs to the series, or to a guest whose meeting is on or still to come. */
export function seatStands(now: number) {
  return sql<boolean>`(seats.left_at is null and (seats.meeting_id is null or exists (select 1 from meetings join series on series.id = meetings.series_id
    where meetings.id = seats.meeting_id and ${mayBeHeld(now)})))`;
}

export function guestsOf(records: Database, meetingId: string): Promise<Guest[]> {
  return records
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .where('seats.meeting_id', '=', meetingId)
    .where('seats.left_at', 'is', null)
    .orderBy('seats.position')
    .select(['people.id as personId', 'people.short_name as name', 'seats.role'])
    .execute();
}

/** Answers with the reference of the new seat, or null when the circle is full. */
export async function addGuest(
  records: Transaction<Tables>,
  groupId: string,
  meetingId: string,
  name: string,
  room: number,
): Promise<string | null> {
  // One at a time: two leaders may name guests at the same moment.
  await records.selectFrom('groups').select('id').where('id', '=', groupId).forUpdate().execute();
  const given = await records
    .selectFrom('seats')
    .where('group_id', '=', groupId)
    .select((eb) => eb.fn.max('position').as('last'))
    .select(
      sql<number>`count(*) filter (where role <> 'observer' and left_at is null and (meeting_id is null or meeting_id = ${meetingId}))::int`.as(
        'sitting',
      ),
    )
    .executeTakeFirstOrThrow();
  if (given.sitting >= room) return null;
  const [ref, personId] = [newId(), newId()];
  await records.insertInto('people').values({ id: personId, full_name: name, short_name: name }).execute();
  await records
    .insertInto('seats')
    .values({
      ref,
      group_id: groupId,
      person_id: personId,
      position: (given.last ?? -1) + 1,
      role: 'member',
      credential: null,
      meeting_id: meetingId,
    })
    .execute();
  return ref;
}
