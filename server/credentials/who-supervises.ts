// Who supervises whom: now, by their seats in one group; and who ever did, of whom somebody may say that a supervision was with them.
import { type Kysely, sql } from 'kysely';
import type { LogSupervisor } from '../../shared/protocol/program/credential-log.ts';
import type { Tables } from '../database/tables.ts';
import { pairsNow } from '../programs/follow-supervisions.ts';

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
    select pair.group_id as group, c.id as candidate, c.full_name as candidate_name, s.id as supervisor, s.full_name as supervisor_name
      from (${pairsNow}) pair join people c on c.id = pair.candidate_id join people s on s.id = pair.supervisor_id
      where c.erased_at is null and s.erased_at is null and (c.id in (${own}) or s.id in (${own}))
      order by c.full_name, c.id, s.full_name, s.id`.execute(db);
  return rows.map((row) => ({
    groupId: row.group,
    candidate: { id: row.candidate, name: row.candidate_name },
    supervisor: { id: row.supervisor, name: row.supervisor_name },
  }));
}

/** Those who supervise one of these cards or once did, each once; those who do first. */
export async function supervisorsOf(db: Kysely<Tables>, cards: readonly string[]): Promise<readonly LogSupervisor[]> {
  const { rows } = await sql<{ id: string; name: string; since: Date; until: Date | null }>`
    select s.id, s.full_name as name, min(supervisions.began_at) as since,
        case when bool_or(supervisions.ended_at is null) then null else max(supervisions.ended_at) end as until
      from supervisions join people s on s.id = supervisions.supervisor_id
      where supervisions.candidate_id in (${sql.join(['', ...cards])}) and s.erased_at is null
      group by s.id, s.full_name order by until desc nulls first, name, id`.execute(db);
  return rows.map(({ id, name, since, until }) => ({ id, name, since: since.getTime(), until: until?.getTime() ?? null }));
}
