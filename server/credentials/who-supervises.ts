// Who supervises whom: a supervisor's and a leader in training's living seats in one group.
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

interface Card {
  readonly id: string;
  readonly name: string;
}
export interface Supervision {
  readonly groupId: string;
  readonly candidate: Card;
  readonly supervisor: Card;
}

/** All in which one of these cards is the candidate or the supervisor. */
export async function supervisionsOf(db: Kysely<Tables>, cards: readonly string[]): Promise<readonly Supervision[]> {
  const own = sql.join(['', ...cards]);
  const { rows } = await sql<{
    group: string;
    candidate: string;
    candidate_name: string;
    supervisor: string;
    supervisor_name: string;
  }>`
    select t.group_id as group, c.id as candidate, c.full_name as candidate_name, s.id as supervisor, s.full_name as supervisor_name
      from seats t join seats v on v.group_id = t.group_id join people c on c.id = t.person_id join people s on s.id = v.person_id
      where t.standing = 'candidate' and v.standing = 'supervisor' and t.left_at is null and v.left_at is null
        and t.meeting_id is null and v.meeting_id is null and c.id <> s.id and c.erased_at is null and s.erased_at is null
        and (c.id in (${own}) or s.id in (${own}))
      order by c.full_name, c.id, s.full_name, s.id`.execute(db);
  return rows.map((row) => ({
    groupId: row.group,
    candidate: { id: row.candidate, name: row.candidate_name },
    supervisor: { id: row.supervisor, name: row.supervisor_name },
  }));
}
