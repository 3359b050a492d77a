// Who supervises whom follows from seats: a supervisor's and a leader in training's lasting ones in one group. Since when and until when is kept,
// so that a supervision can be entered with whom it was (R13.5).
import { sql } from 'kysely';
import type { Records } from './in-one.ts';

/** Rows of `group_id`, `candidate_id`, `supervisor_id`. */
export const pairsNow = sql<{ group_id: string; candidate_id: string; supervisor_id: string }>`
  select t.group_id, t.person_id as candidate_id, v.person_id as supervisor_id from seats t join seats v on v.group_id = t.group_id
    where t.standing = 'candidate' and v.standing = 'supervisor' and t.left_at is null and v.left_at is null
      and t.meeting_id is null and v.meeting_id is null and t.person_id <> v.person_id`;

/** After every change of a group's seats, in its transaction. */
export async function followSupervisions(records: Records, groupId: string, now: number): Promise<void> {
  const at = new Date(now);
  const same = sql`pair.candidate_id = supervisions.candidate_id and pair.supervisor_id = supervisions.supervisor_id`;
  await sql`update supervisions set ended_at = ${at} where ended_at is null
    and candidate_id in (select person_id from seats where group_id = ${groupId})
    and not exists (select 1 from (${pairsNow}) pair where ${same})`.execute(records);
  await sql`insert into supervisions (candidate_id, supervisor_id, began_at)
    select distinct pair.candidate_id, pair.supervisor_id, ${at}::timestamptz from (${pairsNow}) pair
    where pair.group_id = ${groupId} and not exists (select 1 from supervisions where ended_at is null and ${same})
    on conflict do nothing`.execute(records);
}
