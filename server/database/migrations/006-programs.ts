// Programs, the people of a program, and what a group is beyond a name. Every old row stays valid: a group without a program is the trial's.
// The old uniques on seats would forbid leaving and coming back; a seat that was left keeps its place for its person (R5.2).
import { type Kysely, sql } from 'kysely';

const address = `~ '^[^@[:space:][:upper:]]+@[^@[:space:][:upper:]]+$'`;

const statements = [
  `create table programs (
    id text primary key,
    name text not null check (length(name) between 1 and 80),
    language text not null check (language ~ '^[a-z]{2}$'),
    zone text not null,
    keep_years integer not null default 10 check (keep_years between 3 and 30),
    made_at timestamptz not null,
    closed_at timestamptz
  )`,
  `create table program_staff (
    program_id text not null references programs (id),
    address text not null check (address ${address}),
    role text not null check (role = 'coordinator'),
    invited_at timestamptz not null,
    ended_at timestamptz,
    primary key (program_id, address)
  )`,
  `alter table people
    add column program_id text references programs (id),
    add column account_id text,
    add column address text check (address ${address}),
    add column proved_at timestamptz,
    add column language text check (language ~ '^[a-z]{2}$'),
    add column zone text,
    add column workplace text,
    add column outside_ref text,
    add column feed_version integer not null default 1,
    add column reminders text not null default 'both' check (reminders in ('both', 'day', 'hours', 'none')),
    add column left_at timestamptz,
    add column erased_at timestamptz`,
  'create unique index person_of_address on people (program_id, address) where left_at is null',
  'create unique index person_of_outside_ref on people (program_id, outside_ref) where left_at is null',
  'create index people_of_account on people (account_id)',
  `alter table groups
    add column program_id text references programs (id),
    add column zone text not null default 'UTC',
    add column language text not null default 'en' check (language ~ '^[a-z]{2}$'),
    add column membership text not null default 'closed' check (membership in ('closed', 'slowOpen')),
    add column seats_wanted integer not null default 8 check (seats_wanted between 3 and 12),
    add column made_at timestamptz,
    add column closed_at timestamptz`,
  'create unique index group_of_name on groups (program_id, lower(name)) where closed_at is null',
  `alter table seats
    add column standing text check (standing in ('candidate', 'supervisor')),
    add column joined_at timestamptz,
    add column left_at timestamptz,
    add check (standing is distinct from 'candidate' or role in ('coLeader', 'observer')),
    add check (standing is distinct from 'supervisor' or role = 'observer')`,
  'alter table seats drop constraint seats_group_id_person_id_key',
  'alter table seats drop constraint seats_group_id_position_key',
  'create unique index seat_of_person on seats (group_id, person_id) where left_at is null and meeting_id is null',
  'create unique index seat_at_position on seats (group_id, position) where left_at is null and meeting_id is null',
  'create index seats_of_person on seats (person_id)',
  `create table supervisions (
    candidate_id text not null references people (id),
    supervisor_id text not null references people (id),
    began_at timestamptz not null,
    ended_at timestamptz,
    primary key (candidate_id, supervisor_id, began_at),
    check (candidate_id <> supervisor_id)
  )`,
  `create table pair_notes (
    id text primary key,
    program_id text not null references programs (id),
    one_id text not null references people (id),
    other_id text not null references people (id),
    kind text not null check (kind in ('workTogether', 'dualRelation', 'related', 'other')),
    noted_by text not null references people (id),
    noted_at timestamptz not null,
    ended_at timestamptz,
    check (one_id < other_id)
  )`,
  'create unique index living_pair_note on pair_notes (one_id, other_id, kind) where ended_at is null',
  `create table acts (
    id text primary key,
    program_id text not null references programs (id),
    group_id text references groups (id),
    by_account text,
    by_person text,
    act text not null,
    object text not null,
    done_at timestamptz not null
  )`,
  'create index acts_of_program on acts (program_id, done_at)',
  `create table imports (
    id text primary key,
    program_id text not null references programs (id),
    made_by text not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    rows jsonb not null,
    faults jsonb not null,
    applied_at timestamptz
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
