// Addresses that mails came back from for good, to which nothing more is sent; and a mail that was therefore not sent.
import { type Kysely, sql } from 'kysely';

const statements = [
  `create table stopped_addresses (
    address text primary key,
    since timestamptz not null,
    answer text not null
  )`,
  `alter table mails
    drop constraint mails_state_check,
    add constraint mails_state_check
      check (state in ('waiting', 'sending', 'sent', 'refused', 'bounced', 'stopped', 'unsure', 'dropped'))`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
