// What the home page shows of seats beside their groups and dates: the reminders their people like, and who manages the group.
import { type Kysely, sql } from 'kysely';
import type { HomeSeat } from '../../shared/protocol/program/me.ts';
import type { Tables } from '../database/tables.ts';
import type { HomeFacts } from '../ports/sign-in.ts';

export async function homeFacts(db: Kysely<Tables>, refs: readonly string[], accountId: string | null): Promise<HomeFacts[]> {
  if (refs.length === 0) return [];
  const leads = sql<boolean>`seats.role in ('leader', 'coLeader') and seats.standing is distinct from 'candidate'
    and people.account_id is not null and people.account_id = ${accountId}`;
  return db
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .where('seats.ref', 'in', [...refs])
    .select(['seats.ref', 'people.reminders'])
    .select([sql<boolean>`seats.meeting_id is not null`.as('isGuest'), leads.as('manages')])
    .execute();
}

export async function keepReminders(db: Kysely<Tables>, ref: string, reminders: HomeSeat['reminders']): Promise<void> {
  await db
    .updateTable('people')
    .set({ reminders })
    .where('id', '=', (eb) => eb.selectFrom('seats').select('person_id').where('ref', '=', ref))
    .execute();
}
