// R6.6: an observer comes when everybody of the circle has said yes, for this meeting, by their own touch. The newest word of each counts.
import { sql } from 'kysely';
import type { PersonId } from '../../shared/ritual/state.ts';
import type { Database } from '../database/database.ts';

/** The observers with a seat for this meeting, and whether all have said yes. */
export async function observersOf(
  db: Database,
  groupId: string,
  meetingId: string,
): Promise<readonly { readonly personId: PersonId; readonly name: string; readonly isAgreed: boolean }[]> {
  return db
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .where('seats.group_id', '=', groupId)
    .where('seats.role', '=', 'observer')
    .where('seats.left_at', 'is', null)
    .where((eb) => eb.or([eb('seats.meeting_id', 'is', null), eb('seats.meeting_id', '=', meetingId)]))
    .orderBy('seats.position')
    .select(['people.id as personId', 'people.short_name as name'])
    .select(
      sql<boolean>`not exists (select 1 from seats as other where other.group_id = seats.group_id and other.role <> 'observer'
        and other.left_at is null and (other.meeting_id is null or other.meeting_id = ${meetingId})
        and 'yes' <> coalesce((select said from consents where consents.kind = 'observer' and consents.meeting_id = ${meetingId}
          and consents.person_id = other.person_id and consents.about_id = people.id order by said_at desc limit 1), 'no'))`.as(
        'isAgreed',
      ),
    )
    .execute();
}
