// When a meeting takes place. A planned one has its hours; a free one is whenever people come. Pure.
import type { Attendance, Meeting } from '../ports/records.ts';

const minute = 60_000;
/** A meeting may still be going on this long after its planned end. */
const overrun = 120 * minute;
/** People read "from a quarter past", not "from 14:07:33". */
const quarter = 15 * minute;

export interface MeetingRow {
  readonly id: string;
  readonly groupId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly closedAt: Date | null;
  readonly meetsFreely: boolean;
  readonly minutes: number;
  readonly doorMinutes: number;
  readonly leadersMinutes: number;
}

export function minutesAfter(start: number, minutes: number): Date {
  return new Date(start + minutes * minute);
}

/** A planned meeting that ended before this was never held, or never closed. */
export function unheldSince(now: number): Date {
  return new Date(now - overrun);
}

/** R9.2: to the minute, since a phase began or ended at that very moment. */
export function wholeMinute(at: number): number {
  return at - (at % minute);
}

/** The hours that people read. A free meeting is about now, whenever it began: its own hours tell when the one before it was closed (R7.5). */
export function hoursRead({ startsAt, endsAt, meetsFreely }: Meeting, now: number): { startsAt: number; endsAt: number } {
  if (!meetsFreely) return { startsAt, endsAt };
  const begins = now - (now % quarter);
  return { startsAt: begins, endsAt: begins + (endsAt - startsAt) };
}

/** A free meeting that nobody has come to yet is always about now. */
export function timesOf(row: MeetingRow, now: number): Meeting {
  const { id, groupId, meetsFreely } = row;
  const waited = row.meetsFreely && row.closedAt === null && row.endsAt < unheldSince(now);
  const startsAt = waited ? now - (now % quarter) : row.startsAt.getTime();
  const door = { members: startsAt - row.doorMinutes * minute, leaders: startsAt - row.leadersMinutes * minute };
  const endsAt = waited ? startsAt + row.minutes * minute : row.endsAt.getTime();
  return { id, groupId, startsAt, endsAt, meetsFreely, door: meetsFreely ? null : door };
}

/** The hours of a free meeting that was held, for its date on certificates (R9.1). */
export function heldFrom(attendance: readonly Attendance[], now: number): { starts_at: Date; ends_at: Date } {
  const longest = Math.max(1, ...attendance.map((one) => Math.ceil(one.minutesPresent)));
  const end = wholeMinute(now);
  return { starts_at: new Date(end - longest * minute), ends_at: new Date(end) };
}

/** R6.9 */
export function isDoorOpen({ door }: Pick<Meeting, 'door'>, leads: boolean, now: number): boolean {
  return door === null || now >= (leads ? door.leaders : door.members);
}
