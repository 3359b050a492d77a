// A mark of the secret with which these records are used, so that a start with another one says so.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table secret_mark (
    id boolean primary key default true check (id),
    mark text not null,
    noted_at timestamptz not null
  )`.execute(db);
}
