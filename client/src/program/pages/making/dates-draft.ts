// The dates of a series as they are being written, and the wish that they come to. Reckons no date: the server does.
import type { ChosenHour, NewSeries, Place, SeriesRule } from '../../../../../shared/protocol/program/dates.ts';
import type { FieldFault } from '../../asking/ask.ts';
import { weekdayOf } from '../../parts/moments.ts';

export const rhythms = ['w1', 'w2', 'w3', 'w4', 'month', 'dates'] as const;
export type Rhythm = (typeof rhythms)[number];

export interface DatesDraft {
  readonly seriesName: string;
  readonly from: string;
  readonly at: string;
  readonly minutes: number;
  /** 0: as the others. */
  readonly firstMinutes: number;
  readonly rhythm: Rhythm;
  /** Of the month: the last one rather than the fourth. */
  readonly isLast: boolean;
  readonly count: number;
  readonly typed: readonly string[];
  readonly quorum: number;
  readonly place: Place;
  readonly chosen: readonly ChosenHour[];
}

export const noDates: DatesDraft = {
  seriesName: '',
  from: '',
  at: '',
  minutes: 90,
  firstMinutes: 0,
  rhythm: 'w2',
  isLast: false,
  count: 10,
  typed: ['', ''],
  quorum: 4,
  place: 'screen',
  chosen: [],
};

/** Of its weekday in its month; a fifth one can only be meant as the last. */
export function nthOf(date: string): { readonly nth: 1 | 2 | 3 | 4 | -1; readonly mayBeLast: boolean } {
  const day = Number(date.slice(8));
  const [year, month] = date.split('-').map(Number);
  const days = new Date(Date.UTC(year ?? 2000, month ?? 1, 0)).getUTCDate();
  const nth = Math.ceil(day / 7);
  return { nth: nth > 4 ? -1 : (nth as 1 | 2 | 3 | 4), mayBeLast: day + 7 > days };
}

function ruleOf({ rhythm, from, count, isLast, typed }: DatesDraft): SeriesRule {
  if (rhythm === 'dates') return { every: 'dates', dates: typed.filter((date) => date !== '') };
  if (rhythm !== 'month') return { every: 'weeks', weeks: Number(rhythm.slice(1)), from, count };
  const { nth, mayBeLast } = nthOf(from);
  return { every: 'month', nth: isLast && mayBeLast ? -1 : nth, weekday: weekdayOf(from), from, count };
}

/** The wish, or what is still missing in it. */
export function seriesOf(draft: DatesDraft): { readonly series: NewSeries } | { readonly faults: readonly FieldFault[] } {
  const faults: FieldFault[] = [];
  const { rhythm, from, at, count, typed } = draft;
  if (rhythm === 'dates') {
    if (typed.every((date) => date === '')) faults.push({ path: 'rule.dates.0', code: 'dates' });
  } else {
    if (from === '') faults.push({ path: 'rule.from', code: 'from' });
    if (!(count >= 1 && count <= 60)) faults.push({ path: 'rule.count', code: 'count' });
  }
  if (!/^\d\d:\d\d$/.test(at)) faults.push({ path: 'at', code: 'at' });
  if (faults.length > 0) return { faults };
  const { seriesName, minutes, firstMinutes, quorum, place, chosen } = draft;
  return {
    series: {
      ...(seriesName.trim() ? { name: seriesName.trim() } : {}),
      rule: ruleOf(draft),
      at,
      minutes,
      firstMinutes: firstMinutes === 0 ? null : firstMinutes,
      quorum,
      place,
      chosen,
    },
  };
}
