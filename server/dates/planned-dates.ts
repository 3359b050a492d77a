// A wished series as it would be: each date with its instants and what the clocks show in everybody's zone. Writes nothing.
import type { NewSeries, OpenHour, PreviewDate, SeriesPreview } from '../../shared/protocol/program/dates.ts';
import { datesOf } from './rule-dates.ts';
import { type Choice, type Instant, instantsOf, type WallTime, wallTimeAt } from './wall-time.ts';
import { oldZoneData, zoneData } from './zones.ts';

export interface PlannedDate extends Instant {
  /** As the rule has it; where an hour does not exist at midnight, the clock may show the day before. */
  readonly date: string;
  readonly endsAt: number;
}

export interface Plan {
  readonly dates: readonly PlannedDate[];
  /** Hours that have to be chosen first. */
  readonly open: readonly OpenHour[];
}

export interface Faults {
  readonly faults: readonly { readonly path: string; readonly code: string }[];
}

const minute = 60_000;
const longestAhead = 5 * 366 * 24 * 60 * minute;

type Wish = Pick<NewSeries, 'rule' | 'at' | 'minutes' | 'firstMinutes' | 'chosen'>;

/** `now`: nothing is planned that would be over already, or in more than five years. */
export function planOf(wish: Wish, zone: string, now: number): Plan | Faults {
  const dates = datesOf(wish.rule);
  if ('faults' in dates) return { faults: dates.faults.map(({ path, code }) => ({ path: `rule.${path}`, code })) };
  const open: OpenHour[] = [];
  const planned = dates.flatMap((date, index): PlannedDate[] => {
    const found = instantsOf(`${date}T${wish.at}`, zone);
    const choice = wish.chosen?.find((chosen) => chosen.date === date)?.choose;
    const instant = 'at' in found ? found : choice && found[choice];
    if (!('at' in found) && !instant) open.push(openHour(date, found));
    const minutes = (index === 0 && wish.firstMinutes) || wish.minutes;
    return instant ? [{ ...instant, date, endsAt: instant.at + minutes * minute }] : [];
  });
  const faults = planned.flatMap(({ date, at, endsAt }) => {
    const path = pathOf(wish, date);
    if (endsAt <= now) return [{ path, code: 'past' }];
    return at > now + longestAhead ? [{ path, code: 'too-far' }] : [];
  });
  // A rule has one date to mend for all that follow from it.
  const once = faults.filter(({ path }, n) => faults.findIndex((other) => other.path === path) === n);
  return once.length > 0 ? { faults: once } : { dates: planned, open };
}

/** A single date: its instant, or why there is none yet. */
export function instantFor(local: WallTime, zone: string, choose?: Choice): Instant | { readonly open: OpenHour } | 'no-such-date' {
  try {
    const found = instantsOf(local, zone);
    if ('at' in found) return found;
    return choose ? found[choose] : { open: openHour(local.slice(0, 10), found) };
  } catch (error) {
    if (error instanceof RangeError) return 'no-such-date';
    throw error;
  }
}

/** `zones`: those of the group's people, the group's own first. */
export function previewOf(wish: Wish, zones: readonly [string, ...string[]], now: number): SeriesPreview | Faults {
  const plan = planOf(wish, zones[0], now);
  if ('faults' in plan) return plan;
  const shown = plan.dates.map(({ at }) => zones.map((zone) => ({ ...wallTimeAt(at, zone), zone })));
  const dates = plan.dates.map(({ date, at, endsAt }, n): PreviewDate => {
    const there = (shown[n] ?? []).map(({ zone, ...wall }, z) => {
      const before = plan.dates[n - 1];
      const last = shown[n - 1]?.[z];
      return {
        ...wall,
        isShifted: !!before && !!last && (wall.at !== last.at || daysFrom(date, wall.date) !== daysFrom(before.date, last.date)),
      };
    });
    return { date, startsAt: at, endsAt, there };
  });
  return { zone: zones[0], zones, dates, open: plan.open, zoneData: oldZoneData() === null ? '' : zoneData };
}

function openHour(date: string, { why, earlier, later }: Exclude<ReturnType<typeof instantsOf>, Instant>): OpenHour {
  const shown = ({ at, local }: Instant) => ({ at: local.slice(11), startsAt: at });
  return { date, why, earlier: shown(earlier), later: shown(later) };
}

function pathOf({ rule }: Wish, date: string): string {
  return rule.every === 'dates' ? `rule.dates.${rule.dates.indexOf(date)}` : 'rule.from';
}

function daysFrom(date: string, other: string): number {
  return (Date.parse(other) - Date.parse(date)) / (1_440 * minute);
}
