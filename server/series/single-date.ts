// The instant of one date, or what is wrong with it: once for a date that is added, once for one that is moved.
import type { Fold } from '../../shared/protocol/program/dates.ts';
import { instantFor } from '../dates/planned-dates.ts';
import type { Choice } from '../dates/wall-time.ts';
import type { DateFaults } from '../ports/dates.ts';

export interface WishedDate {
  readonly date: string;
  readonly at: string;
  readonly minutes: number;
  readonly choose?: Choice | undefined;
}

export interface PlannedInstant {
  readonly at: number;
  readonly endsAt: number;
  readonly local: string;
  readonly fold: Fold;
}

const minute = 60_000;
const longestAhead = 5 * 366 * 1_440 * minute;

export function plannedInstant({ date, at, minutes, choose }: WishedDate, zone: string, now: number): PlannedInstant | DateFaults {
  const fault = (path: 'date' | 'at', code: string): DateFaults => ({ faults: [{ path, code }] });
  const found = instantFor(`${date}T${at}`, zone, choose);
  if (found === 'no-such-date') return fault('date', found);
  if ('open' in found) return fault('at', found.open.why);
  const endsAt = found.at + minutes * minute;
  if (endsAt <= now) return fault('date', 'past');
  if (found.at > now + longestAhead) return fault('date', 'too-far');
  return { ...found, endsAt };
}
