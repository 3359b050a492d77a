// All dates of a group, for the page of its dates.
import type { GroupDates, MeetingRow } from '../../shared/protocol/program/dates.ts';
import type { Database } from '../database/database.ts';

export async function groupDates(db: Database, groupId: string, readsExcuses: boolean): Promise<GroupDates> {
  const { zone } = await db.selectFrom('groups').where('id', '=', groupId).select('zone').executeTakeFirstOrThrow();
  const series = await db
    .selectFrom('series')
    .where('group_id', '=', groupId)
    .orderBy('created_at', 'desc')
    .select(['name', 'quorum', 'door_minutes', 'meets_freely'])
    .executeTakeFirst();
  const expected = await seatedOf(db, groupId);
  const excuses = await excusesOf(db, groupId);
  const rows = await db
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .where('series.group_id', '=', groupId)
    .where('meetings.local_start', 'is not', null)
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .select(['meetings.id', 'meetings.number', 'meetings.place', 'meetings.sequence', 'meetings.local_start', 'series.quorum'])
    .select(['meetings.starts_at', 'meetings.ends_at', 'meetings.closed_at', 'meetings.cancelled_at'])
    .execute();
  const meetings = rows.map(({ id, number, place, sequence, quorum, ...row }): MeetingRow => {
    const absent = excuses.filter((excuse) => excuse.meetingId === id);
    const coming = expected.filter((personId) => !absent.some((excuse) => excuse.personId === personId)).length;
    const isHeld = row.closed_at !== null && row.cancelled_at === null;
    return {
      ...{ id, number, place, sequence, isHeld },
      startsAt: row.starts_at.getTime(),
      endsAt: row.ends_at.getTime(),
      localStart: row.local_start,
      isCancelled: row.cancelled_at !== null,
      excused: readsExcuses ? absent.map(({ name }) => name) : [],
      expected: coming,
      isBelowQuorum: row.cancelled_at === null && !isHeld && coming < quorum,
    };
  });
  return {
    ...{ zone, meetings },
    seriesName: series?.name ?? null,
    quorum: series?.quorum ?? 1,
    doorMinutes: series?.door_minutes ?? 0,
    meetsFreely: series?.meets_freely ?? false,
  };
}

/** Observers make no quorum. */
async function seatedOf(db: Database, groupId: string): Promise<string[]> {
  const seats = await db
    .selectFrom('seats')
    .where('group_id', '=', groupId)
    .where('left_at', 'is', null)
    .where('meeting_id', 'is', null)
    .where('role', '<>', 'observer')
    .select('person_id')
    .execute();
  return seats.map(({ person_id }) => person_id);
}

async function excusesOf(db: Database, groupId: string) {
  return db
    .selectFrom('meeting_people')
    .innerJoin('meetings', 'meetings.id', 'meeting_people.meeting_id')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('people', 'people.id', 'meeting_people.person_id')
    .where('series.group_id', '=', groupId)
    .where('meeting_people.excused_at', 'is not', null)
    .orderBy('people.short_name')
    .select(['meeting_people.meeting_id as meetingId', 'people.id as personId', 'people.short_name as name'])
    .execute();
}
