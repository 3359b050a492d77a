// The outbox: a mail is queued in the transaction that causes it, and the same notice only once. What it says is sealed, since it may hold a link.
import { type Kysely, sql } from 'kysely';

const statements = [
  `create table mails (
    id text primary key,
    program_id text references programs (id),
    group_id text references groups (id),
    person_id text references people (id),
    kind text not null,
    about text not null,
    sequence integer not null default 0,
    address text not null,
    sealed text,
    state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'unsure', 'dropped')),
    tries integer not null default 0,
    due_at timestamptz not null,
    leased_until timestamptz,
    expires_at timestamptz,
    answer text check (length(answer) <= 200),
    made_at timestamptz not null,
    done_at timestamptz,
    unique (kind, about, address, sequence)
  )`,
  "create index mails_to_send on mails (due_at) where state in ('waiting', 'sending')",
  'create index mails_of_program on mails (program_id, made_at)',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
