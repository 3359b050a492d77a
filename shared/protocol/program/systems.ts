// The keys by which other systems of a program read and write here, and the shapes of what they are told (`/api/v1`).
import * as z from 'zod/mini';
import { certificateLayouts } from './certificates.ts';
import { address, id, language, line, longestName, parsed, zone } from './shapes.ts';

/** What a key may be good for; never for notes, surveys, links or anything of a room. */
export const scopes = ['people:read', 'people:write', 'dates:read', 'attendance:read', 'certificates:read'] as const;
export type Scope = (typeof scopes)[number];

/** `GET /api/programs/:p/api-keys` answers `{ keys }`, newest first. */
export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly madeAt: number;
  readonly expiresAt: number;
  /** To the hour. */
  readonly usedAt: number | null;
  readonly state: 'good' | 'expired' | 'revoked';
}

/** `POST /api/programs/:p/api-keys` answers 201 `MadeApiKey`. */
export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly days: number;
}

/** The only time that anybody sees the key. */
export interface MadeApiKey {
  readonly id: string;
  readonly key: string;
}

const longestDays = 730;

const scope = z.enum(scopes);
const newKey: z.ZodMiniType<NewApiKey> = z.strictObject({
  name: line(longestName),
  scopes: z.array(scope).check(z.minLength(1), z.maxLength(scopes.length)),
  days: z.number().check(z.int(), z.gte(1), z.lte(longestDays)),
});
export const parseNewApiKey = (value: unknown) => parsed(newKey, value);

const instant = z.iso.datetime();
const nullable = <T extends z.ZodMiniType>(schema: T) => z.nullable(schema);
const limit = z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(500)));
const dayText = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** What another system calls a person. */
const outsideRef = z.string().check(z.regex(/^[A-Za-z0-9._:@-]{1,80}$/));

export const v1 = {
  personParams: z.object({ outsideRef }),
  peopleQuery: z.object({ after: z.optional(id), limit }),
  writtenPerson: z.strictObject({
    name: line(longestName),
    shortName: z.optional(line(40)),
    address: z.optional(z.nullable(address)),
    language: z.optional(z.nullable(language)),
    zone: z.optional(z.nullable(zone)),
    workplace: z.optional(z.nullable(line(120))),
  }),
  person: z.object({
    id: z.string(),
    outsideRef: nullable(z.string()),
    name: z.string(),
    shortName: z.string(),
    address: nullable(z.string()),
    language: nullable(z.string()),
    zone: nullable(z.string()),
    workplace: nullable(z.string()),
  }),
  meetingsQuery: z.object({ from: z.optional(dayText), to: z.optional(dayText) }),
  meeting: z.object({
    id: z.string(),
    groupId: z.string(),
    groupName: z.string(),
    zone: z.string(),
    startsAt: instant,
    endsAt: instant,
    place: z.enum(['screen', 'room', 'both']),
    state: z.enum(['planned', 'held', 'cancelled']),
  }),
  attendanceQuery: z.object({ since: z.optional(z.string().check(z.maxLength(300))), limit }),
  attendance: z.object({
    meetingId: z.string(),
    groupId: z.string(),
    startsAt: instant,
    personId: z.string(),
    outsideRef: nullable(z.string()),
    name: z.string(),
    as: z.enum(['leader', 'member', 'observer']),
    place: z.enum(['screen', 'room']),
    minutes: z.number(),
    minutesPlanned: z.number(),
    countedBy: z.enum(['room', 'leader']),
    isCorrected: z.boolean(),
  }),
  certificateParams: z.object({ id }),
  certificate: z.object({
    id: z.string(),
    number: z.string(),
    groupId: z.string(),
    personId: z.string(),
    outsideRef: nullable(z.string()),
    name: z.string(),
    layout: z.enum(certificateLayouts),
    from: dayText,
    to: dayText,
    meetings: z.number(),
    minutes: z.number(),
    issuedAt: instant,
    withdrawnAt: nullable(instant),
  }),
  refusal: z.object({
    error: z.string(),
    message: z.string(),
    faults: z.optional(z.array(z.object({ path: z.string(), code: z.string() }))),
  }),
};

export type V1Person = z.infer<typeof v1.person>;
export type V1Meeting = z.infer<typeof v1.meeting>;
export type V1Attendance = z.infer<typeof v1.attendance>;
export type V1Certificate = z.infer<typeof v1.certificate>;
