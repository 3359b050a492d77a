// Minutes: who was in which meeting for how long, what a leader enters and corrects, and the periods they are asked for by.
import * as z from 'zod/mini';
import { day, hour, parsed } from './shapes.ts';

export type CreditPlace = 'screen' | 'room';

/** From and to a day, both within, such as `2026-01-01`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** `GET /api/groups/:g/attendance?from=…&to=…`, for those who run the group. Without a period: the last year. */
export interface AttendanceGrid extends Period {
  readonly zone: string;
  /** Oldest first: those that were held, and those that are over and wait for a leader's entry. */
  readonly meetings: readonly GridMeeting[];
  readonly people: readonly GridPerson[];
  /** Newest first. */
  readonly corrections: readonly CorrectionRow[];
}

export interface GridMeeting {
  readonly id: string;
  readonly startsAt: number;
  readonly place: 'screen' | 'room' | 'both';
  /** Nobody has more minutes. */
  readonly most: number;
  readonly isHeld: boolean;
  /** Who was in the room may be entered. */
  readonly mayEnter: boolean;
}

export interface GridPerson {
  readonly id: string;
  readonly name: string;
  readonly role: 'leader' | 'coLeader' | 'member' | 'observer';
  readonly hasLeft: boolean;
  /** One for each meeting; null for whoever was not there. */
  readonly cells: readonly (GridCell | null)[];
}

export interface GridCell {
  readonly minutes: number;
  readonly place: CreditPlace;
  /** By a leader; otherwise the room has counted. */
  readonly isEntered: boolean;
  readonly corrections: number;
}

export interface CorrectionRow {
  readonly id: string;
  readonly meetingId: string;
  readonly personId: string;
  readonly before: number | null;
  readonly after: number;
  readonly placeBefore: CreditPlace | null;
  readonly placeAfter: CreditPlace;
  readonly reason: string;
  /** A name, or the address of a coordinator; null when that account is gone. */
  readonly by: string | null;
  readonly at: number;
}

/** `GET /api/me/attendance`: of everybody that this browser is, newest first. */
export interface OwnAttendance {
  readonly meetings: readonly OwnMinutes[];
}

export interface OwnMinutes {
  readonly meetingId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly zone: string;
  readonly startsAt: number;
  readonly minutes: number;
  readonly most: number;
  readonly place: CreditPlace;
  readonly as: 'leader' | 'member' | 'observer';
  readonly isEntered: boolean;
  readonly corrections: readonly CorrectionRow[];
}

/** `POST /api/meetings/:m/attendance`: who was in the room. Whoever is not named was not. */
export interface EnteredMeeting {
  readonly people: readonly { readonly personId: string; readonly minutes: Said; readonly place: CreditPlace }[];
  /** How many, never which; left out when nobody says. */
  readonly cases?: number | null | undefined;
}

/** `POST /api/groups/:g/attendance`: of a meeting that stands nowhere yet, such as one that people held in a room without a date. */
export interface HeldMeeting extends EnteredMeeting {
  /** By the group's own clock. */
  readonly date: string;
  readonly at: string;
  readonly minutes: Said;
  readonly choose?: 'earlier' | 'later' | undefined;
}

/** No meeting is longer. */
export const longestMeeting = 600;

/** How long a meeting was; null for what no meeting can have had. */
export function lengthOf(said: Said): number | null {
  const minutes = minutesOf(said, longestMeeting);
  return typeof minutes === 'number' && minutes > 0 ? minutes : null;
}

/** `POST /api/meetings/:m/attendance/:who/correct`. `from`: how many corrections the page has seen. */
export interface Correction {
  readonly from: number;
  readonly minutes: Said;
  readonly place: CreditPlace;
  readonly reason: string;
}

/** As somebody has typed it; `minutesOf` reads it. */
export type Said = number | string;

export type MinutesFault = 'minutes-missing' | 'minutes-whole' | 'minutes-negative' | 'minutes-too-many';

/** The page and the server read minutes alike. */
export function minutesOf(said: Said, most: number): number | MinutesFault {
  const text = String(said).trim();
  if (text === '') return 'minutes-missing';
  if (/^[-\u2212\u2013]\d+$/.test(text)) return 'minutes-negative';
  if (!/^\d{1,9}$/.test(text)) return 'minutes-whole';
  return Number(text) > most ? 'minutes-too-many' : Number(text);
}

const shortestReason = 3;
export const longestReason = 200;

export function reasonFault(reason: string): 'reason-missing' | 'reason-too-long' | null {
  const { length } = reason.trim();
  if (length < shortestReason) return 'reason-missing';
  return length > longestReason ? 'reason-too-long' : null;
}

export interface PeriodFault {
  readonly path: 'from' | 'to';
  readonly code: 'no-such-date' | 'ends-before-it-begins' | 'period-too-long';
}

const longestYears = 11;

/** What an address asks for; what it leaves out is the year until `today`. */
export function periodOf(asked: { readonly from?: unknown; readonly to?: unknown }, today: string): Period | PeriodFault {
  const to = asked.to === undefined ? today : dayOf(asked.to);
  if (to === null) return { path: 'to', code: 'no-such-date' };
  const from = asked.from === undefined ? yearsBefore(to, 1) : dayOf(asked.from);
  if (from === null) return { path: 'from', code: 'no-such-date' };
  if (to < from) return { path: 'to', code: 'ends-before-it-begins' };
  return from < yearsBefore(to, longestYears) ? { path: 'from', code: 'period-too-long' } : { from, to };
}

function dayOf(said: unknown): string | null {
  if (typeof said !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(said)) return null;
  const at = Date.parse(`${said}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(said) ? said : null;
}

function yearsBefore(day: string, years: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCFullYear(at.getUTCFullYear() - years);
  return at.toISOString().slice(0, 10);
}

const said = z.union([z.number(), z.string().check(z.maxLength(20))]);
const place = z.enum(['screen', 'room']);
/** Those of the trial have names. */
const personId = z.string().check(z.regex(/^[0-9a-z-]{1,40}$/));
const whoWasThere = {
  people: z.array(z.strictObject({ personId, minutes: said, place })).check(z.maxLength(100)),
  cases: z.optional(z.nullable(z.number().check(z.int(), z.gte(0), z.lte(9)))),
};
const entered: z.ZodMiniType<EnteredMeeting> = z.strictObject(whoWasThere);
const held: z.ZodMiniType<HeldMeeting> = z.strictObject({
  ...whoWasThere,
  ...{ date: day, at: hour, minutes: said, choose: z.optional(z.enum(['earlier', 'later'])) },
});
const correction: z.ZodMiniType<Correction> = z.strictObject({
  from: z.number().check(z.int(), z.gte(0)),
  minutes: said,
  place,
  reason: z.string().check(z.maxLength(1000), z.regex(/^(?:[^\p{C}\p{Zl}\p{Zp}]|[\u200c\u200d])*$/u)),
});

export const parseEntered = (value: unknown) => parsed(entered, value);
export const parseHeld = (value: unknown) => parsed(held, value);
export const parseCorrection = (value: unknown) => parsed(correction, value);

/** `GET /api/programs/:p/export/credit.csv?from=…&to=…`, `/api/groups/:g/export/…`; `.json` answers `Exported`. `bom=no` leaves out the mark that says UTF-8. */
export const exportKinds = ['attendance', 'agreements', 'credit'] as const;
export type ExportKind = (typeof exportKinds)[number];

export interface Exported extends Period {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}
