// What is kept and until when: work that one server does at a time, files that still hold what was deleted, and what a group may keep after its
// meetings. A turn at a form is a keyed hash and an answer has no time: nothing leads from one to the other.
import { type Kysely, sql } from 'kysely';

const statements = [
  // A note on a pair outlasts the leader who wrote it.
  'alter table pair_notes alter column noted_by drop not null',
  'create table jobs (name text primary key, leased_until timestamptz, done_at timestamptz)',
  'create table clearings (table_name text primary key, asked_at timestamptz not null)',
  'alter table groups add column keeps_rotation boolean not null default false',
  `create table rotation (
    series_id text not null references series (id),
    person_id text not null references people (id),
    on_date text not null check (on_date ~ '^\\d{4}-\\d{2}-\\d{2}$'),
    wishes_to_return boolean not null default false,
    primary key (series_id, person_id, on_date)
  )`,
  'create index rotation_of_person on rotation (person_id)',
  `create table survey_forms (
    id text primary key,
    group_id text not null references groups (id),
    items jsonb not null,
    made_at timestamptz not null,
    ended_at timestamptz
  )`,
  'create unique index living_survey_form on survey_forms (group_id) where ended_at is null',
  `create table survey_turns (
    who text primary key,
    meeting_id text not null references meetings (id)
  )`,
  'create index turns_of_meeting on survey_turns (meeting_id)',
  `create table survey_answers (
    id text primary key,
    form_id text not null references survey_forms (id),
    answers jsonb not null,
    is_shown boolean not null
  )`,
  'create index answers_of_form on survey_answers (form_id)',
  `create table research_asks (
    id text primary key,
    group_id text not null references groups (id),
    text text not null check (length(text) between 1 and 600),
    made_at timestamptz not null,
    ended_at timestamptz
  )`,
  'create unique index living_research_ask on research_asks (group_id) where ended_at is null',
  'alter table consents add column ask_id text references research_asks (id)',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
