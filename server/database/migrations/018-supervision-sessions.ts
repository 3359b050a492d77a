// With whom a supervision was that somebody entered in their log; and since when those who sit together as supervisor and leader in training do so.
import { type Kysely, sql } from 'kysely';

const statements = [
  `alter table credential_entries
    add column with_id text references people (id),
    add check (with_id is null or (kind = 'supervision' and meeting_id is null)),
    add check (with_id <> person_id)`,
  'create unique index supervision_that_lasts on supervisions (candidate_id, supervisor_id) where ended_at is null',
  `insert into supervisions (candidate_id, supervisor_id, began_at)
    select t.person_id, v.person_id, min(greatest(coalesce(t.joined_at, v.joined_at, g.made_at, now()), coalesce(v.joined_at, t.joined_at, g.made_at, now())))
    from seats t join seats v on v.group_id = t.group_id join groups g on g.id = t.group_id
    where t.standing = 'candidate' and v.standing = 'supervisor' and t.left_at is null and v.left_at is null
      and t.meeting_id is null and v.meeting_id is null and t.person_id <> v.person_id
    group by 1, 2
    on conflict do nothing`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
