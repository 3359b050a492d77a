// A mail that was taken can come back: for good, or only late.
import { type Kysely, sql } from 'kysely';

const statements = [
  `alter table mails
    drop constraint mails_state_check,
    add constraint mails_state_check
      check (state in ('waiting', 'sending', 'sent', 'refused', 'bounced', 'unsure', 'dropped')),
    add column delays integer not null default 0,
    add column bounce_uid bigint`,
  "create index mails_that_came_back on mails (person_id) where state in ('refused', 'bounced')",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
