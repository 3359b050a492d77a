// What the pages and exports of minutes need to know of meetings: when, where, and how many minutes anybody can have.
import { sql } from 'kysely';
import { type GridMeeting, longestMeeting, type Period } from '../../shared/protocol/program/credit.ts';
import type { Database } from '../database/database.ts';
import { wallTimeAt } from '../dates/wall-time.ts';
import { isOn } from '../groups/guest-seats.ts';
import type { Records } from '../programs/in-one.ts';

export interface MeetingFacts extends GridMeeting {
  readonly endsAt: number;
  readonly groupId: string;
  readonly programId: string | null;
  readonly groupName: string;
  readonly zone: string;
  /** In the group's zone. */
  readonly day: string;
  readonly hour: string;
  readonly isCancelled: boolean;
}

const minute = 60_000;
const day = 24 * 60 * minute;

interface Hours {
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly extended_minutes: number;
}

/** Nobody has more minutes than a meeting was planned for, with what its leaders have put its end off by; of a free one, than it lasted. */
export function mostMinutes({ starts_at, ends_at, extended_minutes }: Hours): number {
  return Math.min(longestMeeting, Math.round((ends_at.getTime() - starts_at.getTime()) / minute) + extended_minutes);
}

function meetings(db: Database | Records) {
  return db
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .select(['meetings.id', 'meetings.place', 'meetings.starts_at', 'meetings.ends_at', 'meetings.closed_at'])
    .select(['meetings.cancelled_at', 'meetings.local_start', 'meetings.extended_minutes', isOn.as('isOn')])
    .select(['groups.id as groupId', 'groups.name as groupName', 'groups.zone', 'groups.program_id as programId'])
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id');
}

type Row = Awaited<ReturnType<ReturnType<typeof meetings>['execute']>>[number];

function factsOf(row: Row, now: number): MeetingFacts {
  const { id, place, groupId, groupName, programId, zone } = row;
  const [startsAt, endsAt] = [row.starts_at.getTime(), row.ends_at.getTime()];
  const there = wallTimeAt(startsAt, zone);
  const [isHeld, isCancelled] = [row.closed_at !== null, row.cancelled_at !== null];
  const isOver = !isCancelled && !row.isOn && endsAt <= now && row.local_start !== null;
  return {
    ...{ id, place, startsAt, endsAt, groupId, groupName, programId, zone, isHeld, isCancelled },
    day: there.date,
    hour: there.at,
    most: mostMinutes(row),
    // What a room has closed is corrected, with a reason; beside it only those in the room are missing.
    mayEnter: isOver && (!isHeld || place !== 'screen'),
  };
}

export interface MeetingsAsked {
  readonly programId?: string;
  readonly groupId?: string;
  readonly period: Period;
  readonly now: number;
}

/** Of one group, or of all of a program; days are those of each group's own zone. */
export async function meetingsIn(db: Database, { programId, groupId, period, now }: MeetingsAsked): Promise<MeetingFacts[]> {
  const rows = await meetings(db)
    .$if(programId !== undefined, (query) => query.where('groups.program_id', '=', programId ?? ''))
    .$if(groupId !== undefined, (query) => query.where('groups.id', '=', groupId ?? ''))
    .where('meetings.starts_at', '>=', new Date(Date.parse(period.from) - day))
    .where('meetings.starts_at', '<', new Date(Date.parse(period.to) + 2 * day))
    .where((eb) => eb.or([eb('meetings.closed_at', 'is not', null), eb('meetings.local_start', 'is not', null)]))
    .execute();
  return rows.map((row) => factsOf(row, now)).filter((one) => one.day >= period.from && one.day <= period.to);
}

/** Held until the end of the transaction. */
export async function lockedMeeting(records: Records, meetingId: string, now: number): Promise<MeetingFacts | null> {
  const row = await meetings(records).where('meetings.id', '=', meetingId).forUpdate('meetings').executeTakeFirst();
  return row ? factsOf(row, now) : null;
}

/** Who changed something: by their card here, or by the address of their account. */
export const whoCorrected = sql<
  string | null
>`coalesce((select full_name from people where people.id = attendance_corrections.by_person),
  (select min(address) from account_addresses where account_addresses.account_id = attendance_corrections.by_account))`;
