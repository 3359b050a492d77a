// What becomes of the meeting that a freely meeting group always has, once its dates are planned.
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { isOn } from '../groups/guest-seats.ts';
import { minutesAfter, unheldSince } from '../groups/meeting-times.ts';

/** One in which people sit has the hours of a planned one from now on, and is closed like it; one to which nobody came is missed. */
export async function endFreeMeetings(records: Transaction<Tables>, seriesId: string, now: number, minutes: number): Promise<void> {
  const free = records
    .updateTable('meetings')
    .where('series_id', '=', seriesId)
    .where('local_start', 'is', null)
    .where('closed_at', 'is', null);
  const missed = unheldSince(now);
  await free
    .where(isOn)
    .set({ starts_at: new Date(now), ends_at: minutesAfter(now, minutes) })
    .execute();
  await free
    .where(sql<boolean>`not ${isOn}`)
    .set({ starts_at: minutesAfter(missed.getTime(), -minutes), ends_at: missed })
    .execute();
}
