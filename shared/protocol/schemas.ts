// The only entrance for outside data: whatever a browser sends is parsed here, or refused. Sizes and characters are bounded.
import * as z from 'zod/mini';
import type { WireCommand } from '../ritual/commands.ts';
import { mostExtendedMinutes } from '../ritual/decide-form.ts';
import { mostBreakMinutes } from '../ritual/decide-pause.ts';
import { mostMinutes } from '../ritual/form-faults.ts';
import { allPhaseIds } from '../ritual/phases.ts';
import { type AnswerMessage, type CandidateMessage, type CheckHandshake, type WayMessage, ways } from './check.ts';
import type { AcceptedContract } from './doorstep.ts';
import { longestGuestName, type NamedGuest } from './guest.ts';
import type { Handshake, Perform, SentNote, SoundFrom } from './messages.ts';
import { longestNote } from './note.ts';
import type { PressLink } from './way-in.ts';

const name = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[A-Za-z0-9_-]+$/));
const phase = z.enum(allPhaseIds);
const bare = <T extends string>(type: T) => z.strictObject({ type: z.literal(type) });
const aboutPerson = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), personId: name });
const fromTo = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), from: phase, to: phase });

const extended = z.number().check(z.int(), z.gte(0), z.lte(mostExtendedMinutes));

const command: z.ZodMiniType<WireCommand> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('enter'), device: name, replace: z.boolean() }),
  bare('leave'),
  bare('offerCase'),
  bare('withdrawOffer'),
  bare('acceptCase'),
  bare('declineCase'),
  bare('signalLeaders'),
  bare('withdrawSignal'),
  bare('comeIn'),
  bare('convene'),
  bare('raiseHand'),
  bare('lowerHand'),
  z.strictObject({ type: z.literal('tellMicrophone'), microphone: z.enum(['works', 'missing', 'muted', 'off']) }),
  fromTo('advance'),
  fromTo('goBack'),
  z.strictObject({ type: z.literal('undo'), from: phase }),
  aboutPerson('chooseCase'),
  bare('takeBackChoice'),
  bare('acknowledgeSignal'),
  z.strictObject({ type: z.literal('handTime'), from: z.nullable(name), to: name }),
  bare('pause'),
  z.strictObject({
    type: z.literal('takeBreak'),
    from: z.nullable(z.number().check(z.int(), z.gte(0))),
    minutes: z.number().check(z.int(), z.gte(1), z.lte(mostBreakMinutes)),
  }),
  bare('resume'),
  z.strictObject({ type: z.literal('setMinutes'), phase, minutes: z.number().check(z.int(), z.gte(1), z.lte(mostMinutes)) }),
  z.strictObject({ type: z.literal('setPushBack'), pushBack: z.enum(['atTheEdge', 'unseen', 'none']) }),
  z.strictObject({ type: z.literal('giveRound'), from: phase, to: z.enum(['inner', 'outer', 'both']) }),
  z.strictObject({ type: z.literal('exchangeCircles'), first: name }),
  z.strictObject({ type: z.literal('seatIn'), personId: name, circle: z.enum(['inner', 'outer']) }),
  z.strictObject({ type: z.literal('extendHours'), from: extended, to: extended }),
  aboutPerson('nameSubstitute'),
  aboutPerson('endSubstitute'),
  aboutPerson('lowerHandOf'),
  aboutPerson('hold'),
  aboutPerson('release'),
  aboutPerson('goOnWithout'),
  aboutPerson('admit'),
  aboutPerson('askToStepOut'),
  aboutPerson('closeDoor'),
  aboutPerson('openDoor'),
]);

/** Milliseconds of the server's clock. */
const by = z.optional(z.number().check(z.int(), z.gte(0)));

const perform: z.ZodMiniType<Perform> = z.strictObject({ id: name, command, by });

const handshake: z.ZodMiniType<Handshake> = z.object({
  protocol: z.number().check(z.int(), z.gte(0)),
  seat: name,
  device: name,
});

const note: z.ZodMiniType<SentNote> = z.strictObject({
  to: z.enum(['leaders', 'presenter']),
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestNote)),
  by,
});

const soundFrom: z.ZodMiniType<SoundFrom> = z.strictObject({ personId: name });

/** One readable line: no invisible characters but the two that join letters. */
const acceptance: z.ZodMiniType<AcceptedContract> = z.strictObject({ hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) });
const guest: z.ZodMiniType<NamedGuest> = z.strictObject({
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(longestGuestName),
      z.regex(/^(?:[^\p{C}\p{Zl}\p{Zp}]|[\u200c\u200d])+$/u),
      z.regex(/[\p{L}\p{N}]/u),
    ),
});

const press: z.ZodMiniType<PressLink> = z.strictObject({ pass: z.string().check(z.maxLength(100)), endsWithBrowser: z.boolean() });

/** A browser describes a connection in a kilobyte or two. */
const longestSdp = 8_000;
const longestCandidate = 1_000;

const checkHandshake: z.ZodMiniType<CheckHandshake> = z.object({ seat: z.nullable(name) });
const way = z.enum(ways);
const ofWay: z.ZodMiniType<WayMessage> = z.strictObject({ way });
const answer: z.ZodMiniType<AnswerMessage> = z.strictObject({
  way,
  sdp: z.string().check(z.minLength(1), z.maxLength(longestSdp)),
});
const candidate: z.ZodMiniType<CandidateMessage> = z.strictObject({
  way,
  candidate: z.string().check(z.minLength(1), z.maxLength(longestCandidate)),
});

function parsed<T>(schema: z.ZodMiniType<T>, value: unknown): T | null {
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}

/** Each returns null for anything that is not exactly as it should be. */
export const parseHandshake = (value: unknown): Handshake | null => parsed(handshake, value);
export const parsePerform = (value: unknown): Perform | null => parsed(perform, value);
export const parseNote = (value: unknown): SentNote | null => parsed(note, value);
export const parseSoundFrom = (value: unknown): SoundFrom | null => parsed(soundFrom, value);
export const parseAcceptance = (value: unknown): AcceptedContract | null => parsed(acceptance, value);
export const parseGuest = (value: unknown): NamedGuest | null => parsed(guest, value);
export const parsePress = (value: unknown): PressLink | null => parsed(press, value);
export const parseCheckHandshake = (value: unknown): CheckHandshake | null => parsed(checkHandshake, value);
export const parseWay = (value: unknown): WayMessage | null => parsed(ofWay, value);
export const parseAnswer = (value: unknown): AnswerMessage | null => parsed(answer, value);
export const parseCandidate = (value: unknown): CandidateMessage | null => parsed(candidate, value);
