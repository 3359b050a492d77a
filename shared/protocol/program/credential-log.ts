// The log of somebody who leads or learns to lead: numbers and dates, filled from the room and by hand, confirmed by a supervisor. Not one word.
import * as z from 'zod/mini';
import { day, id, parsed } from './shapes.ts';

export const logKinds = ['led', 'coLed', 'member', 'observed', 'supervision', 'intensive'] as const;
export type LogKind = (typeof logKinds)[number];

export interface LogEntry {
  /** Of the meeting for what the room counted, of the entry for one's own. */
  readonly id: string;
  readonly source: 'room' | 'own';
  readonly kind: LogKind;
  /** In the group's zone. */
  readonly day: string;
  readonly minutes: number;
  /** How many cases the meeting had; null when nobody knows, or nothing was led. */
  readonly cases: number | null;
  readonly place: 'room' | 'screen';
  readonly group: string | null;
  /** Minutes that were corrected later have to be confirmed anew. */
  readonly isConfirmed: boolean;
  /** A supervisor's name; null also for one who was erased since. */
  readonly confirmedBy: string | null;
  /** Of a supervision that was with somebody who supervises here; nobody else confirms it. */
  readonly withId: string | null;
  readonly with: string | null;
}

/** Somebody who supervises here, or did. */
export interface LogSupervisor {
  readonly id: string;
  readonly name: string;
  readonly since: number;
  /** Null for as long as they do. */
  readonly until: number | null;
}

/** What one body asks for, beside what is there. */
export interface Requirement {
  readonly of: 'abs' | 'uk' | 'anz' | 'ibf' | 'german';
  readonly what: RequirementKey;
  readonly have: number;
  /** Null where the body asks for no number. */
  readonly need: number | null;
  /** The year that the source bears, and the one in which it was read. */
  readonly sourceOf: number | null;
  readonly readIn: number;
  readonly address: string;
}

export const requirementKeys = [
  'absMonths',
  'absSupervision',
  'absIntensives',
  'ukMember',
  'ukMemberTrained',
  'ukCoLed',
  'ukIntensives',
  'anzCases',
  'anzMeetings',
  'anzSupervision',
  'anzIntensives',
  'anzInRoom',
  'ibfCoLed',
  'ibfSupervision',
  'germanDoubleHours',
  'germanInRoom',
  'germanMonths',
] as const;
export type RequirementKey = (typeof requirementKeys)[number];

/** `GET /api/me/log` */
export interface CredentialLog {
  /** Newest first. */
  readonly entries: readonly LogEntry[];
  readonly requirements: readonly Requirement[];
  /** Whoever leads or learns to, or once did. */
  readonly mayAdd: boolean;
  /** Those who confirm it come first, then those who once did. */
  readonly supervisors: readonly LogSupervisor[];
  /** Whose log this account confirms. */
  readonly supervised: readonly Supervised[];
}

export interface Supervised {
  /** Where: one of the groups in which both sit. */
  readonly groupId: string;
  readonly personId: string;
  readonly name: string;
  /** As whom one confirms there. */
  readonly asId: string;
  readonly entries: readonly LogEntry[];
}

/** `POST /api/me/log` */
export interface NewLogEntry {
  readonly kind: LogKind;
  readonly day: string;
  readonly minutes: number;
  readonly cases: number | null;
  readonly place: 'room' | 'screen';
  /** Of a supervision: with which of one's supervisors; left out for one elsewhere. */
  readonly withId?: string | null | undefined;
}

/** `POST /api/groups/:g/logs/:person/confirm`: what was seen, so that nothing is confirmed that has changed meanwhile. */
export interface ConfirmEntry {
  readonly id: string;
  readonly source: 'room' | 'own';
  readonly minutes: number;
}

const whole = (from: number, to: number) => z.int().check(z.minimum(from), z.maximum(to));
const entry: z.ZodMiniType<NewLogEntry> = z.strictObject({
  kind: z.enum(logKinds),
  day,
  minutes: whole(1, 6000),
  cases: z.nullable(whole(0, 9)),
  place: z.enum(['room', 'screen']),
  withId: z.optional(z.nullable(id)),
});
const confirmation: z.ZodMiniType<ConfirmEntry> = z.strictObject({
  id,
  source: z.enum(['room', 'own']),
  minutes: whole(0, 6000),
});

export const parseNewLogEntry = (value: unknown) => parsed(entry, value);
export const parseConfirmation = (value: unknown) => parsed(confirmation, value);
