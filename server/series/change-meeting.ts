// Moves, cancels or otherwise changes one meeting, if it is as whoever asks has seen it, and nobody has sat in it yet.
import type { Transaction } from 'kysely';
import type { Fold, MeetingChange } from '../../shared/protocol/program/dates.ts';
import type { Tables } from '../database/tables.ts';
import { overlapping } from '../dates/overlapping.ts';
import { zoneData } from '../dates/zones.ts';
import { isOn } from '../groups/guest-seats.ts';
import type { DateFaults } from '../ports/dates.ts';
import type { Mail } from '../ports/mail.ts';
import { noteAct } from '../programs/note-act.ts';
import { type PlannedInstant, plannedInstant } from './single-date.ts';

export interface ChangeParts {
  readonly accountId: string;
  readonly now: number;
  readonly mail: Pick<Mail, 'meetingsChanged'>;
}

export type Change = MeetingChange & { readonly isCancelled?: true };

export async function changeMeeting(
  records: Transaction<Tables>,
  meetingId: string,
  change: Change,
  { accountId, now, mail }: ChangeParts,
): Promise<{ readonly sequence: number } | DateFaults | 'stale' | 'not-allowed-now'> {
  const meeting = await lockedMeeting(records, meetingId);
  if (!meeting) return 'not-allowed-now';
  const { zone, local, groupId, programId } = meeting;
  if (meeting.sequence !== change.from) return 'stale';
  const isOver = meeting.closedAt !== null || meeting.isOn || meeting.startsAt.getTime() <= now;
  if (meeting.cancelledAt !== null || isOver || zone === null || local === null) return 'not-allowed-now';
  const planned = plannedAnew({ ...meeting, zone, local }, change, now);
  if ('faults' in planned) return planned;
  if (!change.isCancelled && (await overlapping(records, groupId, [planned], meetingId)).length > 0)
    return { faults: [{ path: 'date', code: 'overlaps' }] };
  const isMoved = planned.at !== meeting.startsAt.getTime() || planned.endsAt !== meeting.endsAt.getTime();
  const place = change.place ?? meeting.place;
  if (!change.isCancelled && !isMoved && place === meeting.place) return { sequence: meeting.sequence };
  const sequence = meeting.sequence + 1;
  const when = {
    starts_at: new Date(planned.at),
    ends_at: new Date(planned.endsAt),
    local_start: planned.local,
    fold: planned.fold,
  };
  await records
    .updateTable('meetings')
    .set(change.isCancelled ? { cancelled_at: new Date(now) } : { ...when, tz_data: zoneData, place })
    // At another hour it is a meeting ahead like all others, even if its door stood open.
    .$if(isMoved && !change.isCancelled, (query) => query.set({ quorum: null, door_minutes: null, leaders_minutes: null }))
    .set({ sequence, changed_at: new Date(now) })
    .where('id', '=', meetingId)
    .execute();
  // Who cannot come on one day may be able to come on another, and be elsewhere then.
  if (planned.local.slice(0, 10) !== local.slice(0, 10))
    await records
      .updateTable('meeting_people')
      .set({ excused_at: null, place: null })
      .where('meeting_id', '=', meetingId)
      .execute();
  const act = change.isCancelled ? 'meeting-cancelled' : isMoved ? 'meeting-moved' : 'meeting-changed';
  await noteAct(records, { programId, groupId, byAccount: accountId, act, object: meetingId });
  await mail.meetingsChanged(records, groupId, [meetingId]);
  return { sequence };
}

interface Planned {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly zone: string;
  readonly local: string;
  readonly fold: Fold;
}

/** An hour is only looked at again if another is asked for. */
function plannedAnew({ startsAt, endsAt, zone, local, fold }: Planned, change: Change, now: number): PlannedInstant | DateFaults {
  const minutes = change.minutes ?? (endsAt.getTime() - startsAt.getTime()) / 60_000;
  const { date = local.slice(0, 10), at = local.slice(11), choose } = change;
  if (change.date !== undefined || change.at !== undefined || choose)
    return plannedInstant({ date, at, minutes, choose }, zone, now);
  return { at: startsAt.getTime(), endsAt: startsAt.getTime() + minutes * 60_000, local, fold };
}

/** Its group is held too: dates of a group are changed one at a time. */
async function lockedMeeting(records: Transaction<Tables>, meetingId: string) {
  const group = await records
    .selectFrom('groups')
    .innerJoin('series', 'series.group_id', 'groups.id')
    .innerJoin('meetings', 'meetings.series_id', 'series.id')
    .where('meetings.id', '=', meetingId)
    .select(['groups.id as groupId', 'groups.program_id as programId'])
    .forUpdate('groups')
    .executeTakeFirst();
  if (!group) return null;
  const meeting = await records
    .selectFrom('meetings')
    .where('meetings.id', '=', meetingId)
    .select(['local_start as local', 'zone', 'fold', 'sequence', 'place', isOn.as('isOn')])
    .select(['starts_at as startsAt', 'ends_at as endsAt', 'closed_at as closedAt', 'cancelled_at as cancelledAt'])
    .forUpdate('meetings')
    .executeTakeFirstOrThrow();
  return { ...group, ...meeting };
}
