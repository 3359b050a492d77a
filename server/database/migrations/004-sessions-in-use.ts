// When a session was last used, to the hour, and when one on somebody else's computer ends.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sessions add column used_at timestamptz, add column ends_at timestamptz`.execute(db);
}
