// How long a meeting was put off beyond its planned end by those who led it (R9.1).
import { type Kysely, sql } from 'kysely';

const statement = `alter table meetings
  add column extended_minutes integer not null default 0 check (extended_minutes between 0 and 30)`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statement).execute(db);
}
