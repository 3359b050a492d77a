// Closes a group or a whole program, and opens it again. What is closed can be read by whoever could read it; nobody comes in, nothing is planned.
// The same personal links work again once it is open.
import { sql } from 'kysely';
import type { Closing } from '../../shared/protocol/program/closing.ts';
import type { Database } from '../database/database.ts';
import { cancelComing } from '../dates/cancel-coming.ts';
import { fault, Refused } from '../ports/refused.ts';
import type { Changer, SeatsChanged } from '../ports/rosters.ts';
import type { Records } from './in-one.ts';
import { noteAct } from './note-act.ts';
import type { RosterParts } from './sql-new-group.ts';

type Of = { readonly groupId: string } | { readonly programId: string };
type Parts = Pick<RosterParts, 'clock' | 'mail'>;

/** What closing would end now: said before it is asked for, and again with the wish. */
export async function closingOf(db: Database | Records, of: Of, now: number): Promise<Closing> {
  const here =
    'groupId' in of
      ? sql`groups.id = ${of.groupId} and groups.closed_at is null`
      : sql`groups.program_id = ${of.programId} and groups.closed_at is null`;
  const { rows } = await sql<Closing>`select
    (select count(*)::int from groups where ${here}) as groups,
    (select count(*)::int from meetings join series on series.id = meetings.series_id join groups on groups.id = series.group_id
      where ${here} and meetings.local_start is not null and meetings.closed_at is null and meetings.cancelled_at is null
      and meetings.ends_at > ${new Date(now)}) as meetings,
    (select count(distinct seats.person_id)::int from seats join groups on groups.id = seats.group_id
      where ${here} and seats.left_at is null and seats.meeting_id is null) as people`.execute(db);
  return rows[0] ?? { groups: 0, meetings: 0, people: 0 };
}

export async function closeGroup(
  records: Records,
  parts: Parts,
  groupId: string,
  from: Closing,
  by: Changer,
): Promise<SeatsChanged | Refused> {
  const group = await records
    .selectFrom('groups')
    .where('id', '=', groupId)
    .select('closed_at')
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (group.closed_at !== null || !isSame(await closingOf(records, { groupId }, parts.clock.now()), from))
    return new Refused('stale');
  return endGroup(records, parts, groupId, by);
}

/** All of its groups, and the program itself. */
export async function closeProgram(
  records: Records,
  parts: Parts,
  programId: string,
  from: Closing,
  byAccount: string,
): Promise<SeatsChanged | Refused> {
  const program = await records
    .selectFrom('programs')
    .where('id', '=', programId)
    .select('closed_at')
    .forUpdate()
    .executeTakeFirstOrThrow();
  const groups = await records
    .selectFrom('groups')
    .where('program_id', '=', programId)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .select('id')
    .forUpdate()
    .execute();
  const now = parts.clock.now();
  if (program.closed_at !== null || !isSame(await closingOf(records, { programId }, now), from)) return new Refused('stale');
  const ended: string[] = [];
  for (const { id } of groups) ended.push(...(await endGroup(records, parts, id, { programId, accountId: byAccount })).ended);
  await records
    .updateTable('programs')
    .set({ closed_at: new Date(now) })
    .where('id', '=', programId)
    .execute();
  await noteAct(records, { programId, byAccount, act: 'program-closed', object: programId });
  return { ended };
}

export async function reopenGroup(records: Records, groupId: string, by: Changer): Promise<Refused | null> {
  const group = await records
    .selectFrom('groups')
    .leftJoin('programs', 'programs.id', 'groups.program_id')
    .where('groups.id', '=', groupId)
    .select(['groups.name', 'groups.closed_at as closedAt', 'programs.closed_at as programClosedAt'])
    .forUpdate('groups')
    .executeTakeFirstOrThrow();
  if (group.closedAt === null) return null;
  if (group.programClosedAt !== null) return fault('program', 'program-closed');
  const other = await records
    .selectFrom('groups')
    .where('program_id', '=', by.programId)
    .where('closed_at', 'is', null)
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', eb.fn<string>('lower', [eb.val(group.name)])))
    .select('id')
    .executeTakeFirst();
  if (other) return fault('name', 'name-taken');
  await records.updateTable('groups').set({ closed_at: null }).where('id', '=', groupId).execute();
  await noteAct(records, { programId: by.programId, groupId, byAccount: by.accountId, act: 'group-reopened', object: groupId });
  return null;
}

/** Its groups stay closed until each is opened. */
export async function reopenProgram(records: Records, programId: string, byAccount: string): Promise<void> {
  const opened = await records
    .updateTable('programs')
    .set({ closed_at: null })
    .where('id', '=', programId)
    .where('closed_at', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  if (opened) await noteAct(records, { programId, byAccount, act: 'program-reopened', object: programId });
}

type By = Pick<Changer, 'programId' | 'accountId'>;

async function endGroup(records: Records, { clock, mail }: Parts, groupId: string, by: By): Promise<SeatsChanged> {
  const now = clock.now();
  const series = await records.selectFrom('series').where('group_id', '=', groupId).select('id').execute();
  const ids = series.map(({ id }) => id);
  await cancelComing(records, groupId, ids, { now, mail, evenBegun: true });
  await records
    .updateTable('groups')
    .set({ closed_at: new Date(now) })
    .where('id', '=', groupId)
    .execute();
  const seats = await records
    .selectFrom('seats')
    .where('group_id', '=', groupId)
    .where('left_at', 'is', null)
    .select('ref')
    .execute();
  const ended = seats.map(({ ref }) => ref);
  if (ended.length > 0)
    await records
      .updateTable('sessions')
      .set({ revoked_at: new Date(now) })
      .where('seat_ref', 'in', ended)
      .where('revoked_at', 'is', null)
      .execute();
  await noteAct(records, { programId: by.programId, groupId, byAccount: by.accountId, act: 'group-closed', object: groupId });
  return { ended };
}

function isSame(one: Closing, other: Closing): boolean {
  return one.groups === other.groups && one.meetings === other.meetings && one.people === other.people;
}
