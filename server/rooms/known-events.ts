// Tells events that this version of the ritual could have written from those of a newer version: an unknown event, an unknown field, an
// unknown phase. To apply one of those would be guessing.

import * as z from 'zod/mini';
import { formShape } from '../../shared/protocol/form-shape.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { allPhaseIds } from '../../shared/ritual/phases.ts';
import { roleIds } from '../../shared/ritual/roles.ts';
import type { Seat } from '../../shared/ritual/state.ts';

type Shapes = { readonly [T in RoomEvent['type']]: z.ZodMiniType<Omit<Extract<RoomEvent, { type: T }>, 'type' | 'at'>> };

const phase = z.enum(allPhaseIds);
const nothingMore = z.strictObject({});
const ofPerson = z.strictObject({ personId: z.string() });

const seat: z.ZodMiniType<Seat> = z.strictObject({
  personId: z.string(),
  name: z.string(),
  role: z.enum(roleIds),
  inTraining: z.optional(z.literal(true)),
  convenes: z.optional(z.literal(true)),
});

/** Besides `type` and `at`, which all events have. */
const shapes: Shapes = {
  meetingOpened: z.strictObject({
    meetingId: z.string(),
    groupName: z.string(),
    form: formShape,
    seats: z.array(seat),
    planned: z.optional(z.strictObject({ startsAt: z.number(), endsAt: z.number() })),
  }),
  personMoved: z.strictObject({
    personId: z.string(),
    to: z.enum(['away', 'knocking', 'in', 'lost', 'steppedOut', 'shutOut']),
    device: z.nullable(z.string()),
  }),
  guestSeated: z.strictObject({ personId: z.string(), name: z.string() }),
  rosterChanged: z.strictObject({ seats: z.array(seat) }),
  phaseChanged: z.strictObject({ from: phase, to: phase }),
  phaseUndone: nothingMore,
  meetingClosed: nothingMore,
  caseOffered: ofPerson,
  offerWithdrawn: ofPerson,
  caseChosen: ofPerson,
  choiceDropped: nothingMore,
  caseAccepted: ofPerson,
  presenterCameIn: nothingMore,
  signalRaised: nothingMore,
  signalAcknowledged: nothingMore,
  signalWithdrawn: nothingMore,
  handRaised: ofPerson,
  handLowered: ofPerson,
  minutesSet: z.strictObject({ phase, minutes: z.number() }),
  pushBackSet: z.strictObject({ pushBack: z.enum(['atTheEdge', 'unseen', 'none']) }),
  roundGiven: z.strictObject({ to: z.enum(['inner', 'outer', 'both']) }),
  circlesSeated: z.strictObject({ outer: z.array(z.string()) }),
  hoursExtended: z.strictObject({ minutes: z.number() }),
  convenorTaken: ofPerson,
  substituteNamed: ofPerson,
  substituteEnded: ofPerson,
  timeHanded: ofPerson,
  paused: nothingMore,
  returnSet: z.strictObject({ until: z.number() }),
  resumed: nothingMore,
  personHeld: ofPerson,
  personReleased: ofPerson,
  personClosed: ofPerson,
  wentOnWithout: ofPerson,
  silenceConfirmed: ofPerson,
  silenceDoubted: ofPerson,
  microphoneTold: z.strictObject({ personId: z.string(), microphone: z.enum(['works', 'missing', 'muted', 'off']) }),
};

const dated = z.looseObject({ type: z.string(), at: z.number() });

export function isKnownEvent(event: unknown): boolean {
  const read = dated.safeParse(event);
  if (!read.success) return false;
  const { type, at: _, ...more } = read.data;
  return Object.hasOwn(shapes, type) && shapes[type as RoomEvent['type']].safeParse(more).success;
}
