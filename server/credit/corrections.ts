// What was corrected in minutes, as pages read it: before, after, why, and by whom.
import type { CorrectionRow } from '../../shared/protocol/program/credit.ts';
import type { Database } from '../database/database.ts';
import { whoCorrected } from './meeting-facts.ts';

export async function correctionsOf(
  db: Database,
  { meetings, people }: { readonly meetings?: readonly string[]; readonly people?: readonly string[] },
): Promise<CorrectionRow[]> {
  if (meetings?.length === 0 || people?.length === 0) return [];
  const rows = await db
    .selectFrom('attendance_corrections')
    .$if(meetings !== undefined, (query) => query.where('meeting_id', 'in', meetings ?? []))
    .$if(people !== undefined, (query) => query.where('person_id', 'in', people ?? []))
    .orderBy('made_at', 'desc')
    .orderBy('number', 'desc')
    .select(['id', 'meeting_id as meetingId', 'person_id as personId', 'reason', 'made_at', whoCorrected.as('by')])
    .select(['minutes_before as before', 'minutes_after as after', 'place_before as placeBefore', 'place_after as placeAfter'])
    .execute();
  return rows.map(({ made_at, ...row }) => ({ ...row, at: made_at.getTime() }));
}
