// Somebody's own minutes, in every group that they sit in or sat in, with whatever was corrected in them.
import type { OwnAttendance } from '../../shared/protocol/program/credit.ts';
import type { Database } from '../database/database.ts';
import { counted } from './attendance-grid.ts';
import { correctionsOf } from './corrections.ts';
import { mostMinutes } from './meeting-facts.ts';

/** More than ten years of weekly meetings in several groups. */
const mostRows = 2_000;

export async function ownMinutes(db: Database, accountId: string | null, people: readonly string[]): Promise<OwnAttendance> {
  const cards = await db
    .selectFrom('people')
    .where((eb) =>
      eb.or([
        ...(people.length > 0 ? [eb('id', 'in', [...people])] : []),
        // Cards that have ended are theirs, too.
        ...(accountId === null ? [] : [eb('account_id', '=', accountId)]),
      ]),
    )
    .where('erased_at', 'is', null)
    .select('id')
    .execute();
  const ids = cards.map(({ id }) => id);
  if (ids.length === 0) return { meetings: [] };
  const rows = await db
    .selectFrom('attendance')
    .innerJoin('meetings', 'meetings.id', 'attendance.meeting_id')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .where('attendance.person_id', 'in', ids)
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('meetings.id')
    .limit(mostRows)
    .select(['meetings.id as meetingId', 'groups.id as groupId', 'groups.name as groupName', 'groups.zone'])
    .select(['meetings.starts_at', 'meetings.ends_at', 'meetings.extended_minutes'])
    .select(['attendance.attended_as as as', 'attendance.place', 'attendance.source'])
    .select(['attendance.person_id as personId', counted.as('minutes')])
    .execute();
  const corrections = await correctionsOf(db, { people: ids });
  return {
    meetings: rows.map(({ starts_at, ends_at, extended_minutes, source, personId, ...row }) => ({
      ...row,
      startsAt: starts_at.getTime(),
      most: mostMinutes({ starts_at, ends_at, extended_minutes }),
      isEntered: source === 'entered',
      corrections: corrections.filter((one) => one.meetingId === row.meetingId && one.personId === personId),
    })),
  };
}
