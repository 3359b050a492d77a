// How far the log of each meeting that is on had come when the records were last told; deleted when the meeting is closed (R9.2).
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table log_marks (
    meeting_id text primary key references meetings (id),
    version integer not null check (version > 0),
    command_id text not null,
    noted_at timestamptz not null
  )`.execute(db);
}
