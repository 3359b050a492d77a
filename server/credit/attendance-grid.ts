// The minutes of a group: its people by its meetings. What one person has is seen by whoever runs the group, and by that person.
import { sql } from 'kysely';
import type { AttendanceGrid, GridCell, GridPerson, Period } from '../../shared/protocol/program/credit.ts';
import type { Database } from '../database/database.ts';
import { correctionsOf } from './corrections.ts';
import { meetingsIn } from './meeting-facts.ts';

/** Minutes that count; rows of before they were reckoned have presence alone. */
export const counted = sql<number>`coalesce(attendance.credit_minutes, attendance.minutes)`;

export async function attendanceGrid(db: Database, groupId: string, period: Period, now: number): Promise<AttendanceGrid> {
  const { zone } = await db.selectFrom('groups').where('id', '=', groupId).select('zone').executeTakeFirstOrThrow();
  const found = await meetingsIn(db, { groupId, period, now });
  const meetings = found.filter(({ isHeld, mayEnter, isCancelled }) => !isCancelled && (isHeld || mayEnter));
  const ids = meetings.map(({ id }) => id);
  const rows = await rowsOf(db, ids);
  const corrections = await correctionsOf(db, { meetings: ids });
  const cellOf = (meetingId: string, personId: string): GridCell | null => {
    const row = rows.get(`${meetingId} ${personId}`);
    if (!row) return null;
    const times = corrections.filter((one) => one.meetingId === meetingId && one.personId === personId).length;
    return { minutes: row.minutes, place: row.place, isEntered: row.source === 'entered', corrections: times };
  };
  const people = await peopleOf(db, groupId, [...rows.values()]);
  return {
    ...period,
    zone,
    meetings: meetings.map(({ id, startsAt, place, most, isHeld, mayEnter }) => ({ id, startsAt, place, most, isHeld, mayEnter })),
    people: people.map((person) => ({ ...person, cells: ids.map((id) => cellOf(id, person.id)) })),
    corrections,
  };
}

async function rowsOf(db: Database, meetings: readonly string[]) {
  if (meetings.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('attendance')
    .innerJoin('people', 'people.id', 'attendance.person_id')
    .where('meeting_id', 'in', [...meetings])
    .select(['meeting_id as meetingId', 'person_id as personId', 'attended_as as as', 'place', 'source', 'full_name as name'])
    .select(counted.as('minutes'))
    .execute();
  return new Map(rows.map((row) => [`${row.meetingId} ${row.personId}`, row]));
}

interface Attended {
  readonly personId: string;
  readonly name: string;
  readonly as: 'leader' | 'member' | 'observer';
}

/** In the order of the circle, then those who have left or were guests. */
async function peopleOf(db: Database, groupId: string, attended: readonly Attended[]): Promise<Omit<GridPerson, 'cells'>[]> {
  const seats = await db
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .where('seats.group_id', '=', groupId)
    .where('seats.left_at', 'is', null)
    .where('seats.meeting_id', 'is', null)
    .orderBy('seats.position')
    .select(['people.id', 'people.full_name as name', 'seats.role'])
    .execute();
  const seated = seats.map((seat) => ({ ...seat, hasLeft: false }));
  const others = new Map(
    attended
      .filter(({ personId }) => !seated.some(({ id }) => id === personId))
      .map(({ personId, name, as }) => [personId, { id: personId, name, role: as, hasLeft: true }]),
  );
  return [...seated, ...[...others.values()].sort((a, b) => a.name.localeCompare(b.name))];
}
