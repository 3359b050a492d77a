// What a calendar has to know of a zone: an instant as its clock shows it, and when that clock changes.
import { Temporal } from 'temporal-polyfill';

/** With its zone, as calendar programs take it. */
export function zonedTime(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

export interface ClockChange {
  /** What the clock showed when it was changed, such as `2027-03-14T02:00:00`. */
  readonly local: string;
  /** Such as `-07:00`, before and after. */
  readonly before: string;
  readonly after: string;
}

/**
 * The changes of a zone's clock until `to`, from one before `from` on by which it was set back: some programs read no summer time without the
 * time before it. A zone without changes has one that changes nothing.
 */
export function clockChanges(zone: string, from: number, to: number): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  let next = changeBefore(zonedTime(from, zone));
  while (next !== null && isForward(next)) next = changeBefore(next.subtract({ nanoseconds: 1 }));
  // Older ones are of no use to a calendar, and hold seconds that some cannot read.
  if (next === null || next.epochMilliseconds < 0) {
    const start = zonedTime(0, zone);
    changes.push({ local: '1970-01-01T00:00:00', before: start.offset, after: start.offset });
    next = start.getTimeZoneTransition('next');
  }
  for (; next !== null && next.epochMilliseconds <= to; next = next.getTimeZoneTransition('next')) {
    const { offset, offsetNanoseconds } = next.subtract({ nanoseconds: 1 });
    const shown = next.toInstant().add({ nanoseconds: offsetNanoseconds }).toZonedDateTimeISO('UTC').toPlainDateTime();
    changes.push({ local: shown.toString({ smallestUnit: 'second' }), before: offset, after: next.offset });
  }
  return changes;
}

/** At or before this moment; null where the clock was never changed. */
function changeBefore(moment: Temporal.ZonedDateTime): Temporal.ZonedDateTime | null {
  const next = moment.subtract({ nanoseconds: 1 }).getTimeZoneTransition('next');
  return next?.equals(moment) ? next : moment.getTimeZoneTransition('previous');
}

function isForward(change: Temporal.ZonedDateTime): boolean {
  return change.offsetNanoseconds > change.subtract({ nanoseconds: 1 }).offsetNanoseconds;
}
