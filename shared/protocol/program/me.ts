// Who is signed in with an account, and what that account may see and end.
import * as z from 'zod/mini';
import { address, language, line, longestName, parsed, zone } from './shapes.ts';

/** `POST /api/sign-in`: always answered 202, whoever exists. */
export interface AskForLink {
  readonly address: string;
  /** An address of this server to go on to. */
  readonly to?: string | undefined;
}

/** `POST /api/enter`: the token of a mail's link, which only a person's press sends. Answered 204 with a cookie, or 410 `link-spent`. */
export interface EnterByLink {
  readonly token: string;
  readonly endsWithBrowser: boolean;
}

/** `POST /api/enter/look`: changes nothing. `address` is null for a link that a terminal printed. */
export interface SeenEnterLink {
  readonly address: string | null;
  readonly to: string;
}

/** `GET /api/me` */
export interface Me {
  /** The first is where mails go; one signs in with any of them. */
  readonly addresses: readonly string[];
  /** Those of them to which nothing more is sent: mails came back from there for good. */
  readonly stopped: readonly string[];
  readonly language: string | null;
  readonly zone: string | null;
  /** Those this account coordinates, also as a leader whose program nobody else coordinates. */
  readonly programs: readonly { readonly id: string; readonly name: string; readonly isClosed: boolean }[];
  /** Those this account leads, with or without a program. */
  readonly ledGroups: readonly { readonly id: string; readonly name: string }[];
  /** In which this account has a seat; they can be read. */
  readonly closedGroups: readonly { readonly id: string; readonly name: string }[];
  /** May make a group alone: true for everybody signed in who coordinates nothing, unless the installation forbids it. */
  readonly mayMakeGroup: boolean;
  readonly endsWithBrowser: boolean;
}

export interface ChangeMe {
  readonly language?: string | null | undefined;
  readonly zone?: string | null | undefined;
}

/**
 * `POST /api/me/addresses`: always answered 202; mails a link to the address. `POST /api/me/addresses/look` and `/prove` take its token, signed in as
 * whoever asked. `POST /api/me/addresses/first` puts one first, `POST /api/me/addresses/remove` removes one,
 * `POST /api/me/addresses/right` says of one that it is right, where mails came back from it.
 */
export interface OwnAddress {
  readonly address: string;
}

/** `GET /api/me/sessions`: newest first. */
export interface MySession {
  readonly id: string;
  readonly how: 'mail' | 'passkey' | 'oidc' | 'saml' | 'command';
  /** Coarse, such as "Firefox, Windows". */
  readonly device: string;
  readonly since: number;
  /** To the hour. */
  readonly usedAt: number | null;
  readonly isThisOne: boolean;
}

/** `GET /api/me/passkeys` */
export interface MyPasskey {
  readonly id: string;
  readonly name: string;
  readonly since: number;
  readonly usedAt: number | null;
}

/** `POST /api/passkey/enter`; `answer` is what the browser's own ways give, which the server's library judges. */
export interface PasskeyAnswer {
  readonly answer: unknown;
  readonly endsWithBrowser?: boolean | undefined;
}

/** `GET /api/home`: every seat that this browser may open, by account or personal link. Times in milliseconds since 1970. */
export interface Home {
  readonly seats: readonly HomeSeat[];
  /** An account is signed in here. */
  readonly isSignedIn: boolean;
}

export interface HomeSeat {
  readonly ref: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly yourName: string;
  readonly role: 'leader' | 'coLeader' | 'member' | 'observer';
  /** In which its dates were planned. */
  readonly zone: string;
  /** The coming meetings, soonest first, at most twelve. */
  readonly meetings: readonly HomeMeeting[];
  /** The address of this person's calendar, renewable; null for guests. */
  readonly feed: string | null;
  readonly reminders: 'both' | 'day' | 'hours' | 'none';
  /** Whether the person may manage the group's pages (a leader signed in with an account). */
  readonly manages: boolean;
}

export interface HomeMeeting {
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly place: 'screen' | 'room' | 'both';
  readonly isCancelled: boolean;
  readonly isExcused: boolean;
  /** R1.4: they were named to lead it, in a group without leaders. */
  readonly convenes: boolean;
  /** Where they will be, once they have said so of a meeting that is in both. */
  readonly myPlace: 'screen' | 'room' | null;
  /** When this person may come in. */
  readonly doorOpensAt: number;
}

const ask: z.ZodMiniType<AskForLink> = z.strictObject({ address, to: z.optional(z.string().check(z.maxLength(200))) });
const enter: z.ZodMiniType<EnterByLink> = z.strictObject({
  token: z.string().check(z.maxLength(100)),
  endsWithBrowser: z.boolean(),
});
const token = z.strictObject({ token: z.string().check(z.maxLength(100)) });
const change: z.ZodMiniType<ChangeMe> = z.strictObject({
  language: z.optional(z.nullable(language)),
  zone: z.optional(z.nullable(zone)),
});
const passkeyName = z.strictObject({ name: line(longestName) });
const passkeyAnswer: z.ZodMiniType<PasskeyAnswer> = z.strictObject({
  answer: z.looseObject({ id: z.string() }),
  endsWithBrowser: z.optional(z.boolean()),
});
const ownAddress: z.ZodMiniType<OwnAddress> = z.strictObject({ address });
const excuse = z.strictObject({ excused: z.boolean() });
/** Null takes back what was said. */
const ownPlace = z.strictObject({ place: z.nullable(z.enum(['screen', 'room'])) });
const reminders = z.strictObject({ reminders: z.enum(['both', 'day', 'hours', 'none']) });

export const parseAskForLink = (value: unknown) => parsed(ask, value);
export const parseEnter = (value: unknown) => parsed(enter, value);
export const parseOwnAddress = (value: unknown) => parsed(ownAddress, value);
export const parseToken = (value: unknown) => parsed(token, value);
export const parseChangeMe = (value: unknown) => parsed(change, value);
export const parsePasskeyName = (value: unknown) => parsed(passkeyName, value);
export const parsePasskeyAnswer = (value: unknown) => parsed(passkeyAnswer, value);
export const parseExcuse = (value: unknown) => parsed(excuse, value);
export const parseOwnPlace = (value: unknown) => parsed(ownPlace, value);
export const parseReminders = (value: unknown) => parsed(reminders, value);
