// A program as its coordinators see it: its groups with their next date, and how many people it has.
import { sql } from 'kysely';
import type { GroupRow, ProgramView } from '../../shared/protocol/program/people.ts';
import type { Database } from '../database/database.ts';

export async function programView(db: Database, programId: string, now: number, sendsMail: boolean): Promise<ProgramView> {
  const [program, staff, people, groups] = await Promise.all([
    db
      .selectFrom('programs')
      .where('id', '=', programId)
      .select(['id', 'name', 'language', 'zone', 'keep_years as keepYears'])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('program_staff')
      .where('program_id', '=', programId)
      .where('ended_at', 'is', null)
      .orderBy('invited_at')
      .select(['address', 'invited_at'])
      .execute(),
    db
      .selectFrom('people')
      .where('program_id', '=', programId)
      .where('left_at', 'is', null)
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow(),
    groupRows(db, programId, now),
  ]);
  return {
    ...program,
    coordinators: staff.map(({ address, invited_at }) => ({ address, since: invited_at.getTime() })),
    groups,
    peopleCount: Number(people.count),
    sendsMail,
  };
}

async function groupRows(db: Database, programId: string, now: number): Promise<readonly GroupRow[]> {
  const [groups, seats, next] = await Promise.all([
    db
      .selectFrom('groups')
      .where('program_id', '=', programId)
      .where('closed_at', 'is', null)
      .orderBy(sql`lower(name)`)
      .select(['id', 'name'])
      .select(
        sql<number>`coalesce((select quorum from series where group_id = groups.id order by created_at desc limit 1), 1)`.as(
          'quorum',
        ),
      )
      .execute(),
    db
      .selectFrom('seats')
      .innerJoin('people', 'people.id', 'seats.person_id')
      .innerJoin('groups', 'groups.id', 'seats.group_id')
      .where('groups.program_id', '=', programId)
      .where('seats.left_at', 'is', null)
      .where('seats.meeting_id', 'is', null)
      .orderBy('seats.position')
      .select(['seats.group_id as groupId', 'seats.role', 'seats.standing', 'people.full_name as name'])
      .execute(),
    db
      .selectFrom('meetings')
      .innerJoin('series', 'series.id', 'meetings.series_id')
      .innerJoin('groups', 'groups.id', 'series.group_id')
      .where('groups.program_id', '=', programId)
      .where('meetings.local_start', 'is not', null)
      .where('meetings.closed_at', 'is', null)
      .where('meetings.cancelled_at', 'is', null)
      .where('meetings.ends_at', '>', new Date(now))
      .distinctOn('series.group_id')
      .orderBy('series.group_id')
      .orderBy('meetings.starts_at')
      .select(['series.group_id as groupId', 'meetings.starts_at as at'])
      .select(
        sql<number>`(select count(*)::int from meeting_people where meeting_people.meeting_id = meetings.id
          and meeting_people.excused_at is not null)`.as('excused'),
      )
      .execute(),
  ]);
  return groups.map(({ id, name, quorum }) => {
    const [own, coming] = [seats.filter(({ groupId }) => groupId === id), next.find(({ groupId }) => groupId === id)];
    const leads = own.filter(({ role, standing }) => (role === 'leader' || role === 'coLeader') && standing !== 'candidate');
    return {
      ...{ id, name, quorum, seats: own.length },
      leaders: leads.map((seat) => seat.name),
      nextAt: coming?.at.getTime() ?? null,
      excused: coming?.excused ?? 0,
    };
  });
}
