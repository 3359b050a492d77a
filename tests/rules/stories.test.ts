// Long meetings of two circles against a small model of its own: who may be heard is counted twice, once by the ritual and once here, by the rules'
// plain words. Leaders press twice and both at once, people drop out and come back, someone observes, the form changes. The seed is in the title.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../shared/ritual/commands.ts';
import { type PhaseId, phases } from '../../shared/ritual/phases.ts';
import { rightsOf } from '../../shared/ritual/rights.ts';
import type { RoomState, Round } from '../../shared/ritual/state.ts';
import { step } from '../../shared/ritual/step.ts';
import { timeKeeperOf } from '../../shared/ritual/time-keeper.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';
import { phasesAhead, phasesBehind } from '../../shared/ritual/walk.ts';
import { room } from '../support/given.ts';
import { seed } from '../support/random-stories.ts';

const leaders = ['ann', 'hal'] as const;
const members = ['ben', 'cid', 'dee'] as const;
const sitting = [...leaders, ...members] as const;

/** What the rules' words say, and nothing of how the ritual keeps it. */
interface Model {
  phase: PhaseId;
  here: Set<string>;
  held: Set<string>;
  outer: string[];
  round: Round;
  presenter: string | null;
  isUnseen: boolean;
}

interface Real {
  state: RoomState;
  now: number;
}

function heardIn(model: Model): string[] {
  const inCase = phases[model.phase].ofTheCase;
  return sitting.filter((id) => {
    if (!model.here.has(id)) return false;
    if (phases[model.phase].leadersOnly) return model.phase !== 'ended' && isLeader(id);
    if (model.held.has(id)) return false;
    if (id === model.presenter) return model.phase !== 'associative';
    if (isLeader(id) || !inCase || outside(model).length === 0) return true;
    return model.round === 'both' || model.round === (outside(model).includes(id) ? 'outer' : 'inner');
  });
}

const isLeader = (id: string): boolean => leaders.some((one) => one === id);
const outside = ({ outer, presenter }: Model) => outer.filter((id) => id !== presenter);
const mayLead = (model: Model, id: string) => model.here.has(id) && model.presenter !== id;

class Act implements fc.Command<Model, Real> {
  readonly #name: string;
  readonly #may: (model: Model) => boolean;
  readonly #asks: (real: RoomState, model: Readonly<Model>) => readonly { by: string; command: Command }[];
  readonly #follows: (model: Model, real: Real) => void;

  /** Of what it asks, the first must be done, and everything after it must be refused. */
  constructor(
    name: string,
    may: (model: Model) => boolean,
    asks: (real: RoomState, model: Readonly<Model>) => readonly { by: string; command: Command }[],
    follows: (model: Model, real: Real) => void = () => {},
  ) {
    [this.#name, this.#may, this.#asks, this.#follows] = [name, may, asks, follows];
  }

  check(model: Readonly<Model>): boolean {
    return this.#may(model);
  }

  run(model: Model, real: Real): void {
    for (const [i, { by, command }] of this.#asks(real.state, model).entries()) {
      real.now += i === 0 ? 15_000 : 1; // past every undo; the second press comes at once
      const context = by === 'connection' ? ('connection' as const) : { person: by };
      const done = step(real.state, command, { now: real.now, by: context });
      const isRefused = 'refused' in done;
      if (isRefused !== i > 0) throw new Error(`${this.#name}, ${i + 1}: ${JSON.stringify(done).slice(0, 200)}`);
      if (!isRefused) real.state = done.state;
    }
    this.#follows(model, real);
    const heard = sitting.filter((id) => rightsOf(real.state, id).mayBeHeard);
    expect(heard, `heard after ${this.#name} in ${model.phase}`).toEqual(heardIn(model));
    expect(rightsOf(real.state, 'oda').mayBeHeard).toBe(false);
    expect(real.state.scene.phase).toBe(model.phase);
    for (const id of sitting) {
      const view = viewFor(real.state, id, 1, 0);
      if (view.kind !== 'room') continue;
      const loud = view.chairs.filter(({ mayBeHeard }) => mayBeHeard).map(({ personId }) => personId);
      // R3.5: nobody learns of an invitation.
      for (const other of loud) expect(heard).toContain(other);
      expect(
        view.chairs
          .filter(({ circle }) => circle)
          .map(({ personId }) => personId)
          .sort(),
      ).toEqual(outside(model).sort());
    }
  }

  toString(): string {
    return this.#name;
  }
}

const begins = (model: Model, to: PhaseId) => {
  model.phase = to;
  model.round = 'inner';
  if (!phases[to].ofTheCase) model.presenter = null;
};

/** Pressed by one leader, at the same time by the other, and by one of them twice. */
const pressed = (by: string, command: Command) =>
  [by, by, ...leaders.filter((other) => other !== by)].map((one) => ({ by: one, command }));

const someLeader = fc.constantFrom(...leaders);
const somebody = fc.constantFrom(...sitting);
const member = fc.constantFrom(...members);

const acts: fc.Arbitrary<fc.Command<Model, Real>>[] = [
  fc.tuple(someLeader, fc.nat(9)).map(([by, n]) => {
    const to = (state: RoomState) => {
      const ahead = phasesAhead(state).filter(
        (one) => !(state.scene.phase === 'caseCall' && phases[one].ofTheCase) && one !== 'ended',
      );
      return ahead[n % 3 === 0 ? n % ahead.length : 0];
    };
    const isOn = (m: Model) => mayLead(m, by) && m.phase !== 'debrief' && bothMayLead(m);
    return new Act(
      `${by} goes on (${n})`,
      isOn,
      (state) => pressed(by, { type: 'advance', from: state.scene.phase, to: to(state) ?? 'farewell' }),
      (m, real) => begins(m, real.state.scene.phase),
    );
  }),
  member.map(
    (who) =>
      new (class implements fc.Command<Model, Real> {
        check = (m: Readonly<Model>) => m.phase === 'caseCall' && mayLead(m, 'ann') && m.here.has(who);
        run(m: Model, real: Real) {
          const all: [string, Command][] = [
            ['ann', { type: 'takeBackChoice' }],
            ['ann', { type: 'chooseCase', personId: who }],
            [who, { type: 'acceptCase' }],
            ['ann', { type: 'advance', from: 'caseCall', to: 'presentation' }],
          ];
          for (const [by, command] of all) {
            real.now += 15_000;
            const done = step(real.state, command, { now: real.now, by: { person: by } });
            if ('refused' in done && command.type !== 'takeBackChoice') throw new Error(`${command.type}: ${done.refused}`);
            if (!('refused' in done)) real.state = done.state;
          }
          m.presenter = who;
          m.phase = 'presentation';
          m.round = 'inner';
          expect(sitting.filter((id) => rightsOf(real.state, id).mayBeHeard)).toEqual(heardIn(m));
        }
        toString = () => `${who}'s case begins`;
      })(),
  ),
  fc.tuple(someLeader, fc.nat(9)).map(
    ([by, n]) =>
      new Act(
        `${by} goes back (${n})`,
        (m) => bothMayLead(m) && ['clarifying', 'associative', 'closingRound'].includes(m.phase),
        (state) => {
          const behind = phasesBehind(state);
          return pressed(by, { type: 'goBack', from: state.scene.phase, to: behind[n % behind.length] ?? 'presentation' });
        },
        (m, real) => begins(m, real.state.scene.phase),
      ),
  ),
  fc.tuple(someLeader, fc.constantFrom<Round>('inner', 'outer', 'both')).map(
    ([by, to]) =>
      new Act(
        `${by} gives the round: ${to}`,
        (m) => bothMayLead(m) && phases[m.phase].ofTheCase && outside(m).length > 0 && m.round !== to,
        (state) => pressed(by, { type: 'giveRound', from: state.scene.phase, to }),
        (m) => {
          m.round = to;
        },
      ),
  ),
  someLeader.map(
    (by) =>
      new Act(
        `${by} exchanges the circles`,
        (m) => bothMayLead(m) && isBetween(m) && m.outer.length > 0 && m.outer.length < members.length,
        (state) => pressed(by, { type: 'exchangeCircles', first: state.outer[0] ?? '' }),
        (m) => {
          const inside = members.filter((id) => !m.outer.includes(id));
          const count = Math.min(inside.length, m.outer.length);
          m.outer = [...m.outer.slice(count), ...inside.slice(0, count)];
        },
      ),
  ),
  fc.tuple(someLeader, member, fc.constantFrom<'inner' | 'outer'>('inner', 'outer')).map(
    ([by, who, circle]) =>
      new Act(
        `${by} seats ${who}: ${circle}`,
        (m) => bothMayLead(m) && isBetween(m) && m.outer.includes(who) === (circle === 'inner'),
        () => pressed(by, { type: 'seatIn', personId: who, circle }),
        (m) => {
          m.outer = circle === 'outer' ? [...m.outer, who] : m.outer.filter((id) => id !== who);
        },
      ),
  ),
  fc.tuple(someLeader, member).map(
    ([by, who]) =>
      new Act(
        `${by} holds ${who}`,
        (m) => bothMayLead(m) && m.here.has(who) && !m.held.has(who) && m.phase !== 'debrief',
        () => pressed(by, { type: 'hold', personId: who }),
        (m) => m.held.add(who),
      ),
  ),
  fc.tuple(someLeader, member).map(
    ([by, who]) =>
      new Act(
        `${by} releases ${who}`,
        (m) => bothMayLead(m) && m.held.has(who),
        () => pressed(by, { type: 'release', personId: who }),
        (m) => m.held.delete(who),
      ),
  ),
  // Neither gives anybody a voice, or takes one; nor does either wait for the clock.
  fc
    .tuple(someLeader, fc.integer({ min: 1, max: 60 }))
    .map(
      ([by, minutes]) =>
        new Act(`${by} calls a break of ${minutes} minutes`, bothMayLead, ({ scene }) =>
          pressed(by, { type: 'takeBreak', from: scene.clock.returnAt, minutes }),
        ),
    ),
  someLeader.map(
    (by) =>
      new Act(`${by} hands the time on`, bothMayLead, (state) => {
        const from = timeKeeperOf(state)?.personId ?? null;
        return pressed(by, { type: 'handTime', from, to: leaders.find((id) => id !== from) ?? by });
      }),
  ),
  member.map(
    (who) =>
      new Act(
        `${who}'s connection breaks`,
        (m) => m.here.has(who),
        () =>
          [0, 1].map(() => ({ by: 'connection', command: { type: 'lineLost' as const, personId: who, device: `${who}-laptop` } })),
        (m) => m.here.delete(who),
      ),
  ),
  member.map(
    (who) =>
      new Act(
        `${who} is back`,
        (m) => !m.here.has(who) && m.phase !== 'debrief',
        () => [{ by: who, command: { type: 'enter' as const, device: `${who}-laptop`, replace: false } }],
        (m) => m.here.add(who),
      ),
  ),
  fc.tuple(somebody, fc.constantFrom<PhaseId>('associative', 'farewell', 'ended')).map(
    ([who, to]) =>
      new (class implements fc.Command<Model, Real> {
        check = (m: Readonly<Model>) => !isLeader(who) || m.presenter === who;
        run(_: Model, real: Real) {
          const { phase } = real.state.scene;
          const wishes: Command[] = [
            { type: 'advance', from: phase, to },
            { type: 'undo', from: phase },
            { type: 'giveRound', from: phase, to: 'both' },
            { type: 'exchangeCircles', first: real.state.outer[0] ?? who },
            { type: 'seatIn', personId: who, circle: 'inner' },
            { type: 'setPushBack', pushBack: 'none' },
            { type: 'takeBreak', from: real.state.scene.clock.returnAt, minutes: 5 },
            { type: 'handTime', from: timeKeeperOf(real.state)?.personId ?? null, to: who },
            { type: 'release', personId: who },
            { type: 'beginDebrief', goneSince: real.now },
          ];
          for (const command of wishes)
            for (const person of [who, 'oda', 'nobody'])
              expect(step(real.state, command, { now: real.now, by: { person } })).toHaveProperty('refused');
        }
        toString = () => `${who} presses leaders' keys`;
      })(),
  ),
  fc.tuple(someLeader, fc.constantFrom('atTheEdge' as const, 'unseen' as const)).map(
    ([by, pushBack]) =>
      new Act(
        `${by} chooses ${pushBack}`,
        (m) => bothMayLead(m) && isBetween(m) && m.isUnseen !== (pushBack === 'unseen'),
        () => pressed(by, { type: 'setPushBack', pushBack }),
        (m) => {
          m.isUnseen = pushBack === 'unseen';
        },
      ),
  ),
];

/** Outside every case: no seat and no kind of stepping back changes in one. */
const isBetween = ({ phase }: Model) => !phases[phase].ofTheCase && !phases[phase].leadersOnly;
const bothMayLead = (m: Model) => leaders.every((id) => mayLead(m, id));

describe(`a meeting of two circles (STORY_SEED=${seed})`, () => {
  test('[R5.6] [R3.2] [R4.2] [R6.6] whoever the rules’ plain words let be heard is heard, and nobody else', () => {
    const numRuns = Number(process.env.STORY_RUNS ?? 100);
    const setup = () => {
      const { state, now } = room().observed().ofForm({ circles: 'two', seats: 6, casesPerMeeting: 9 }).in('opening').tell();
      const model: Model = {
        ...{ phase: 'opening', here: new Set<string>(sitting), held: new Set<string>(), outer: ['cid', 'dee'], round: 'inner' },
        ...{ presenter: null, isUnseen: false },
      };
      return { model, real: { state, now } };
    };
    fc.assert(
      fc.property(fc.commands(acts, { maxCommands: 60, size: 'max' }), (story) => fc.modelRun(setup, story)),
      { seed, numRuns },
    );
  });
});
