// A group as its coordinators and leaders make it: name, form, people in the order of the circle, contract, consents.
import * as z from 'zod/mini';
import { type Form, type PresetName, presets } from '../../ritual/forms.ts';
import { roleIds } from '../../ritual/roles.ts';
import type { NewSeries } from './dates.ts';
import { newSeries } from './new-series.ts';
import { address, id, language, line, longestName, parsed, zone } from './shapes.ts';

export const standings = ['candidate', 'supervisor'] as const;
/** Of one contract. */
const mostLanguages = 6;
const formNames = Object.keys(presets) as [PresetName, ...PresetName[]];

/** Somebody in a group that is being made, in the order of the circle. */
export interface NewSeat {
  readonly name: string;
  readonly address?: string | null | undefined;
  readonly role: (typeof roleIds)[number];
  readonly standing?: (typeof standings)[number] | null | undefined;
}

/**
 * `POST /api/groups` (a leader alone: makes program, group and leadership in one act; the maker is the first seat with the role `leader` unless
 * one has their address) or `POST /api/programs/:p/groups`. Answered 201 with `{ id }`.
 */
export interface NewGroup {
  readonly name: string;
  /** A preset by its name, or a form of the group's own (R1.7). */
  readonly form: PresetName | Form;
  readonly language: string;
  readonly zone: string;
  readonly membership: 'closed' | 'slowOpen';
  readonly seats: readonly NewSeat[];
  /** Left out: the group meets freely until dates are made. */
  readonly series?: NewSeries | undefined;
  /** The place in `seats` of whoever makes it; null when they do not sit in it. */
  readonly mine: number | null;
}

/** `GET /api/groups/:g` */
export interface GroupView {
  readonly id: string;
  readonly programId: string | null;
  readonly name: string;
  /** Its name; empty when what is stored cannot be read. */
  readonly form: string;
  /** R1.4: one of its people convenes each meeting. */
  readonly isLedByConvenor: boolean;
  /** How many may sit in its circle. */
  readonly room: number;
  readonly language: string;
  readonly zone: string;
  readonly membership: 'closed' | 'slowOpen';
  readonly seats: readonly SeatRow[];
  /** Pairs that a leader should look at; coordinators learn the pair, not why (`kind` null). */
  readonly warnings: readonly PairWarning[];
  readonly you: {
    /** May do here what leaders do, or coordinators: nobody in a closed group. */
    readonly leads: boolean;
    readonly coordinates: boolean;
    readonly mayReopen: boolean;
    /** Their own seat, if they sit in it. */
    readonly ref: string | null;
  };
  readonly sendsMail: boolean;
  /** From then on it is read, and nothing else. */
  readonly closedAt: number | null;
}

export interface SeatRow {
  readonly ref: string;
  readonly personId: string;
  readonly name: string;
  readonly role: (typeof roleIds)[number];
  readonly standing: (typeof standings)[number] | null;
  readonly credential: string | null;
  readonly hasAddress: boolean;
  readonly hasAgreed: boolean;
  /** Only for this meeting: a guest, or a substitute leader. */
  readonly onlyFor: string | null;
  readonly joinedAt: number | null;
}

export interface PairWarning {
  readonly oneId: string;
  readonly otherId: string;
  readonly kind: 'workTogether' | 'dualRelation' | 'related' | 'other' | 'sameWorkplace' | null;
  /** The note's id, for leaders; null for what follows from workplaces. */
  readonly noteId: string | null;
}

export interface GroupChange {
  readonly name?: string | undefined;
  readonly language?: string | undefined;
  readonly zone?: string | undefined;
  readonly membership?: 'closed' | 'slowOpen' | undefined;
}

/** `POST /api/groups/:g/seats`: a person of the program, or a new one. `onlyFor` a meeting's id: a substitute leader or a guest. */
export interface GivenSeat {
  readonly personId?: string | undefined;
  readonly name?: string | undefined;
  readonly address?: string | null | undefined;
  readonly role: (typeof roleIds)[number];
  readonly standing?: (typeof standings)[number] | null | undefined;
  readonly onlyFor?: string | undefined;
}

/** `PATCH /api/groups/:g/seats/:ref` */
export interface SeatChange {
  readonly role?: (typeof roleIds)[number] | undefined;
  readonly standing?: (typeof standings)[number] | null | undefined;
  readonly credential?: string | null | undefined;
}

/** `PUT /api/groups/:g/seats`: the order of the circle; `from` is the order that was seen, else 409 `stale`. */
export interface SeatOrder {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export interface NewPairNote {
  readonly oneId: string;
  readonly otherId: string;
  readonly kind: 'workTogether' | 'dualRelation' | 'related' | 'other';
}

export interface ContractText {
  readonly language: string;
  readonly text: string;
}

/** `GET /api/groups/:g/contract` */
export interface ContractView {
  readonly version: number;
  /** The newest version in each of its languages, the group's own first. */
  readonly texts: readonly (ContractText & { readonly hash: string })[];
  readonly versions: readonly { readonly version: number; readonly madeAt: number }[];
  /** The ledger: who agreed to which version, and when. */
  readonly agreements: readonly {
    readonly name: string;
    readonly version: number;
    readonly language: string;
    readonly at: number;
    readonly hash: string;
  }[];
  readonly missing: readonly string[];
}

/**
 * `PUT /api/groups/:g/contract`: a new version in all its languages, the group's own (`text`) among them, which everybody accepts before their next
 * entry. Only another language beside texts that stay is no new version. `from`, `language` and `seen` say what the page knew: the version, the
 * group's language, and those that there were; without them, and when something newer would be dropped or overwritten, 409 `stale`.
 */
export interface NewContract {
  readonly from: number;
  readonly language?: string | undefined;
  readonly seen?: readonly string[] | undefined;
  readonly text: string;
  readonly others?: readonly ContractText[] | undefined;
}

/** R6.6. `GET /api/seats/:ref/consents`, `POST /api/seats/:ref/consents`: everybody says it by their own touch. */
export interface ObserverConsent {
  readonly meetingId: string;
  readonly observerId: string;
  readonly observerName: string;
  readonly startsAt: number;
  readonly mine: 'yes' | 'no' | 'withdrawn' | null;
  /** Of all who must agree. */
  readonly isGiven: boolean;
}

export interface SaidConsent {
  readonly meetingId: string;
  readonly observerId: string;
  readonly said: 'yes' | 'no' | 'withdrawn';
}

const role = z.enum(roleIds);
const standing = z.optional(z.nullable(z.enum(standings)));
const membership = z.enum(['closed', 'slowOpen']);
/** Of a form, the list of faults is the judge. */
const form = z.union([z.enum(formNames), z.custom<Form>((value) => typeof value === 'object' && value !== null)]);
const newSeat = z.strictObject({ name: line(longestName), address: z.optional(z.nullable(address)), role, standing });
const newGroup: z.ZodMiniType<NewGroup> = z.strictObject({
  name: line(longestName),
  form,
  language,
  zone,
  membership,
  seats: z.array(newSeat).check(z.minLength(1), z.maxLength(24)),
  series: z.optional(newSeries),
  mine: z.nullable(z.number().check(z.int(), z.gte(0), z.lte(23))),
});
const groupChange: z.ZodMiniType<GroupChange> = z.strictObject({
  name: z.optional(line(longestName)),
  language: z.optional(language),
  zone: z.optional(zone),
  membership: z.optional(membership),
});
const givenSeat: z.ZodMiniType<GivenSeat> = z.strictObject({
  personId: z.optional(id),
  name: z.optional(line(longestName)),
  address: z.optional(z.nullable(address)),
  role,
  standing,
  onlyFor: z.optional(id),
});
const seatChange: z.ZodMiniType<SeatChange> = z.strictObject({
  role: z.optional(role),
  standing,
  credential: z.optional(z.nullable(line(120))),
});
const refs = z.array(id).check(z.maxLength(24));
const order: z.ZodMiniType<SeatOrder> = z.strictObject({ from: refs, to: refs });
const pairNote: z.ZodMiniType<NewPairNote> = z.strictObject({
  oneId: id,
  otherId: id,
  kind: z.enum(['workTogether', 'dualRelation', 'related', 'other']),
});
const contractText = z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000), z.regex(/^[^\0]*$/));
const contract: z.ZodMiniType<NewContract> = z.strictObject({
  from: z.number().check(z.int(), z.gte(0)),
  language: z.optional(language),
  seen: z.optional(z.array(language).check(z.maxLength(mostLanguages))),
  text: contractText,
  others: z.optional(z.array(z.strictObject({ language, text: contractText })).check(z.maxLength(mostLanguages - 1))),
});
const consent: z.ZodMiniType<SaidConsent> = z.strictObject({
  meetingId: id,
  observerId: id,
  said: z.enum(['yes', 'no', 'withdrawn']),
});

export const parseNewGroup = (value: unknown) => parsed(newGroup, value);
export const parseGroupChange = (value: unknown) => parsed(groupChange, value);
export const parseGivenSeat = (value: unknown) => parsed(givenSeat, value);
export const parseSeatChange = (value: unknown) => parsed(seatChange, value);
export const parseSeatOrder = (value: unknown) => parsed(order, value);
export const parsePairNote = (value: unknown) => parsed(pairNote, value);
export const parseNewContract = (value: unknown) => parsed(contract, value);
export const parseConsent = (value: unknown) => parsed(consent, value);
