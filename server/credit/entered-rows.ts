// Who was in a meeting as somebody has said it, read against the seats of its group; and the rows that this becomes.
import { sql } from 'kysely';
import { type CreditPlace, type EnteredMeeting, minutesOf } from '../../shared/protocol/program/credit.ts';
import { traitsOf } from '../../shared/ritual/roles.ts';
import type { Tables } from '../database/tables.ts';
import type { CreditBy } from '../ports/credit.ts';
import { type FieldFault, Refused } from '../ports/refused.ts';
import type { Records } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';
import type { MeetingFacts } from './meeting-facts.ts';

type InGroup = Pick<MeetingFacts, 'id' | 'groupId'>;
type SeatOfPerson = Pick<Tables['seats'], 'person_id' | 'role' | 'credential'>;

/** One for everybody who was there; whoever is said to have no minutes was not. */
export async function rowsOf(
  records: Records,
  meeting: InGroup & Pick<MeetingFacts, 'most'>,
  people: EnteredMeeting['people'],
): Promise<ReturnType<typeof entered>[] | Refused> {
  const faults: FieldFault[] = [];
  const seats = await seatsOf(records, meeting);
  const rows = people.map(({ personId, minutes: said, place }, n) => {
    const minutes = minutesOf(said, meeting.most);
    const seat = seats.get(personId);
    if (typeof minutes !== 'number') faults.push({ path: `people.${n}.minutes`, code: minutes });
    if (!seat || people.findIndex((one) => one.personId === personId) !== n)
      faults.push({ path: `people.${n}.personId`, code: seat ? 'twice' : 'unknown' });
    return seat && typeof minutes === 'number' ? { seat, minutes, place } : null;
  });
  if (rows.every((row) => row === null || row.minutes === 0) && faults.length === 0)
    faults.push({ path: 'people', code: 'nobody' });
  if (faults.length > 0) return new Refused('faults', faults);
  return rows.flatMap((row) => (row === null || row.minutes === 0 ? [] : [entered(meeting.id, row)]));
}

/** Everybody who sits in the group or sat in it, and the guests of this meeting; whoever has several seats, by the one they have now. */
export async function seatsOf(records: Records, { id, groupId }: InGroup): Promise<Map<string, SeatOfPerson>> {
  const seats = await records
    .selectFrom('seats')
    .where('group_id', '=', groupId)
    .where((eb) => eb.or([eb('meeting_id', 'is', null), eb('meeting_id', '=', id)]))
    .orderBy(sql`left_at nulls last`)
    .select(['person_id', 'role', 'credential'])
    .execute();
  return new Map(seats.map((seat) => [seat.person_id, seat]));
}

export function entered(
  meetingId: string,
  { seat, minutes, place }: { readonly seat: SeatOfPerson; readonly minutes: number; readonly place: CreditPlace },
) {
  const as = traitsOf(seat.role)?.attendsAs ?? 'member';
  return {
    ...{ meeting_id: meetingId, person_id: seat.person_id, attended_as: as, place },
    ...{ minutes, credit_minutes: minutes, first_in: null, last_out: null, source: 'entered' as const },
    credential: as === 'leader' ? seat.credential : null,
  };
}

interface Noted extends Pick<MeetingFacts, 'programId' | 'groupId'> {
  readonly by: CreditBy;
  readonly act: 'attendance-entered' | 'attendance-corrected';
  readonly object: string;
}

export function note(records: Records, { programId, groupId, by, act, object }: Noted): Promise<void> {
  return noteAct(records, { programId, groupId, byAccount: by.accountId, act, object });
}
