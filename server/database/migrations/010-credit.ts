// What credit asks for: from when to when somebody was there, and the minutes within the planned hours; of the cases, their number alone (R9.1).
import { type Kysely, sql } from 'kysely';

const statements = [
  `alter table attendance
    add column first_in timestamptz,
    add column last_out timestamptz,
    add column credit_minutes integer check (credit_minutes between 0 and minutes),
    add column source text not null default 'room' check (source in ('room', 'entered')),
    add check (first_in <= last_out)`,
  'alter table meetings add column cases_held integer check (cases_held between 0 and 9)',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
