// What simulated members do by themselves, and when: data for the two practices. A cue that no longer fits is refused by the rules, and that is all.
import type { Command } from '../../../shared/ritual/commands.ts';
import { type Form, presets } from '../../../shared/ritual/forms.ts';
import type { PhaseId } from '../../../shared/ritual/phases.ts';
import type { PersonId, RoomState, Seat } from '../../../shared/ritual/state.ts';

/** After the moment that the cue waits for. */
export interface Cue {
  readonly afterMs: number;
  readonly by: PersonId | 'connection' | 'media' | 'presenter';
  /** Null: nothing to do as the room is now. */
  readonly does: (state: RoomState) => Command | null;
  /** What happens once in a practice, however often its phase begins. */
  readonly once?: string;
}

export interface Script {
  readonly form: Form;
  readonly seats: readonly Seat[];
  /** Who the person at this page is. */
  readonly me: PersonId;
  /** From the beginning. */
  readonly first: readonly Cue[];
  /** From the beginning of each phase; dropped when it ends. */
  readonly phases: Readonly<Partial<Record<PhaseId, readonly Cue[]>>>;
}

export const leaderName = 'Ann';
const presenterName = 'Ben';
const lateName = 'Finn';
const lostName = 'Gita';
const names = [leaderName, presenterName, 'Cid', 'Dee', 'Eva', lateName, lostName, 'Hal'];
/** Whoever has offered says yes when asked; anybody else says no. */
export const offering: readonly PersonId[] = [presenterName, 'Dee'];
const goesEvery = 2_500;

const seats: readonly Seat[] = names.map((name) => ({
  personId: name,
  name,
  role: name === leaderName ? 'leader' : 'member',
}));
const form: Form = { ...presets['ABS 60/1'], name: 'practice' };

const always = (command: Command) => () => command;
const enters = (name: PersonId, afterMs: number): Cue => ({
  afterMs,
  by: name,
  does: always({ type: 'enter', device: name, replace: false }),
});

export const leaderScript: Script = {
  form,
  seats,
  me: leaderName,
  first: ['Ben', 'Dee', 'Cid', 'Eva', lostName, 'Hal'].map((name, i) => enters(name, 1_500 + i * 1_400)),
  phases: {
    caseCall: offering.map((name, i) => ({ afterMs: 3_500 + i * 5_000, by: name, does: always({ type: 'offerCase' }) })),
    presentation: [{ ...enters(lateName, 9_000), once: 'late' }],
    associative: [
      { afterMs: 9_000, by: 'connection', once: 'lost', does: always({ type: 'lineLost', personId: lostName, device: lostName }) },
      { ...enters(lostName, 19_000), once: 'found' },
      { afterMs: 16_000, by: 'presenter', once: 'signal', does: always({ type: 'signalLeaders' }) },
    ],
    farewell: names
      .filter((name) => name !== leaderName)
      .map((name, i) => ({ afterMs: 7_000 + i * goesEvery, by: name, does: always({ type: 'leave' }) })),
  },
};

const leads = (afterMs: number, from: PhaseId, to: PhaseId): Cue => ({
  afterMs,
  by: leaderName,
  does: always({ type: 'advance', from, to }),
});

export const presenterScript: Script = {
  form,
  seats,
  me: presenterName,
  first: [],
  phases: {
    presentation: [leads(14_000, 'presentation', 'clarifying')],
    clarifying: [leads(14_000, 'clarifying', 'associative')],
    associative: [leads(55_000, 'associative', 'closingRound')],
    farewell: names
      .filter((name) => name !== presenterName && name !== leaderName)
      .map((name, i) => ({ afterMs: 8_000 + i * goesEvery, by: name, does: always({ type: 'leave' }) })),
  },
};

/** The evening so far, until the presenter begins. */
export const beforePresenting: readonly (readonly [PersonId, Command])[] = [
  ...names.filter((name) => name !== presenterName).map((name) => [name, { type: 'enter', device: name, replace: false }] as const),
  [leaderName, { type: 'advance', from: 'gathering', to: 'caseCall' }],
  [presenterName, { type: 'offerCase' }],
  [leaderName, { type: 'chooseCase', personId: presenterName }],
  [presenterName, { type: 'acceptCase' }],
  [leaderName, { type: 'advance', from: 'caseCall', to: 'presentation' }],
];
