// Seats for one meeting alone (R6.1).
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table seats add column meeting_id text references meetings (id)`.execute(db);
}
