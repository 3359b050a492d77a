// A leader enters who was in a meeting that no room could count, or who sat in the room beside those on screen; and corrects what was counted.
import { sql } from 'kysely';
import {
  type Correction,
  type CreditPlace,
  type EnteredMeeting,
  minutesOf,
  reasonFault,
} from '../../shared/protocol/program/credit.ts';
import { traitsOf } from '../../shared/ritual/roles.ts';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';
import type { CreditBy } from '../ports/credit.ts';
import { type FieldFault, fault, Refused } from '../ports/refused.ts';
import type { Records } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';
import { lockedMeeting, type MeetingFacts } from './meeting-facts.ts';

interface Entering {
  readonly by: CreditBy;
  readonly now: number;
}

export async function enterMeeting(
  records: Records,
  meetingId: string,
  { people, cases }: EnteredMeeting,
  { by, now }: Entering,
): Promise<Refused | null> {
  const meeting = await lockedMeeting(records, meetingId, now);
  if (!meeting?.mayEnter) return new Refused('not-allowed-now');
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
  const there = rows.flatMap((row) => (row === null || row.minutes === 0 ? [] : [entered(meetingId, row)]));
  const before = await records.selectFrom('attendance').where('meeting_id', '=', meetingId).select('person_id').execute();
  if (before.some(({ person_id }) => there.some((row) => row.person_id === person_id))) return new Refused('stale');
  await records.insertInto('attendance').values(there).execute();
  const close = meeting.isHeld ? {} : { closed_at: new Date(now) };
  const held = cases === undefined || cases === null ? {} : { cases_held: cases };
  if (Object.keys({ ...close, ...held }).length > 0)
    await records
      .updateTable('meetings')
      .set({ ...close, ...held })
      .where('id', '=', meetingId)
      .execute();
  await note(records, meeting, by, 'attendance-entered', meetingId);
  return null;
}

export async function correctMinutes(
  records: Records,
  { meetingId, personId }: { readonly meetingId: string; readonly personId: string },
  { from, minutes: said, place, reason }: Correction,
  { by, now }: Entering,
): Promise<Refused | null> {
  const meeting = await lockedMeeting(records, meetingId, now);
  const seat = meeting && (await seatsOf(records, meeting)).get(personId);
  if (!meeting || !seat) return new Refused('not-found');
  if (!meeting.isHeld || meeting.isCancelled) return new Refused('not-allowed-now');
  const [minutes, whyNot] = [minutesOf(said, meeting.most), reasonFault(reason)];
  if (typeof minutes !== 'number') return fault('minutes', minutes);
  if (whyNot !== null) return fault('reason', whyNot);
  const row = await records
    .selectFrom('attendance')
    .where('meeting_id', '=', meetingId)
    .where('person_id', '=', personId)
    .select(['minutes', 'credit_minutes', 'place', 'source'])
    .executeTakeFirst();
  const { times } = await records
    .selectFrom('attendance_corrections')
    .where('meeting_id', '=', meetingId)
    .where('person_id', '=', personId)
    .select((eb) => eb.fn.countAll<string>().as('times'))
    .executeTakeFirstOrThrow();
  if (Number(times) !== from) return new Refused('stale');
  const before = row ? { minutes: row.credit_minutes ?? row.minutes, place: row.place } : null;
  if (before?.minutes === minutes && before.place === place) return fault('minutes', 'minutes-same');
  await records
    .insertInto('attendance_corrections')
    .values({
      ...{ id: newId(), meeting_id: meetingId, person_id: personId, number: from + 1, reason: reason.trim() },
      ...{ minutes_before: before?.minutes ?? null, minutes_after: minutes },
      ...{ place_before: before?.place ?? null, place_after: place },
      ...{ by_account: by.accountId, by_person: by.personId, made_at: new Date(now) },
    })
    .execute();
  if (row)
    await records
      .updateTable('attendance')
      // What a room has seen of somebody's presence stays beside what counts.
      .set({
        credit_minutes: minutes,
        place,
        changed_at: sql<Date>`clock_timestamp()`,
        ...(row.source === 'entered' && { minutes }),
      })
      .where('meeting_id', '=', meetingId)
      .where('person_id', '=', personId)
      .execute();
  else await records.insertInto('attendance').values(entered(meetingId, { seat, minutes, place })).execute();
  await note(records, meeting, by, 'attendance-corrected', meetingId);
  return null;
}

type SeatOfPerson = Pick<Tables['seats'], 'person_id' | 'role' | 'credential'>;

/** Everybody who sits in the group or sat in it, and the guests of this meeting; whoever has several seats, by the one they have now. */
async function seatsOf(records: Records, { id, groupId }: MeetingFacts): Promise<Map<string, SeatOfPerson>> {
  const seats = await records
    .selectFrom('seats')
    .where('group_id', '=', groupId)
    .where((eb) => eb.or([eb('meeting_id', 'is', null), eb('meeting_id', '=', id)]))
    .orderBy(sql`left_at nulls last`)
    .select(['person_id', 'role', 'credential'])
    .execute();
  return new Map(seats.map((seat) => [seat.person_id, seat]));
}

function entered(
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

function note(records: Records, { programId, groupId }: MeetingFacts, by: CreditBy, act: string, object: string): Promise<void> {
  return noteAct(records, { programId, groupId, byAccount: by.accountId, act, object });
}
