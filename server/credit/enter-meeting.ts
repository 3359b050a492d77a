// A leader enters who was in a meeting that no room could count, or who sat in the room beside those on screen; and corrects what was counted.
import { type Correction, type EnteredMeeting, minutesOf, reasonFault } from '../../shared/protocol/program/credit.ts';
import { newId } from '../database/new-id.ts';
import { nextMinute } from '../database/whole-minutes.ts';
import { tellNews } from '../news/tell-news.ts';
import type { CreditBy } from '../ports/credit.ts';
import { fault, Refused } from '../ports/refused.ts';
import type { Records } from '../programs/in-one.ts';
import { entered, note, rowsOf, seatsOf } from './entered-rows.ts';
import { lockedMeeting } from './meeting-facts.ts';

export interface Entering {
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
  const there = await rowsOf(records, meeting, people);
  if (there instanceof Refused) return there;
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
  await note(records, { ...meeting, by, act: 'attendance-entered', object: meetingId });
  const news = { groupId: meeting.groupId, about: { meetingId } };
  await tellNews(records, news, meeting.isHeld ? ['attendance.changed'] : ['meeting.held', 'attendance.changed'], now);
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
        changed_at: nextMinute,
        ...(row.source === 'entered' && { minutes }),
      })
      .where('meeting_id', '=', meetingId)
      .where('person_id', '=', personId)
      .execute();
  else await records.insertInto('attendance').values(entered(meetingId, { seat, minutes, place })).execute();
  await note(records, { ...meeting, by, act: 'attendance-corrected', object: meetingId });
  await tellNews(records, { groupId: meeting.groupId, about: { meetingId } }, ['attendance.changed'], now);
  return null;
}
