// In which zones the people of a group read their dates: the group's own first.
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { readZone } from '../dates/zones.ts';

const mostZones = 12;

export async function zonesOf(db: Database, groupId: string): Promise<[string, ...string[]]> {
  const { zone } = await db.selectFrom('groups').where('id', '=', groupId).select('zone').executeTakeFirstOrThrow();
  const people = await db
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .leftJoin('accounts', 'accounts.id', 'people.account_id')
    .where('seats.group_id', '=', groupId)
    .where('seats.left_at', 'is', null)
    .where('seats.meeting_id', 'is', null)
    .orderBy('seats.position')
    .select(sql<string | null>`coalesce(people.zone, accounts.zone)`.as('zone'))
    .execute();
  const others = people.flatMap((person) => readZone(person.zone ?? '') ?? []);
  const [, ...rest] = [...new Set([zone, ...others])].slice(0, mostZones);
  return [zone, ...rest];
}
