// When the rules of zones have changed, the wall times of coming meetings stay and their instants are reckoned anew. By whichever server knows the
// newest rules: one with older ones leaves what a newer one has reckoned.
import type { Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { instantOf } from '../dates/wall-time.ts';
import { zoneData } from '../dates/zones.ts';
import type { Mail } from '../ports/mail.ts';
import { noteAct } from '../programs/note-act.ts';

export interface ReckoningParts {
  readonly now: number;
  readonly mail: Pick<Mail, 'meetingsChanged' | 'zoneRulesChanged'>;
  /** Only for tests: the rules by which this process reckons. */
  readonly rules?: string;
}

/** Answers how many meetings are at another moment now. */
export async function reckonAnew(records: Transaction<Tables>, { now, mail, rules = zoneData }: ReckoningParts): Promise<number> {
  const meetings = await records
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .where('meetings.tz_data', '<', rules)
    .where('meetings.starts_at', '>', new Date(now))
    .where('meetings.closed_at', 'is', null)
    .where('meetings.cancelled_at', 'is', null)
    .orderBy('meetings.id')
    .select(['meetings.id', 'meetings.starts_at', 'meetings.ends_at', 'meetings.local_start', 'meetings.zone', 'meetings.fold'])
    .select(['meetings.sequence', 'groups.id as groupId', 'groups.program_id as programId'])
    .forUpdate('meetings')
    .execute();
  const moved = new Map<string, string[]>();
  for (const { id, groupId, programId, ...meeting } of meetings) {
    const { at } = instantOf(meeting.local_start ?? '', meeting.zone ?? 'UTC', meeting.fold);
    const shift = at - meeting.starts_at.getTime();
    const when = { starts_at: new Date(at), ends_at: new Date(meeting.ends_at.getTime() + shift), changed_at: new Date(now) };
    await records
      .updateTable('meetings')
      .set({ tz_data: rules, ...(shift !== 0 && { ...when, sequence: meeting.sequence + 1 }) })
      .where('id', '=', id)
      .execute();
    if (shift === 0) continue;
    await noteAct(records, { programId, groupId, act: 'clock-rules-changed', object: id });
    moved.set(groupId, [...(moved.get(groupId) ?? []), id]);
  }
  for (const [groupId, ids] of moved) {
    await mail.meetingsChanged(records, groupId, ids);
    await mail.zoneRulesChanged(records, groupId, ids);
  }
  return [...moved.values()].flat().length;
}
