// What a series is called, how many make a meeting of it and when its door opens, changed while it runs; and its end. Meetings that have begun stay
// as they were.
import { sql, type Transaction } from 'kysely';
import type { SeriesChange, SeriesSettings } from '../../shared/protocol/program/dates.ts';
import type { Tables } from '../database/tables.ts';
import { type CancelParts, cancelComing } from '../dates/cancel-coming.ts';
import { isOn } from '../groups/guest-seats.ts';
import type { DateFaults } from '../ports/dates.ts';
import { noteAct } from '../programs/note-act.ts';

export interface SeriesParts extends CancelParts {
  readonly accountId: string;
}

type Records = Transaction<Tables>;

export async function changeSeries(
  records: Records,
  seriesId: string,
  { from, to }: SeriesChange,
  { accountId, now }: SeriesParts,
): Promise<'done' | DateFaults | 'stale' | 'not-allowed-now'> {
  const series = await lockedSeries(records, seriesId);
  if (!series || series.endedAt !== null || series.meetsFreely) return 'not-allowed-now';
  if (to.leadersMinutes < to.doorMinutes) return { faults: [{ path: 'leadersMinutes', code: 'after-members' }] };
  if (isSame(series, to)) return 'done';
  if (!isSame(series, from)) return 'stale';
  await keepBegunOnes(records, seriesId, now);
  await records
    .updateTable('series')
    .set({ name: to.name, quorum: to.quorum, door_minutes: to.doorMinutes, leaders_minutes: to.leadersMinutes })
    .where('id', '=', seriesId)
    .execute();
  const { programId, groupId } = series;
  await noteAct(records, { programId, groupId, byAccount: accountId, act: 'series-changed', object: seriesId });
  return 'done';
}

/** The rest of its dates are cancelled. The group plans others, or is closed. */
export async function endSeries(
  records: Records,
  seriesId: string,
  { accountId, ...parts }: SeriesParts,
): Promise<{ readonly cancelled: number } | 'stale' | 'not-allowed-now'> {
  const series = await lockedSeries(records, seriesId);
  if (!series || series.meetsFreely) return 'not-allowed-now';
  if (series.endedAt !== null) return 'stale';
  const { programId, groupId } = series;
  const cancelled = await cancelComing(records, groupId, [seriesId], parts);
  await records
    .updateTable('series')
    .set({ ended_at: new Date(parts.now) })
    .where('id', '=', seriesId)
    .execute();
  await noteAct(records, { programId, groupId, byAccount: accountId, act: 'series-ended', object: seriesId });
  return { cancelled };
}

function isSame(one: SeriesSettings, other: SeriesSettings): boolean {
  return (['name', 'quorum', 'doorMinutes', 'leadersMinutes'] as const).every((key) => one[key] === other[key]);
}

/** Whoever stands at an open door finds it open for as long as was said. */
async function keepBegunOnes(records: Records, seriesId: string, now: number): Promise<void> {
  await sql`update meetings set quorum = coalesce(meetings.quorum, series.quorum),
      door_minutes = coalesce(meetings.door_minutes, series.door_minutes),
      leaders_minutes = coalesce(meetings.leaders_minutes, series.leaders_minutes)
    from series where series.id = ${seriesId} and meetings.series_id = series.id and (${isOn}
      or meetings.starts_at - make_interval(mins => greatest(series.door_minutes, series.leaders_minutes)) <= ${new Date(now)})`.execute(
    records,
  );
}

/** Its group is held too: dates of a group are changed one at a time. */
async function lockedSeries(records: Records, seriesId: string) {
  const group = await records
    .selectFrom('groups')
    .innerJoin('series', 'series.group_id', 'groups.id')
    .where('series.id', '=', seriesId)
    .select(['groups.id as groupId', 'groups.program_id as programId'])
    .forUpdate('groups')
    .executeTakeFirst();
  if (!group) return null;
  const series = await records
    .selectFrom('series')
    .where('id', '=', seriesId)
    .select(['name', 'quorum', 'door_minutes as doorMinutes', 'leaders_minutes as leadersMinutes'])
    .select(['meets_freely as meetsFreely', 'ended_at as endedAt'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { ...group, ...series };
}
