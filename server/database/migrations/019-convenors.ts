// Who is to convene a meeting of a group without leaders: one of its people at most, named ahead.
import { type Kysely, sql } from 'kysely';

const statements = [
  'alter table meeting_people add column convenes boolean not null default false',
  'create unique index meeting_people_convenor on meeting_people (meeting_id) where convenes',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
