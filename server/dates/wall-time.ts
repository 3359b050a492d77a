// From the time on a wall clock to the instant, and back. An hour that does not exist, or exists twice, is told and chosen, never guessed.
import { Temporal } from 'temporal-polyfill';
import type { Fold } from '../../shared/protocol/program/dates.ts';

/** `2027-03-16T19:00` */
export type WallTime = string;
export type Choice = 'earlier' | 'later';

export interface Instant {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What the clock there shows then: for an hour that does not exist, another than was asked for. */
  readonly local: WallTime;
  readonly fold: Fold;
}

export interface OpenInstant {
  readonly why: 'does-not-exist' | 'exists-twice';
  readonly earlier: Instant;
  readonly later: Instant;
}

/** @throws RangeError for a date or zone that is none */
export function instantsOf(local: WallTime, zone: string): Instant | OpenInstant {
  const wall = Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(zone, { disambiguation }));
  if (!earlier || !later) throw new RangeError(local);
  if (earlier.epochMilliseconds === later.epochMilliseconds) return seen(earlier, 'only');
  const isTwice = earlier.toPlainDateTime().equals(wall);
  if (isTwice) return { why: 'exists-twice', earlier: seen(earlier, 'first'), later: seen(later, 'second') };
  return { why: 'does-not-exist', earlier: seen(earlier, 'only'), later: seen(later, 'only') };
}

/** What the planned wall time means by the rules of now; where they have taken its hour away, the one after the gap. */
export function instantOf(local: WallTime, zone: string, fold: Fold): Instant {
  const found = instantsOf(local, zone);
  if ('at' in found) return found;
  return fold === 'first' || (fold === 'only' && found.why === 'exists-twice') ? found.earlier : found.later;
}

/** What the clock of a zone shows. */
export function wallTimeAt(at: number, zone: string): { readonly date: string; readonly at: string } {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { date: there.toPlainDate().toString(), at: there.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

function seen(there: Temporal.ZonedDateTime, fold: Fold): Instant {
  return { at: there.epochMilliseconds, local: there.toPlainDateTime().toString({ smallestUnit: 'minute' }), fold };
}
