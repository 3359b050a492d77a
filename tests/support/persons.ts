// The people of every story and what they may wish for: Ann leads, Hal co-leads, Ben presents, Cid and Dee are members, Oda observes.
// A wish becomes a command only when its moment comes, since a command says what it believes (R1.6).
import type { By, Command, MediaCommand, WireCommand } from '../../shared/ritual/commands.ts';
import { onlyLeadersSince } from '../../shared/ritual/decide-keeping.ts';
import type { PushBack } from '../../shared/ritual/forms.ts';
import type { PhaseId } from '../../shared/ritual/phases.ts';
import type { Role } from '../../shared/ritual/roles.ts';
import type { Microphone, PersonId, RoomState, Round, Seat } from '../../shared/ritual/state.ts';
import { timeKeeperOf } from '../../shared/ritual/time-keeper.ts';

export interface Wish {
  readonly by: By;
  readonly command: (state: RoomState) => Command;
}

export type Somebody = ReturnType<typeof somebody>;

function somebody(name: string) {
  const id: PersonId = name.toLowerCase();
  const wish = (command: WireCommand | ((state: RoomState) => WireCommand)): Wish => ({
    by: { person: id },
    command: typeof command === 'function' ? command : () => command,
  });
  const towards = (type: Exclude<Extract<WireCommand, { personId: PersonId }>['type'], 'seatIn'>) => (whom: { id: PersonId }) =>
    wish({ type, personId: whom.id });
  return {
    id,
    name,
    enters: (device = `${id}-laptop`) => wish({ type: 'enter', device, replace: false }),
    entersInsteadWith: (device: string) => wish({ type: 'enter', device, replace: true }),
    leaves: () => wish({ type: 'leave' }),
    offersACase: () => wish({ type: 'offerCase' }),
    withdrawsTheOffer: () => wish({ type: 'withdrawOffer' }),
    accepts: () => wish({ type: 'acceptCase' }),
    declines: () => wish({ type: 'declineCase' }),
    signals: () => wish({ type: 'signalLeaders' }),
    withdrawsTheSignal: () => wish({ type: 'withdrawSignal' }),
    convenes: () => wish({ type: 'convene' }),
    asksToLead: towards('nameSubstitute'),
    endsTheLeadOf: towards('endSubstitute'),
    extends: (to: number, from?: number) =>
      wish(({ extendedMinutes }) => ({ type: 'extendHours', from: from ?? extendedMinutes, to })),
    comesIn: () => wish({ type: 'comeIn' }),
    tellsOfTheMicrophone: (microphone: Microphone) => wish({ type: 'tellMicrophone', microphone }),
    raisesAHand: () => wish({ type: 'raiseHand' }),
    lowersTheHand: () => wish({ type: 'lowerHand' }),
    givesMinutes: (phase: PhaseId, minutes: number) => wish({ type: 'setMinutes', phase, minutes }),
    setsTheKind: (pushBack: PushBack) => wish({ type: 'setPushBack', pushBack }),
    givesTheRoundTo: (to: Round, from?: PhaseId) => wish(({ scene }) => ({ type: 'giveRound', from: from ?? scene.phase, to })),
    exchangesTheCircles: (first?: { id: PersonId }) =>
      wish(({ outer }) => ({ type: 'exchangeCircles', first: first?.id ?? outer[0] ?? 'nobody' })),
    seatsIn: (circle: 'inner' | 'outer', { id: personId }: { id: PersonId }) => wish({ type: 'seatIn', personId, circle }),
    lowersTheHandOf: towards('lowerHandOf'),
    advancesTo: (to: PhaseId, from?: PhaseId) => wish(({ scene }) => ({ type: 'advance', from: from ?? scene.phase, to })),
    goesBackTo: (to: PhaseId, from?: PhaseId) => wish(({ scene }) => ({ type: 'goBack', from: from ?? scene.phase, to })),
    undoes: (from?: PhaseId) => wish(({ scene }) => ({ type: 'undo', from: from ?? scene.phase })),
    chooses: towards('chooseCase'),
    takesTheChoiceBack: () => wish({ type: 'takeBackChoice' }),
    acknowledges: () => wish({ type: 'acknowledgeSignal' }),
    handsTheTimeTo: ({ id: to }: { id: PersonId }, from?: PersonId | null) =>
      wish((state) => ({ type: 'handTime', from: from === undefined ? (timeKeeperOf(state)?.personId ?? null) : from, to })),
    pauses: () => wish({ type: 'pause' }),
    takesABreak: (minutes: number, from?: number | null) =>
      wish(({ scene }) => ({ type: 'takeBreak', from: from === undefined ? scene.clock.returnAt : from, minutes })),
    resumes: () => wish({ type: 'resume' }),
    holds: towards('hold'),
    releases: towards('release'),
    goesOnWithout: towards('goOnWithout'),
    admits: towards('admit'),
    asksOut: towards('askToStepOut'),
    closesTheDoorTo: towards('closeDoor'),
    opensTheDoorTo: towards('openDoor'),
  };
}

export const ann = somebody('Ann');
export const hal = somebody('Hal');
export const ben = somebody('Ben');
export const cid = somebody('Cid');
export const dee = somebody('Dee');
export const oda = somebody('Oda');
/** On no roster, until she is named as a guest. */
export const eve = somebody('Eve');

export const everybody = { Ann: ann, Hal: hal, Ben: ben, Cid: cid, Dee: dee, Oda: oda } as const;
export type Name = keyof typeof everybody;

/** What the roster reports once a leader has named somebody for this meeting. */
export const roster = {
  gives: ({ id }: Somebody, role: Role): Wish => ({
    by: 'roster',
    command: ({ seats }) => ({
      type: 'changeRoster',
      seats: seats.map((seat) => (seat.personId === id ? { ...seat, role } : seat)),
    }),
  }),
  changes: (change: (seats: readonly Seat[]) => readonly Seat[]): Wish => ({
    by: 'roster',
    command: ({ seats }) => ({ type: 'changeRoster', seats: change(seats) }),
  }),
  names: ({ id, name }: Somebody): Wish => ({ by: 'roster', command: () => ({ type: 'seatGuest', personId: id, name }) }),
};

/** What a lost connection reports. */
export const connection = {
  breaksFor: ({ id }: { id: PersonId }, device?: string): Wish => ({
    by: 'connection',
    command: ({ people }) => ({ type: 'lineLost', personId: id, device: device ?? people[id]?.device ?? 'none' }),
  }),
};

const ofSilence = (type: Exclude<MediaCommand['type'], 'closeForPhase'>, id: PersonId, number?: number): Wish => ({
  by: 'media',
  command: ({ people }) => ({ type, personId: id, silenceNumber: number ?? people[id]?.silenceNumber ?? 0 }),
});

/** What the media server has answered; without a number, about the present silence. */
export const media = {
  confirms: ({ id }: { id: PersonId }, silenceNumber?: number) => ofSilence('confirmSilence', id, silenceNumber),
  doubts: ({ id }: { id: PersonId }, silenceNumber?: number) => ofSilence('doubtSilence', id, silenceNumber),
  closes: ({ id }: { id: PersonId }): Wish => ({ by: 'media', command: () => ({ type: 'closeForPhase', personId: id }) }),
};

export const clock = {
  beginsTheDebrief: (since?: number): Wish => ({
    by: 'clock',
    command: (state) => ({ type: 'beginDebrief', goneSince: since ?? onlyLeadersSince(state) ?? 0 }),
  }),
  endsALeaderlessRoom: (since?: number): Wish => ({
    by: 'clock',
    command: (state) => ({ type: 'endLeaderless', leaderlessSince: since ?? state.leaderlessSince ?? 0 }),
  }),
};
