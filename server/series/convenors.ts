// Who convenes which coming date of a group without leaders (R1.4), for the group's page and its rooms.
import { sql } from 'kysely';
import type { ConvenorsView, NamedConvenors } from '../../shared/protocol/program/convenors.ts';
import type { Database } from '../database/database.ts';
import { mayBeHeld } from '../groups/guest-seats.ts';
import { Refused } from '../ports/refused.ts';
import { readable } from '../programs/form-change.ts';
import type { Records } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';

export async function convenorsOf(db: Database, groupId: string, readsExcuses: boolean, now: number): Promise<ConvenorsView> {
  const { zone } = await db.selectFrom('groups').where('id', '=', groupId).select('zone').executeTakeFirstOrThrow();
  const people = await inCircle(db, groupId).select(['people.id', 'people.short_name as name']).execute();
  const rows = await comingDates(db, groupId, now)
    .select(['meetings.starts_at', 'meetings.local_start', 'named.person_id as personId'])
    .select(sql<boolean>`named.excused_at is not null`.as('cannotCome'))
    .execute();
  return {
    ...{ zone, people },
    dates: rows.map(({ meetingId, starts_at, local_start, personId, cannotCome }) => ({
      ...{ meetingId, startsAt: starts_at.getTime(), isFree: local_start === null },
      personId: people.some(({ id }) => id === personId) ? personId : null,
      cannotCome: readsExcuses && cannotCome,
    })),
  };
}

/** One at a time, so that no two pages name somebody for the same date. */
export async function nameConvenors(
  records: Records,
  groupId: string,
  { named }: NamedConvenors,
  { accountId, now }: { readonly accountId: string; readonly now: number },
): Promise<Refused | null> {
  const group = await records
    .selectFrom('groups')
    .where('id', '=', groupId)
    .select('program_id as programId')
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!(await isLedByConvenor(records, groupId))) return new Refused('not-allowed-now');
  const people = new Set((await inCircle(records, groupId).select('people.id').execute()).map(({ id }) => id));
  const dates = await comingDates(records, groupId, now).select('named.person_id as personId').execute();
  for (const { meetingId, from, to } of named) {
    const date = dates.find((one) => one.meetingId === meetingId);
    if (!date || (to !== null && !people.has(to))) return new Refused('not-found');
    const present = date.personId !== null && people.has(date.personId) ? date.personId : null;
    if (present !== from) return new Refused('stale');
  }
  for (const { meetingId, to } of new Map(named.map((one) => [one.meetingId, one])).values()) {
    await records.updateTable('meeting_people').set({ convenes: false }).where('meeting_id', '=', meetingId).execute();
    if (to !== null)
      await records
        .insertInto('meeting_people')
        .values({ meeting_id: meetingId, person_id: to, place: null, excused_at: null, convenes: true })
        .onConflict((conflict) => conflict.columns(['meeting_id', 'person_id']).doUpdateSet({ convenes: true }))
        .execute();
    await noteAct(records, { ...group, groupId, byAccount: accountId, act: 'convenor-named', object: meetingId });
  }
  return null;
}

async function isLedByConvenor(records: Records, groupId: string): Promise<boolean> {
  const series = await records
    .selectFrom('series')
    .where('group_id', '=', groupId)
    .orderBy('created_at', 'desc')
    .select('form')
    .executeTakeFirst();
  return readable(series?.form)?.led === 'byConvenor';
}

function inCircle(records: Database | Records, groupId: string) {
  return records
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .where('seats.group_id', '=', groupId)
    .where('seats.left_at', 'is', null)
    .where('seats.meeting_id', 'is', null)
    .where('seats.role', '<>', 'observer')
    .orderBy('seats.position');
}

function comingDates(records: Database | Records, groupId: string, now: number) {
  return records
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .leftJoin('meeting_people as named', (join) =>
      join.onRef('named.meeting_id', '=', 'meetings.id').on('named.convenes', '=', true),
    )
    .where('series.group_id', '=', groupId)
    .where(mayBeHeld(now))
    .orderBy('meetings.starts_at')
    .select('meetings.id as meetingId');
}
