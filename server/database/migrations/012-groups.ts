// A series that changes while it runs leaves the meetings that have begun as they were; an account has several addresses, one of them first, and
// a mail's link may prove one more.
import { type Kysely, sql } from 'kysely';

const statements = [
  // Null: as the series says.
  `alter table meetings
    add column quorum integer check (quorum between 1 and 12),
    add column door_minutes integer check (door_minutes between 0 and 120),
    add column leaders_minutes integer check (leaders_minutes between 0 and 240)`,
  'alter table account_addresses add column is_first boolean not null default false',
  `update account_addresses set is_first = true where address in (
    select distinct on (account_id) address from account_addresses order by account_id, proved_at, address)`,
  'create unique index first_address_of_account on account_addresses (account_id) where is_first',
  // Such a link signs nobody in: the address becomes this account's.
  'alter table sign_in_links add column for_account text references accounts (id)',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
