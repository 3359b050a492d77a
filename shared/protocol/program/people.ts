// A program: its coordinators, its people, and rosters read from a file.
import * as z from 'zod/mini';
import { address, id, language, line, longestName, parsed, zone } from './shapes.ts';

/** `GET /api/programs/:p` */
export interface ProgramView {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly zone: string;
  readonly keepYears: number;
  readonly coordinators: readonly { readonly address: string; readonly since: number }[];
  readonly groups: readonly GroupRow[];
  readonly closedGroups: readonly { readonly id: string; readonly name: string; readonly closedAt: number }[];
  /** From then on it is read, and nothing else. */
  readonly closedAt: number | null;
  /** When everything in it goes, unless it is opened again; null while it is open. */
  readonly deletedAt: number | null;
  readonly peopleCount: number;
  readonly sendsMail: boolean;
}

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly seats: number;
  readonly leaders: readonly string[];
  readonly nextAt: number | null;
  /** Of the next meeting. */
  readonly excused: number;
  readonly quorum: number;
}

export interface ProgramChange {
  readonly name?: string | undefined;
  readonly language?: string | undefined;
  readonly zone?: string | undefined;
  readonly keepYears?: number | undefined;
}

/** `GET /api/programs/:p/people` */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly address: string | null;
  /** Only its owner can change a proved address. */
  readonly isProved: boolean;
  /** Mails to this address were refused or came back for good. */
  readonly isReturned: boolean;
  /** Nothing more is sent there, sign-in links included. */
  readonly isStopped: boolean;
  readonly language: string | null;
  readonly zone: string | null;
  readonly workplace: string | null;
  readonly groups: readonly { readonly id: string; readonly name: string; readonly role: string }[];
}

export interface NewPerson {
  readonly name: string;
  readonly shortName?: string | undefined;
  readonly address?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly zone?: string | null | undefined;
  readonly workplace?: string | null | undefined;
}

export type PersonChange = { readonly [Key in keyof NewPerson]?: NewPerson[Key] | undefined } & {
  /** Somebody answers for the address: it is written to again. */
  readonly addressIsRight?: true | undefined;
};

/** `POST /api/programs/:p/imports?encoding=…`, body `text/csv`; `GET …/imports/:i`; the page of it is `/program/:p/import?i=…` */
export interface ImportPreview {
  readonly id: string;
  /** In which the bytes were read; another may be chosen while a letter looks wrong. */
  readonly encoding: string;
  readonly encodings: readonly string[];
  readonly rows: readonly ImportRow[];
  readonly count: number;
  /** Nothing is applied while there is one. */
  readonly faults: readonly ImportFault[];
  readonly isApplied: boolean;
  /** It can be applied until then. */
  readonly expiresAt: number;
}

export interface ImportRow {
  /** Of the file, from 1. */
  readonly line: number;
  readonly name: string;
  readonly address: string | null;
  readonly language: string | null;
  readonly zone: string | null;
  readonly workplace: string | null;
  readonly seats: readonly ImportSeat[];
  /** The first line of the same person; null for that line itself. */
  readonly sameAs: number | null;
  /** What applying does with it. `seats`: gives the person of an earlier line another seat. */
  readonly does: 'adds' | 'changes' | 'seats' | 'nothing';
}

export interface ImportSeat {
  readonly group: string;
  readonly role: 'leader' | 'coLeader' | 'member' | 'observer';
}

/** `GET /api/programs/:p/imports`: read and not yet applied, newest first. Each is kept for a day. */
export interface WaitingImport {
  readonly id: string;
  readonly madeAt: number;
  readonly expiresAt: number;
  readonly count: number;
  readonly faults: number;
}

export interface ImportFault {
  readonly line: number;
  readonly column: string | null;
  /** A key of the catalogue's import faults. */
  readonly code: string;
}

/** `GET /api/programs/:p/acts`, newest first: who did what to which object, never what it said. */
export interface ActRow {
  readonly id: string;
  /** Such as `seat-given`. */
  readonly act: string;
  readonly groupName: string | null;
  /** The address of whoever did it, or their name if they came by a personal link; null for the machine. */
  readonly by: string | null;
  readonly at: number;
}

const programChange: z.ZodMiniType<ProgramChange> = z.strictObject({
  name: z.optional(line(longestName)),
  language: z.optional(language),
  zone: z.optional(zone),
  keepYears: z.optional(z.number().check(z.int(), z.gte(3), z.lte(30))),
});
const person = {
  shortName: z.optional(line(40)),
  address: z.optional(z.nullable(address)),
  language: z.optional(z.nullable(language)),
  zone: z.optional(z.nullable(zone)),
  workplace: z.optional(z.nullable(line(120))),
};
const newPerson: z.ZodMiniType<NewPerson> = z.strictObject({ name: line(longestName), ...person });
const personChange: z.ZodMiniType<PersonChange> = z.strictObject({
  ...{ name: z.optional(line(longestName)), ...person },
  addressIsRight: z.optional(z.literal(true)),
});
const coordinator = z.strictObject({ address });

export const parseProgramChange = (value: unknown) => parsed(programChange, value);
export const parseNewPerson = (value: unknown) => parsed(newPerson, value);
export const parsePersonChange = (value: unknown) => parsed(personChange, value);
export const parseCoordinator = (value: unknown) => parsed(coordinator, value);
export const isId = (value: unknown): value is string => id.safeParse(value).success;
