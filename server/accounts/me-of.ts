// What the pages tell somebody about their own account.
import { type Kysely, sql } from 'kysely';
import type { Me } from '../../shared/protocol/program/me.ts';
import { isStopped } from '../database/stopped-addresses.ts';
import type { Tables } from '../database/tables.ts';

export async function meOf(db: Kysely<Tables>, accountId: string): Promise<Omit<Me, 'endsWithBrowser'>> {
  const account = await db.selectFrom('accounts').where('id', '=', accountId).select(['language', 'zone']).executeTakeFirst();
  const addresses = await db
    .selectFrom('account_addresses')
    .where('account_id', '=', accountId)
    .orderBy('is_first', 'desc')
    .orderBy('proved_at')
    .orderBy('address')
    .select(['address', isStopped(sql.ref('account_addresses.address')).as('isStopped')])
    .execute();
  const programs = await programsOf(db, accountId);
  const closedGroups = await closedGroupsOf(db, accountId);
  const ledGroups = await db
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .innerJoin('groups', 'groups.id', 'seats.group_id')
    .where('people.account_id', '=', accountId)
    .where('people.left_at', 'is', null)
    .where('seats.role', 'in', ['leader', 'coLeader'])
    .where(sql<boolean>`seats.standing is distinct from 'candidate'`)
    .where('seats.left_at', 'is', null)
    .where('seats.meeting_id', 'is', null)
    .where('groups.closed_at', 'is', null)
    .groupBy(['groups.id', 'groups.name'])
    .orderBy(sql`lower(groups.name)`)
    .select(['groups.id', 'groups.name'])
    .execute();
  return {
    addresses: addresses.map(({ address }) => address),
    stopped: addresses.filter((one) => one.isStopped).map(({ address }) => address),
    language: account?.language ?? null,
    zone: account?.zone ?? null,
    programs,
    ledGroups,
    closedGroups,
    mayMakeGroup: programs.every(({ isClosed }) => isClosed),
  };
}

/** As coordinator; or as a leader of a program that nobody coordinates, who then does (programs/sql-roles.ts). */
async function programsOf(db: Kysely<Tables>, accountId: string): Promise<Me['programs']> {
  const { rows } = await sql<Me['programs'][number]>`
    select id, name, closed_at is not null as "isClosed" from programs
    where exists (select 1 from program_staff staff join account_addresses own on own.address = staff.address
        where staff.program_id = programs.id and staff.ended_at is null and own.account_id = ${accountId})
      or (not exists (select 1 from program_staff staff where staff.program_id = programs.id and staff.ended_at is null)
        and exists (select 1 from seats join people on people.id = seats.person_id join groups on groups.id = seats.group_id
          where groups.program_id = programs.id and people.account_id = ${accountId} and people.left_at is null and seats.left_at is null
          and seats.meeting_id is null and seats.standing is null and seats.role in ('leader', 'coLeader')))
    order by closed_at is not null, lower(name), id`.execute(db);
  return rows;
}

/** In which this account has a seat: there to be read. */
function closedGroupsOf(db: Kysely<Tables>, accountId: string): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('groups')
    .where('closed_at', 'is not', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('seats')
          .innerJoin('people', 'people.id', 'seats.person_id')
          .whereRef('seats.group_id', '=', 'groups.id')
          .where('people.account_id', '=', accountId)
          .where('people.left_at', 'is', null)
          .where('seats.left_at', 'is', null)
          .where('seats.meeting_id', 'is', null)
          .select('seats.ref'),
      ),
    )
    .orderBy('closed_at', 'desc')
    .select(['id', 'name'])
    .execute();
}
