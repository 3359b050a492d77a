// Certificates: what each says is kept as it was, the paper is drawn from it again. Of its code only a hash. And what somebody who leads enters in
// their own log: kind, day, minutes and a number of cases, which a supervisor confirms; not one word.
import { type Kysely, sql } from 'kysely';

const day = "~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'";

const statements = [
  `create table certificates (
    id text primary key,
    program_id text not null references programs (id),
    group_id text not null references groups (id),
    person_id text not null references people (id),
    number text not null,
    code_hash text not null unique check (code_hash ~ '^[0-9a-f]{64}$'),
    layout text not null check (layout in ('plain', 'abs', 'ukAnz', 'german')),
    from_day text not null check (from_day ${day}),
    to_day text not null check (to_day ${day}),
    facts text not null,
    facts_hash text not null check (facts_hash ~ '^[0-9a-f]{64}$'),
    made_by text,
    made_at timestamptz not null,
    withdrawn_by text,
    withdrawn_at timestamptz,
    withdrawn_reason text check (length(withdrawn_reason) between 3 and 200),
    unique (program_id, number),
    check (from_day <= to_day),
    check ((withdrawn_at is null) = (withdrawn_reason is null))
  )`,
  // Pressed twice, or in two tabs, the same is made once.
  `create unique index certificates_once on certificates (group_id, person_id, layout, from_day, to_day) where withdrawn_at is null`,
  'create index certificates_of_person on certificates (person_id)',
  `create table credential_entries (
    id text primary key,
    person_id text not null references people (id),
    meeting_id text references meetings (id),
    kind text not null check (kind in ('led', 'coLed', 'member', 'observed', 'supervision', 'intensive')),
    on_day text not null check (on_day ${day}),
    minutes integer not null check (minutes between 1 and 6000),
    cases integer check (cases between 0 and 9),
    place text not null check (place in ('room', 'screen')),
    made_at timestamptz not null,
    confirmed_by text references people (id),
    confirmed_at timestamptz,
    check (confirmed_by is null or confirmed_at is not null),
    check (confirmed_by <> person_id)
  )`,
  'create unique index credential_entries_once on credential_entries (person_id, meeting_id) where meeting_id is not null',
  'create index credential_entries_of_person on credential_entries (person_id)',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
