// What a leader enters and corrects beside what a room has counted, and the keys by which other systems read it.
import { type Kysely, sql } from 'kysely';

const statements = [
  // A correction may find more minutes than the room has seen; never more than the meeting had, which whoever corrects is held to.
  `do $$ declare name text; begin
    for name in select conname from pg_constraint where conrelid = 'attendance'::regclass and contype = 'c'
      and pg_get_constraintdef(oid) like '%credit_minutes%' loop
      execute format('alter table attendance drop constraint %I', name);
    end loop;
  end $$`,
  `alter table attendance
    add column changed_at timestamptz not null default clock_timestamp(),
    add check (credit_minutes between 0 and 600)`,
  'create index attendance_changed on attendance (changed_at, meeting_id, person_id)',
  `create table attendance_corrections (
    id text primary key,
    meeting_id text not null references meetings (id),
    person_id text not null references people (id),
    number integer not null check (number > 0),
    minutes_before integer check (minutes_before between 0 and 600),
    minutes_after integer not null check (minutes_after between 0 and 600),
    place_before text check (place_before in ('screen', 'room')),
    place_after text not null check (place_after in ('screen', 'room')),
    reason text not null check (length(btrim(reason)) between 3 and 200),
    by_account text,
    by_person text,
    made_at timestamptz not null,
    unique (meeting_id, person_id, number)
  )`,
  'create index corrections_of_person on attendance_corrections (person_id)',
  `create table api_keys (
    id text primary key,
    program_id text not null references programs (id),
    name text not null check (length(name) between 1 and 80),
    hash text not null unique,
    scopes text not null,
    by_account text,
    made_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > made_at),
    used_at timestamptz,
    revoked_at timestamptz
  )`,
  'create index api_keys_of_program on api_keys (program_id, made_at)',
  `create table done_requests (
    key_id text not null references api_keys (id),
    name text not null check (length(name) between 1 and 200),
    request_hash text not null,
    status integer,
    answer text,
    made_at timestamptz not null,
    primary key (key_id, name)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
