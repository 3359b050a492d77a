// Cancels the meetings that are to come: of a series that ends, or of a group that is closed.
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { isOn } from '../groups/guest-seats.ts';
import type { Mail } from '../ports/mail.ts';

export interface CancelParts {
  readonly now: number;
  readonly mail: Pick<Mail, 'meetingsChanged'>;
}

/** A condition on a row of `meetings`: planned, and its hours are not over. */
function isAhead(now: number) {
  return sql<boolean>`(meetings.local_start is not null and meetings.closed_at is null and meetings.cancelled_at is null
    and meetings.ends_at > ${new Date(now)})`;
}

/** A condition on a row of `meetings`: planned, and it has not begun. */
export function isComing(now: number) {
  return sql<boolean>`(${isAhead(now)} and meetings.starts_at > ${new Date(now)} and not ${isOn})`;
}

/** Whoever calls holds the group. Everybody is told in one mail; answers how many there were. `evenBegun`: since nobody sits in one. */
export async function cancelComing(
  records: Transaction<Tables>,
  groupId: string,
  seriesIds: readonly string[],
  { now, mail, evenBegun = false }: CancelParts & { readonly evenBegun?: boolean },
): Promise<number> {
  if (seriesIds.length === 0) return 0;
  const cancelled = await records
    .updateTable('meetings')
    .set((eb) => ({ cancelled_at: new Date(now), changed_at: new Date(now), sequence: eb('sequence', '+', 1) }))
    .where('series_id', 'in', [...seriesIds])
    .where(evenBegun ? isAhead(now) : isComing(now))
    .returning('id')
    .execute();
  const ids = cancelled.map(({ id }) => id);
  if (ids.length > 0) await mail.meetingsChanged(records, groupId, ids);
  return ids.length;
}
