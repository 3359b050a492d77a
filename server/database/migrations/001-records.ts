// The first shape of the records. Plain SQL that PostgreSQL 15 understands; ids are made by the app.
import { type Kysely, sql } from 'kysely';

const statements = [
  'create table people (id text primary key, full_name text not null, short_name text not null)',
  'create table groups (id text primary key, name text not null)',
  `create table series (
    id text primary key,
    group_id text not null references groups (id),
    form jsonb not null,
    contract text not null,
    meeting_minutes integer not null check (meeting_minutes > 0),
    meets_freely boolean not null,
    created_at timestamptz not null
  )`,
  'create index series_of_group on series (group_id, created_at)',
  `create table seats (
    ref text primary key,
    group_id text not null references groups (id),
    person_id text not null references people (id),
    position integer not null,
    role text not null check (role in ('leader', 'coLeader', 'member', 'observer')),
    link_version integer not null default 1,
    credential text,
    unique (group_id, person_id),
    unique (group_id, position)
  )`,
  `create table meetings (
    id text primary key,
    series_id text not null references series (id),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    closed_at timestamptz,
    check (ends_at > starts_at)
  )`,
  'create index meetings_of_series on meetings (series_id, starts_at)',
  `create table contract_acceptances (
    series_id text not null references series (id),
    person_id text not null references people (id),
    accepted_at timestamptz not null,
    primary key (series_id, person_id)
  )`,
  `create table sessions (
    hash text primary key,
    seat_ref text not null references seats (ref),
    created_at timestamptz not null,
    revoked_at timestamptz
  )`,
  'create index sessions_of_seat on sessions (seat_ref, created_at)',
  `create table attendance (
    meeting_id text not null references meetings (id),
    person_id text not null references people (id),
    attended_as text not null check (attended_as in ('leader', 'member', 'observer')),
    minutes integer not null check (minutes >= 0),
    place text not null check (place in ('screen', 'room')),
    credential text,
    primary key (meeting_id, person_id)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
