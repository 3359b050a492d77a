// From a rule to its dates: every n weeks, every n-th or last weekday of a month, or dates as typed. Knows no hours and no zones.
import { Temporal } from 'temporal-polyfill';
import type { SeriesRule } from '../../shared/protocol/program/dates.ts';

export interface DateFault {
  /** Where in the rule: `from`, or `dates.3`. */
  readonly path: string;
  readonly code: 'no-such-date' | 'twice';
}

/** In order. Every date that is none is named, not the first alone. */
export function datesOf(rule: SeriesRule): readonly string[] | { readonly faults: readonly DateFault[] } {
  if (rule.every === 'dates') return typed(rule.dates);
  const from = dateOf(rule.from);
  if (from === null) return { faults: [{ path: 'from', code: 'no-such-date' }] };
  const dates = rule.every === 'weeks' ? byWeeks(from, rule.weeks, rule.count) : byMonth(from, rule);
  return dates.map(String);
}

function dateOf(date: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function typed(dates: readonly string[]) {
  const faults = dates.flatMap((date, index): DateFault[] => {
    const path = `dates.${index}`;
    if (dateOf(date) === null) return [{ path, code: 'no-such-date' }];
    return dates.indexOf(date) < index ? [{ path, code: 'twice' }] : [];
  });
  return faults.length > 0 ? { faults } : [...dates].sort();
}

function byWeeks(from: Temporal.PlainDate, weeks: number, count: number): Temporal.PlainDate[] {
  return Array.from({ length: count }, (_, n) => from.add({ weeks: weeks * n }));
}

interface MonthRule {
  /** −1: the last. */
  readonly nth: number;
  /** From 1, a Monday. */
  readonly weekday: number;
  readonly count: number;
}

/** The first may be in the month after `from`. */
function byMonth(from: Temporal.PlainDate, { nth, weekday, count }: MonthRule): Temporal.PlainDate[] {
  const first = from.with({ day: 1 });
  const found = Array.from({ length: count + 1 }, (_, n) => weekdayOf(first.add({ months: n }), nth, weekday));
  return found.filter((date) => Temporal.PlainDate.compare(date, from) >= 0).slice(0, count);
}

function weekdayOf(first: Temporal.PlainDate, nth: number, weekday: number): Temporal.PlainDate {
  const firstOne = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
  if (nth > 0) return firstOne.add({ weeks: nth - 1 });
  const fifth = firstOne.add({ weeks: 4 });
  return fifth.month === first.month ? fifth : firstOne.add({ weeks: 3 });
}
