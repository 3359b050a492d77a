// Sealed marks, and the records' halves of the rooms' keys; both are deleted when the meeting is closed (R9.2). What `log_marks` still holds of
// meetings that are on is read, but nothing is written there any more; a later migration removes it.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table sealed_marks (
    meeting_id text primary key references meetings (id),
    sealed text not null,
    noted_at timestamptz not null
  )`.execute(db);
  await sql`create table key_halves (
    meeting_id text primary key references meetings (id),
    half text not null
  )`.execute(db);
}
