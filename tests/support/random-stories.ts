// Random meetings: anybody may wish anything at any time, and connections, media server and clock report what they like.
// Wishes lean towards what is possible now, or no story would ever get as far as a closing round.
import fc from 'fast-check';
import type { By, Command } from '../../shared/ritual/commands.ts';
import { onlyLeadersSince } from '../../shared/ritual/decide-keeping.ts';
import { type Form, type PushBack, presets } from '../../shared/ritual/forms.ts';
import { hasHands } from '../../shared/ritual/hands.ts';
import { isHeld, leadersIn } from '../../shared/ritual/people.ts';
import { allPhaseIds, type PhaseId, phaseIds } from '../../shared/ritual/phases.ts';
import type { RoomState, Seat } from '../../shared/ritual/state.ts';
import { type Step, step } from '../../shared/ritual/step.ts';
import { timeKeeperOf } from '../../shared/ritual/time-keeper.ts';
import { phasesAhead, phasesBehind } from '../../shared/ritual/walk.ts';
import { minute, room, type Story, second } from './given.ts';
import { eve, everybody } from './persons.ts';

/** A replay: STORY_SEED=123 npx vitest run tests/rules/properties */
export const seed = Number(process.env.STORY_SEED ?? Math.trunc(Math.random() * 2 ** 31));

export const everyId = [...Object.values(everybody), eve].map(({ id }) => id);

/** Numbers that become a command once the room's state is known. */
interface Impulse {
  /** Below 80, something likely is tried; otherwise anything at all. */
  readonly kind: number;
  readonly who: string;
  readonly whom: string;
  readonly n: number;
  readonly m: number;
  readonly gap: number;
}

const anybody = fc.constantFrom(...everyId, 'ann', 'hal', 'ann', 'hal', 'ben', 'cid');
const gap = fc.oneof(
  { weight: 30, arbitrary: fc.integer({ min: 0, max: 12 * second }) },
  { weight: 6, arbitrary: fc.integer({ min: minute, max: 5 * minute }) },
  { weight: 2, arbitrary: fc.constant(31 * minute) },
);
const impulse: fc.Arbitrary<Impulse> = fc.record({
  kind: fc.nat({ max: 99 }),
  who: anybody,
  whom: anybody,
  n: fc.nat({ max: 999 }),
  m: fc.nat({ max: 999 }),
  gap,
});

export interface Plot {
  readonly form: Form;
  /** Where the story begins; the way there is walked by the rules. */
  readonly setsIn: PhaseId;
  readonly presenter: 'Ben' | 'Hal';
  /** R1.4: named ahead. */
  readonly convenor: 'Cid' | 'Dee' | null;
  /** The planned hours, in minutes; null when the group meets freely. */
  readonly hours: readonly [from: number, to: number] | null;
  readonly impulses: readonly Impulse[];
}

const isExtra = (id: PhaseId) => !phaseIds.includes(id);

const someForm = fc
  .record({
    preset: fc.constantFrom(...Object.values(presets)),
    pushBack: fc.constantFrom<PushBack>('atTheEdge', 'unseen', 'none'),
    showsEmptyChairs: fc.boolean(),
    opensDoorUntilPresentation: fc.boolean(),
    hands: fc.subarray<PhaseId>(['presentation', 'clarifying', 'associative', 'closingRound']),
    more: fc.subarray<PhaseId>(['aim', 'images', 'review']),
    // So few inside that somebody sits in the outer circle, too.
    circles: fc.constantFrom({}, { circles: 'two' as const, seats: 6 }, { circles: 'two' as const, seats: 8 }),
    leavesOut: fc.subarray<PhaseId>(['opening', 'clarifying', 'associative', 'debrief']),
  })
  .map(
    ({ preset, leavesOut, more, circles, ...choices }): Form => ({
      ...preset,
      ...circles,
      ...choices,
      phases: allPhaseIds.filter((id) => (isExtra(id) ? more.includes(id) : preset.phases.includes(id) && !leavesOut.includes(id))),
    }),
  );

export const plots: fc.Arbitrary<Plot> = fc.record({
  form: someForm,
  setsIn: fc.constantFrom('gathering', 'caseCall', 'presentation', 'associative', 'closingRound'),
  presenter: fc.constantFrom('Ben', 'Ben', 'Hal'),
  convenor: fc.constantFrom(null, 'Cid', 'Dee'),
  hours: fc.constantFrom(null, [0, 60], [3, 20], [20, 80]),
  impulses: fc.array(impulse, { minLength: 20, maxLength: 100, size: 'max' }),
});

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;
const times = <T>(count: number, one: T): T[] => Array<T>(count).fill(one);
interface Asked {
  readonly by: By;
  readonly command: Command;
}
const asks = (person: string, command: Command): Asked => ({ by: { person }, command });

const named =
  (convenor: string) =>
  ({ personId, name, role }: Seat): Seat => ({ personId, name, role, ...(personId === convenor && { convenes: true as const }) });

/** What people do in a meeting; the more often listed, the likelier. */
function likely({ who, whom, n, m }: Impulse, state: RoomState): Asked {
  const { phase, chosen, presenter, offers } = state.scene;
  const leader = pick([...leadersIn(state), 'ann'], m);
  const absent = state.seats.map(({ personId }) => personId).filter((id) => state.people[id]?.where !== 'in');
  const ahead = phasesAhead(state).filter((to) => to !== 'ended');
  const advance = asks(leader, { type: 'advance', from: phase, to: ahead[0] ?? (m < 100 ? 'ended' : phase) });
  const acts: Asked[] = [
    ...times(3, advance),
    asks(leader, { type: 'advance', from: phase, to: m < 40 ? 'ended' : pick([...ahead, phase], m) }),
    asks(leader, { type: 'goBack', from: phase, to: pick([...phasesBehind(state), phase], m) }),
    asks(leader, { type: 'undo', from: phase }),
    asks(leader, { type: 'setPushBack', pushBack: pick(['atTheEdge', 'unseen', 'none'] as const, m) }),
    asks(leader, { type: m % 2 === 0 ? 'nameSubstitute' : 'endSubstitute', personId: whom }),
    asks(leader, { type: 'extendHours', from: state.extendedMinutes, to: m % 31 }),
    asks(leader, { type: state.scene.clock.pausedAt === null ? 'pause' : 'resume' }),
    asks(leader, { type: 'handTime', from: timeKeeperOf(state)?.personId ?? null, to: pick([...leadersIn(state), whom], m) }),
    asks(leader, { type: 'takeBreak', from: state.scene.clock.returnAt, minutes: 1 + (m % 15) }),
    asks(leader, { type: isHeld(state, whom) ? 'release' : 'hold', personId: whom }),
    { by: 'connection', command: { type: 'lineLost', personId: whom, device: `${whom}-laptop` } },
    { by: 'media', command: { type: 'confirmSilence', personId: whom, silenceNumber: state.people[whom]?.silenceNumber ?? 0 } },
    { by: 'media', command: { type: 'closeForPhase', personId: whom } },
    { by: 'roster', command: { type: 'seatGuest', personId: eve.id, name: eve.name } },
  ];
  if (absent.length > 0) {
    const comes = pick(absent, m);
    acts.push(...times(absent.length * 3, asks(comes, { type: 'enter', device: `${comes}-laptop`, replace: m % 5 === 0 })));
  }
  if (state.people[whom]?.where === 'knocking') acts.push(...times(4, asks(leader, { type: 'admit', personId: whom })));
  if (state.people[whom]?.where === 'shutOut') acts.push(...times(3, asks(leader, { type: 'openDoor', personId: whom })));
  const since = state.leaderlessSince;
  if (since !== null)
    acts.push(...times(4, { by: 'clock' as const, command: { type: 'endLeaderless' as const, leaderlessSince: since } }));
  if (state.form.led === 'byConvenor' && phase === 'gathering') {
    acts.push(...times(2, asks(who, { type: 'convene' })), ...times(3, asks(state.convenor ?? who, { type: 'leave' })));
    acts.push({ by: 'roster', command: { type: 'changeRoster', seats: state.seats.map(named(whom)) } });
  }
  if (phase === 'caseCall') {
    acts.push(asks(who, { type: 'offerCase' }), asks(leader, { type: 'chooseCase', personId: pick([...offers, whom], m) }));
    if (chosen && !chosen.accepted) acts.push(...times(8, asks(chosen.personId, { type: 'acceptCase' })));
    if (chosen?.accepted) acts.push(...times(8, advance));
  }
  if (hasHands(state)) {
    acts.push(...times(3, asks(who, { type: m % 4 === 0 ? 'lowerHand' : 'raiseHand' })));
    acts.push(asks(leader, { type: 'lowerHandOf', personId: pick([...state.scene.hands, whom], m) }));
  }
  if (state.form.circles === 'two') {
    acts.push(...times(2, asks(leader, { type: 'giveRound', from: phase, to: pick(['inner', 'outer', 'both'] as const, m) })));
    acts.push(asks(leader, { type: 'exchangeCircles', first: state.outer[0] ?? whom }));
    acts.push(asks(leader, { type: 'seatIn', personId: whom, circle: pick(['inner', 'outer'] as const, m) }));
  }
  const goneSince = onlyLeadersSince(state);
  if (goneSince !== null) acts.push(...times(6, { by: 'clock' as const, command: { type: 'beginDebrief' as const, goneSince } }));
  if (presenter?.place === 'invited') acts.push(...times(4, asks(presenter.personId, { type: 'comeIn' })));
  if (presenter?.place === 'steppedBack') {
    acts.push(...times(4, asks(presenter.personId, { type: m % 4 === 0 ? 'withdrawSignal' : 'signalLeaders' })));
    acts.push(...times(2, asks(leader, { type: 'acknowledgeSignal' })));
  }
  return pick(acts, n);
}

const bare = [
  ...(['leave', 'leave', 'offerCase', 'withdrawOffer', 'acceptCase', 'declineCase', 'signalLeaders', 'withdrawSignal'] as const),
  ...(['comeIn', 'convene', 'raiseHand', 'lowerHand', 'takeBackChoice', 'acknowledgeSignal', 'pause', 'resume'] as const),
];
const towards = [
  ...(['lowerHandOf', 'hold', 'release', 'goOnWithout', 'admit', 'askToStepOut', 'closeDoor', 'openDoor', 'chooseCase'] as const),
  ...(['nameSubstitute', 'endSubstitute'] as const),
];

/** Anything that can be asked, sensible or not. */
function anything({ who, whom, n, m }: Impulse, state: RoomState): Asked {
  const silenceNumber = (state.people[whom]?.silenceNumber ?? 0) - (m % 3 === 0 ? 1 : 0);
  const from = m % 4 === 0 ? pick(allPhaseIds, m) : state.scene.phase;
  const to = m < 30 ? 'ended' : pick(allPhaseIds.slice(0, -1), m);
  return pick<Asked>(
    [
      asks(who, { type: 'enter', device: `${who}-${pick(['laptop', 'phone'], m)}`, replace: m % 3 === 0 }),
      asks(who, { type: 'advance', from, to }),
      asks(who, { type: 'goBack', from, to }),
      asks(who, { type: 'undo', from }),
      asks(who, { type: 'setPushBack', pushBack: pick(['atTheEdge', 'unseen', 'none'] as const, m) }),
      asks(who, { type: 'setMinutes', phase: from, minutes: m }),
      asks(who, { type: 'extendHours', from: m % 2 === 0 ? 0 : state.extendedMinutes, to: m % 40 }),
      asks(who, { type: pick(bare, m) }),
      asks(who, { type: pick(bare, m) }),
      asks(who, { type: 'tellMicrophone', microphone: pick(['works', 'missing', 'muted', 'off'] as const, m) }),
      asks(who, { type: pick(towards, m), personId: whom }),
      asks(who, { type: pick(towards, m), personId: whom }),
      { by: 'connection', command: { type: 'lineLost', personId: whom, device: `${whom}-${pick(['laptop', 'phone'], m)}` } },
      { by: 'media', command: { type: m % 2 === 0 ? 'confirmSilence' : 'doubtSilence', personId: whom, silenceNumber } },
      { by: 'media', command: { type: 'closeForPhase', personId: whom } },
      { by: 'clock', command: { type: 'endLeaderless', leaderlessSince: state.leaderlessSince ?? 0 } },
      asks(who, { type: 'handTime', from: m % 2 === 0 ? null : (timeKeeperOf(state)?.personId ?? null), to: whom }),
      asks(who, { type: 'takeBreak', from: m % 2 === 0 ? null : state.scene.clock.returnAt, minutes: m % 70 }),
      asks(who, { type: 'giveRound', from, to: pick(['inner', 'outer', 'both'] as const, m) }),
      asks(who, { type: 'exchangeCircles', first: whom }),
      asks(who, { type: 'seatIn', personId: whom, circle: pick(['inner', 'outer'] as const, m) }),
      { by: 'clock', command: { type: 'beginDebrief', goneSince: onlyLeadersSince(state) ?? 0 } },
      { by: m % 2 === 0 ? 'roster' : { person: who }, command: { type: 'seatGuest', personId: eve.id, name: eve.name } },
    ],
    n,
  );
}

export interface Moment {
  readonly before: RoomState;
  readonly command: Command;
  readonly by: By;
  readonly now: number;
  readonly done: Step;
  readonly after: RoomState;
}

/** Where the plot begins, with everybody who has come so far and everything that has happened. */
export function beginningOf({ form, setsIn, presenter, convenor, hours }: Plot): Story {
  const phase = form.phases.includes(setsIn) ? setsIn : 'presentation';
  const described = room().observed().expecting(convenor).ofForm(form).presentedBy(presenter).in(phase);
  return (hours === null ? described : described.planned(...hours)).tell();
}

/** Plays a plot; `look` sees every moment, refused ones too. Answers with the last state. */
export function play(plot: Plot, look: (moment: Moment) => void): RoomState {
  let { state, now } = beginningOf(plot);
  for (const one of plot.impulses) {
    now += one.gap;
    const { command, by } = one.kind < 80 ? likely(one, state) : anything(one, state);
    const done = step(state, command, { now, by });
    const after = 'refused' in done ? state : done.state;
    look({ before: state, command, by, now, done, after });
    state = after;
  }
  return state;
}
