// Two meetings of a group cannot take place at once.
import type { Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

interface Span {
  readonly at: number;
  readonly endsAt: number;
}

/** Those that would run into a meeting that stands, the one with the id `except` aside. */
export async function overlapping<S extends Span>(
  records: Transaction<Tables>,
  groupId: string,
  spans: readonly S[],
  except = '',
): Promise<S[]> {
  const standing = await records
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .where('series.group_id', '=', groupId)
    .where('meetings.id', '<>', except)
    .where('meetings.local_start', 'is not', null)
    .where('meetings.cancelled_at', 'is', null)
    .where('meetings.closed_at', 'is', null)
    .select(['meetings.starts_at', 'meetings.ends_at'])
    .execute();
  return spans.filter(({ at, endsAt }) =>
    standing.some(({ starts_at, ends_at }) => at < ends_at.getTime() && endsAt > starts_at.getTime()),
  );
}
