// All dates of a group, for the page of its dates.
import { sql } from 'kysely';
import type { GroupDates, MeetingRow } from '../../shared/protocol/program/dates.ts';
import type { Database } from '../database/database.ts';
import { isComing } from '../dates/cancel-coming.ts';
import { oldZoneData, zoneData } from '../dates/zones.ts';

export async function groupDates(db: Database, groupId: string, readsExcuses: boolean, now: number): Promise<GroupDates> {
  const { zone } = await db.selectFrom('groups').where('id', '=', groupId).select('zone').executeTakeFirstOrThrow();
  const expected = await seatedOf(db, groupId);
  const said = await saidOf(db, groupId);
  const rows = await db
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .where('series.group_id', '=', groupId)
    .where('meetings.local_start', 'is not', null)
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .select(['meetings.id', 'meetings.number', 'meetings.place', 'meetings.sequence', 'meetings.local_start'])
    .select(sql<number>`coalesce(meetings.quorum, series.quorum)`.as('quorum'))
    .select(['meetings.starts_at', 'meetings.ends_at', 'meetings.closed_at', 'meetings.cancelled_at'])
    .execute();
  const meetings = rows.map(({ id, number, place, sequence, quorum, ...row }): MeetingRow => {
    const here = said.filter(({ meetingId }) => meetingId === id);
    const absent = here.filter(({ isExcused }) => isExcused);
    const coming = expected.filter(({ personId }) => !absent.some((excuse) => excuse.personId === personId));
    const placeOf = (personId: string) => here.find((one) => one.personId === personId)?.place ?? null;
    const namesIn = (where: 'screen' | 'room' | null) =>
      coming.filter(({ personId }) => placeOf(personId) === where).map(({ name }) => name);
    const isHeld = row.closed_at !== null && row.cancelled_at === null;
    return {
      ...{ id, number, place, sequence, isHeld, quorum },
      startsAt: row.starts_at.getTime(),
      endsAt: row.ends_at.getTime(),
      localStart: row.local_start,
      isCancelled: row.cancelled_at !== null,
      excused: readsExcuses ? absent.map(({ name }) => name) : [],
      where: readsExcuses && place === 'both' ? { screen: namesIn('screen'), room: namesIn('room'), unsaid: namesIn(null) } : null,
      expected: coming.length,
      isBelowQuorum: row.cancelled_at === null && !isHeld && coming.length < quorum,
    };
  });
  const [newest, ...earlier] = await seriesOf(db, groupId, now);
  return {
    ...{ zone, meetings },
    series: [newest, ...earlier.filter(({ coming }) => coming > 0)].flatMap((one) => {
      if (!one || one.meetsFreely) return [];
      const { meetsFreely: _, endedAt, ...series } = one;
      return [{ ...series, isEnded: endedAt !== null }];
    }),
    zoneData: readsExcuses && oldZoneData() !== null ? zoneData : '',
    meetsFreely: newest?.meetsFreely ?? false,
  };
}

/** Newest first. */
function seriesOf(db: Database, groupId: string, now: number) {
  return db
    .selectFrom('series')
    .where('group_id', '=', groupId)
    .orderBy('created_at', 'desc')
    .select(['id', 'name', 'quorum', 'door_minutes as doorMinutes', 'leaders_minutes as leadersMinutes'])
    .select(['meets_freely as meetsFreely', 'ended_at as endedAt'])
    .select(
      sql<number>`(select count(*)::int from meetings where meetings.series_id = series.id and ${isComing(now)})`.as('coming'),
    )
    .execute();
}

/** Observers make no quorum. */
function seatedOf(db: Database, groupId: string): Promise<{ personId: string; name: string }[]> {
  return db
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .where('seats.group_id', '=', groupId)
    .where('seats.left_at', 'is', null)
    .where('seats.meeting_id', 'is', null)
    .where('seats.role', '<>', 'observer')
    .orderBy('people.short_name')
    .select(['people.id as personId', 'people.short_name as name'])
    .execute();
}

/** What people have said of each meeting: that they cannot come, or where they will be. */
function saidOf(db: Database, groupId: string) {
  return db
    .selectFrom('meeting_people')
    .innerJoin('meetings', 'meetings.id', 'meeting_people.meeting_id')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('people', 'people.id', 'meeting_people.person_id')
    .where('series.group_id', '=', groupId)
    .orderBy('people.short_name')
    .select([
      'meeting_people.meeting_id as meetingId',
      'people.id as personId',
      'people.short_name as name',
      'meeting_people.place',
    ])
    .select(sql<boolean>`meeting_people.excused_at is not null`.as('isExcused'))
    .execute();
}
