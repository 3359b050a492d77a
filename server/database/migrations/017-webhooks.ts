// Webhooks: where a program's news goes to, sealed with the secret that signs it, and how far each piece of news came. None of it names a person.
import { type Kysely, sql } from 'kysely';

const statements = [
  `create table webhooks (
    id text primary key,
    program_id text not null references programs (id),
    name text not null,
    sealed text not null,
    kinds text not null,
    by_account text,
    made_at timestamptz not null,
    paused_at timestamptz,
    failing_since timestamptz
  )`,
  'create index webhooks_of_program on webhooks (program_id)',
  `create table webhook_deliveries (
    id text primary key,
    webhook_id text not null references webhooks (id),
    kind text not null,
    data text not null,
    happened_at timestamptz not null,
    state text not null check (state in ('waiting', 'sending', 'delivered', 'givenUp')),
    tries integer not null default 0,
    due_at timestamptz not null,
    leased_until timestamptz,
    tried_at timestamptz,
    status integer,
    trouble text,
    done_at timestamptz,
    check ((state = 'sending') = (leased_until is not null)),
    check ((state in ('delivered', 'givenUp')) = (done_at is not null))
  )`,
  'create index webhook_deliveries_of_webhook on webhook_deliveries (webhook_id, happened_at desc)',
  `create index webhook_deliveries_due on webhook_deliveries (due_at) where state in ('waiting', 'sending')`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
