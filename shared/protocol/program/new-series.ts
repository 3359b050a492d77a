// Reads what a page sends about a series and its dates.
import * as z from 'zod/mini';
import type { FreePreview, MeetingChange, NewDate, NewSeries, SeriesChange, SeriesRule, SeriesSettings } from './dates.ts';
import { day, hour, line, longestName, parsed, zone } from './shapes.ts';

/** A year of weekly meetings, and a little more. */
const mostDates = 60;

const count = z.number().check(z.int(), z.gte(1), z.lte(mostDates));
const minutes = z.number().check(z.int(), z.gte(15), z.lte(600));
const place = z.enum(['screen', 'room', 'both']);
const choose = z.enum(['earlier', 'later']);
const quorum = z.number().check(z.int(), z.gte(1), z.lte(12));
const doorMinutes = z.number().check(z.int(), z.gte(0), z.lte(120));

const rule: z.ZodMiniType<SeriesRule> = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('weeks'), weeks: z.number().check(z.int(), z.gte(1), z.lte(26)), from: day, count }),
  z.strictObject({
    every: z.literal('month'),
    nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(-1)]),
    weekday: z.number().check(z.int(), z.gte(1), z.lte(7)),
    from: day,
    count,
  }),
  z.strictObject({ every: z.literal('dates'), dates: z.array(day).check(z.minLength(1), z.maxLength(mostDates)) }),
]);

export const newSeries: z.ZodMiniType<NewSeries> = z.strictObject({
  name: z.optional(line(longestName)),
  rule,
  at: hour,
  minutes,
  firstMinutes: z.optional(z.nullable(minutes)),
  quorum,
  doorMinutes: z.optional(doorMinutes),
  place,
  chosen: z.optional(z.array(z.strictObject({ date: day, choose })).check(z.maxLength(mostDates))),
});

const freePreview: z.ZodMiniType<FreePreview> = z.strictObject({
  zones: z.array(zone).check(z.minLength(1), z.maxLength(6)),
  series: newSeries,
});
const newDate: z.ZodMiniType<NewDate> = z.strictObject({ date: day, at: hour, minutes, place, choose: z.optional(choose) });
const change: z.ZodMiniType<MeetingChange> = z.strictObject({
  from: z.number().check(z.int(), z.gte(0)),
  date: z.optional(day),
  at: z.optional(hour),
  minutes: z.optional(minutes),
  place: z.optional(place),
  choose: z.optional(choose),
});
const settings: z.ZodMiniType<SeriesSettings> = z.strictObject({
  name: z.nullable(line(longestName)),
  quorum,
  doorMinutes,
  leadersMinutes: z.number().check(z.int(), z.gte(0), z.lte(240)),
});
const seriesChange: z.ZodMiniType<SeriesChange> = z.strictObject({ from: settings, to: settings });
const cancel = z.strictObject({ from: z.number().check(z.int(), z.gte(0)) });

export const parseNewSeries = (value: unknown) => parsed(newSeries, value);
export const parseFreePreview = (value: unknown) => parsed(freePreview, value);
export const parseNewDate = (value: unknown) => parsed(newDate, value);
export const parseMeetingChange = (value: unknown) => parsed(change, value);
export const parseSeriesChange = (value: unknown) => parsed(seriesChange, value);
export const parseCancel = (value: unknown) => parsed(cancel, value);
