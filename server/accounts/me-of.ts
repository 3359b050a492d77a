// What the pages tell somebody about their own account.
import { type Kysely, sql } from 'kysely';
import type { Me } from '../../shared/protocol/program/me.ts';
import type { Tables } from '../database/tables.ts';

export async function meOf(db: Kysely<Tables>, accountId: string): Promise<Omit<Me, 'endsWithBrowser'>> {
  const account = await db.selectFrom('accounts').where('id', '=', accountId).select(['language', 'zone']).executeTakeFirst();
  const addresses = await db
    .selectFrom('account_addresses')
    .where('account_id', '=', accountId)
    .orderBy('proved_at')
    .orderBy('address')
    .select('address')
    .execute();
  const programs = await db
    .selectFrom('program_staff')
    .innerJoin('programs', 'programs.id', 'program_staff.program_id')
    .where('program_staff.ended_at', 'is', null)
    .where('programs.closed_at', 'is', null)
    .where('program_staff.address', 'in', (eb) =>
      eb.selectFrom('account_addresses').select('address').where('account_id', '=', accountId),
    )
    .orderBy(sql`lower(programs.name)`)
    .select(['programs.id', 'programs.name'])
    .execute();
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
    language: account?.language ?? null,
    zone: account?.zone ?? null,
    programs,
    ledGroups,
    mayMakeGroup: programs.length === 0,
  };
}
