// A program as its coordinators see it: its groups with their next date, and how many people it has.
import { sql } from 'kysely';
import type { GroupRow, ProgramView } from '../../shared/protocol/program/people.ts';
import type { Database } from '../database/database.ts';
import { programTerm } from '../database/program-term.ts';

export async function programView(db: Database, programId: string, now: number, sendsMail: boolean): Promise<ProgramView> {
  const [{ closed_at: closedAt, deleted_at: deletedAt, ...program }, staff, people, groups, closed] = await Promise.all([
    db
      .selectFrom('programs')
      .where('id', '=', programId)
      .select(['id', 'name', 'language', 'zone', 'keep_years as keepYears', 'closed_at'])
      .select(programTerm.as('deleted_at'))
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
    db
      .selectFrom('groups')
      .where('program_id', '=', programId)
      .where('closed_at', 'is not', null)
      .orderBy('closed_at', 'desc')
      .select(['id', 'name', 'closed_at as closedAt'])
      .execute(),
  ]);
  return {
    ...program,
    coordinators: staff.map(({ address, invited_at }) => ({ address, since: invited_at.getTime() })),
    groups,
    closedGroups: closed.map((one) => ({ ...one, closedAt: one.closedAt?.getTime() ?? 0 })),
    closedAt: closedAt?.getTime() ?? null,
    deletedAt: deletedAt?.getTime() ?? null,
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
      .select(sql<number>`coalesce(meetings.quorum, series.quorum)`.as('quorum'))
      .select(
        sql<number>`(select count(*)::int from meeting_people where meeting_people.meeting_id = meetings.id
          and meeting_people.excused_at is not null)`.as('excused'),
      )
      .execute(),
  ]);
  return groups.map(({ id, name }) => {
    const [own, coming] = [seats.filter(({ groupId }) => groupId === id), next.find(({ groupId }) => groupId === id)];
    const leads = own.filter(({ role, standing }) => (role === 'leader' || role === 'coLeader') && standing !== 'candidate');
    return {
      ...{ id, name, seats: own.length },
      quorum: coming?.quorum ?? 1,
      leaders: leads.map((seat) => seat.name),
      nextAt: coming?.at.getTime() ?? null,
      excused: coming?.excused ?? 0,
    };
  });
}
