// Series with a rule, meetings that keep their wall time and zone beside the instant, excuses, and the contract's versions with who agreed to them.
// What an older server still writes during the upgrade (`contract_acceptances`) stays and is still read.
import { type Kysely, sql } from 'kysely';

const statements = [
  `alter table series
    add column name text,
    add column zone text,
    add column rule jsonb,
    add column first_minutes integer check (first_minutes > 0),
    add column quorum integer not null default 1 check (quorum between 1 and 12),
    add column door_minutes integer not null default 15 check (door_minutes between 0 and 120),
    add column leaders_minutes integer not null default 30 check (leaders_minutes between 0 and 240),
    add column ended_at timestamptz`,
  `alter table meetings
    add column number integer,
    add column local_start text check (local_start ~ '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$'),
    add column zone text,
    add column fold text not null default 'only' check (fold in ('only', 'first', 'second')),
    add column tz_data text,
    add column sequence integer not null default 0,
    add column place text not null default 'screen' check (place in ('screen', 'room', 'both')),
    add column changed_at timestamptz,
    add column cancelled_at timestamptz,
    add check ((local_start is null) = (zone is null))`,
  'create unique index meeting_of_number on meetings (series_id, number)',
  'create unique index meeting_at_hour on meetings (series_id, starts_at) where cancelled_at is null and local_start is not null',
  `create table meeting_people (
    meeting_id text not null references meetings (id),
    person_id text not null references people (id),
    place text check (place in ('screen', 'room')),
    excused_at timestamptz,
    primary key (meeting_id, person_id)
  )`,
  `create table contracts (
    id text primary key,
    group_id text not null references groups (id),
    version integer not null check (version > 0),
    language text not null check (language ~ '^[a-z]{2}$'),
    text text not null check (length(text) between 1 and 20000),
    text_hash text not null,
    made_at timestamptz not null,
    unique (group_id, version, language)
  )`,
  `create table agreements (
    series_id text not null references series (id),
    person_id text not null references people (id),
    contract_id text not null references contracts (id),
    agreed_at timestamptz not null,
    text_hash text not null,
    primary key (series_id, person_id, contract_id)
  )`,
  `create table consents (
    id text primary key,
    group_id text not null references groups (id),
    meeting_id text references meetings (id),
    person_id text not null references people (id),
    kind text not null check (kind in ('observer', 'research', 'supervision')),
    about_id text references people (id),
    said text not null check (said in ('yes', 'no', 'withdrawn')),
    said_at timestamptz not null
  )`,
  'create index consents_of_group on consents (group_id, meeting_id, said_at)',
  // The text that the newest series of each group holds becomes its contract's first version.
  `insert into contracts (id, group_id, version, language, text, text_hash, made_at)
    select substr(encode(sha256(convert_to('contract ' || group_id, 'UTF8')), 'hex'), 1, 18), group_id, 1, 'en', contract,
      encode(sha256(convert_to(contract, 'UTF8')), 'hex'), created_at
    from (select distinct on (group_id) group_id, contract, created_at from series order by group_id, created_at desc) as newest`,
  `insert into agreements (series_id, person_id, contract_id, agreed_at, text_hash)
    select a.series_id, a.person_id, c.id, a.accepted_at, c.text_hash
    from contract_acceptances a join series s on s.id = a.series_id join contracts c on c.group_id = s.group_id and c.text = s.contract`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
