// What holds in every meeting, whoever does whatever in whatever order. The seed is in the suite's title.
import { isDeepStrictEqual } from 'node:util';
import { test as base } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { attendanceOf, hoursOf } from '../../shared/ritual/attendance.ts';
import { listensFromCircle } from '../../shared/ritual/circles.ts';
import type { Command } from '../../shared/ritual/commands.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { evolveAll } from '../../shared/ritual/evolve.ts';
import { mayRaiseHand } from '../../shared/ritual/hands.ts';
import {
  expectedConvenor,
  isLeaderByRole,
  isSteppedBack,
  leadersIn,
  mayConvene,
  personOf,
  seatOf,
} from '../../shared/ritual/people.ts';
import { type PhaseId, phases } from '../../shared/ritual/phases.ts';
import { rightsOf } from '../../shared/ritual/rights.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import { step } from '../../shared/ritual/step.ts';
import { timeKeeperOf } from '../../shared/ritual/time-keeper.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';
import { phasesAhead } from '../../shared/ritual/walk.ts';
import { mayWriteWord } from '../../shared/ritual/word-to-leaders.ts';
import { beginningOf, everyId, type Moment, type Plot, play, plots, seed } from '../support/random-stories.ts';

const thisOften = { seed, numRuns: Number(process.env.STORY_RUNS ?? 40), unbiased: true };

function everyWish(title: string, look: (moment: Moment) => void): void {
  base.prop([plots], thisOften)(title, (plot: Plot) => {
    play(plot, look);
  });
}

/** Looks only at moments when something happened; a refusal has changed nothing. */
function always(title: string, look: (moment: Moment) => void): void {
  everyWish(title, (moment) => {
    if (moment.after !== moment.before) look(moment);
  });
}

/** Much quicker than `expect` if both are equal, which they nearly always are. */
function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected);
}

const freeze = (state: RoomState) => JSON.stringify(state);
const rightsIn = (state: RoomState) => everyId.map((id) => rightsOf(state, id));
const viewsOf = ({ after, now }: Moment) => everyId.map((id) => ({ id, view: viewFor(after, id, 1, now) }));

describe(`every meeting (STORY_SEED=${seed})`, () => {
  everyWish(
    'a refused command changes nothing, and no command changes the state it was given',
    ({ before, command, by, now, done, after }) => {
      const was = freeze(before);
      step(before, command, { now, by });
      expect(freeze(before)).toBe(was);
      if ('refused' in done) expect(after).toBe(before);
    },
  );

  base.prop([plots], thisOften)(
    'the state follows from its events alone, and a round trip through JSON changes neither',
    (plot: Plot) => {
      const log: RoomEvent[] = [...beginningOf(plot).events];
      const state = play(plot, ({ done }) => {
        if ('events' in done) log.push(...done.events);
      });
      expect(evolveAll(null, log)).toEqual(state);
      expect(evolveAll(null, JSON.parse(JSON.stringify(log)))).toStrictEqual(state);
      same(JSON.parse(JSON.stringify(state)), state);
    },
  );

  everyWish(
    '[R1.4] [R7.3] [R7.4] only a leader changes the phase, except for the end of a room nobody leads, and the debrief of leaders left alone',
    ({ before, by, command, after }) => {
      if (before.scene.phase === after.scene.phase) return;
      if (command.type === 'endLeaderless') {
        expect(leadersIn(before)).toEqual([]);
        return;
      }
      if (command.type === 'beginDebrief') {
        same([before.scene.phase, after.scene.phase], ['farewell', 'debrief']);
        expect(leadersIn(before)).not.toEqual([]);
        for (const { personId } of before.seats)
          if (!isLeaderByRole(before, personId)) expect(['in', 'knocking']).not.toContain(personOf(before, personId)?.where);
        return;
      }
      expect(['advance', 'goBack', 'undo']).toContain(command.type);
      expect(typeof by === 'object' && leadersIn(before)).toContain(typeof by === 'object' && by.person);
    },
  );

  always(
    '[R1.5] an undo at once restores the scene and everybody’s rights exactly',
    ({ before, by, command, now, done, after }) => {
      if ('refused' in done || (command.type !== 'advance' && command.type !== 'goBack')) return;
      const undoer = leadersIn(after)[0] ?? (typeof by === 'object' ? by.person : '');
      const undone = step(after, { type: 'undo', from: after.scene.phase }, { now: now + 10_000, by: { person: undoer } });
      if ('refused' in undone) throw new Error(undone.refused);
      expect(undone.state.scene).toEqual(before.scene);
      expect(rightsIn(undone.state)).toEqual(rightsIn(before));
      expect(undone.state.undo).toBe(null);
    },
  );

  always('[R1.6] a command that has changed the phase is refused when it comes again', ({ command, by, now, done, after }) => {
    if ('refused' in done || (command.type !== 'advance' && command.type !== 'goBack')) return;
    expect(step(after, command, { now, by })).toHaveProperty('refused');
  });

  always('[R2.1] [R2.5] one presenter from the presentation to the closing round, none outside', ({ after }) => {
    expect(after.scene.presenter !== null).toBe(phases[after.scene.phase].ofTheCase);
    expect(after.scene.presenter?.personId).not.toBe('oda');
  });

  always(
    '[R3.2] [R4.2] [R4.6] [R6.6] nobody stepped back, held, closed, observing, absent or unknown may be heard',
    ({ after }) => {
      const { presenter } = after.scene;
      for (const id of everyId) {
        const isOutside = presenter?.personId === id && presenter.place === 'steppedBack';
        const { where, held } = personOf(after, id) ?? { where: 'away', held: false };
        const isClosed = after.scene.closed.includes(id);
        if (isOutside || held || isClosed || where !== 'in' || id === 'oda' || !seatOf(after, id))
          expect(rightsOf(after, id).mayBeHeard).toBe(false);
      }
    },
  );

  always(
    '[R5.6] of two circles, only the one whose round it is may be heard in a case, leaders and presenter always apart',
    ({ after }) => {
      const { phase, round } = after.scene;
      for (const { personId: id, role } of after.seats) {
        if (role === 'observer' || leadersIn(after).includes(id) || personOf(after, id)?.where !== 'in') continue;
        const isOutside = after.form.circles === 'two' && after.outer.includes(id) && after.scene.presenter?.personId !== id;
        expect(after.form.circles === 'two' || !after.outer.includes(id)).toBe(true);
        if (!phases[phase].ofTheCase || !isOutside || role !== 'member') continue;
        if (round === 'inner') expect(rightsOf(after, id).mayBeHeard).toBe(false);
        const isFree = personOf(after, id)?.held === false && !after.scene.closed.includes(id);
        if (round !== 'inner' && isFree) expect(rightsOf(after, id).mayBeHeard).toBe(true);
      }
    },
  );

  always('[R5.6] no seat changes circles in a case, nor just after one', ({ before, after }) => {
    const stays = before.seats.map(({ personId }) => personId);
    if (!phases[before.scene.phase].ofTheCase) return;
    const was = before.outer.filter((id) => stays.includes(id));
    same(after.outer.slice(0, was.length), was);
  });

  always(
    '[R4.6] whoever was closed hears, and is neither heard nor seen, until the phase changes or a leader releases them',
    (moment) => {
      const { before, command, done, after } = moment;
      for (const id of after.scene.closed) {
        const { mayBeHeard, mayBeSeen } = rightsOf(after, id);
        same({ mayBeHeard, mayBeSeen }, { mayBeHeard: false, mayBeSeen: false });
      }
      if (
        'refused' in done ||
        command.type === 'advance' ||
        command.type === 'goBack' ||
        command.type === 'endLeaderless' ||
        command.type === 'beginDebrief'
      )
        return;
      const released = command.type === 'release' ? command.personId : null;
      for (const id of before.scene.closed) if (id !== released) expect(after.scene.closed).toContain(id);
    },
  );

  always('[R3.1] in a phase that steps back, of a form with stepping back, the presenter is stepped back', ({ after }) => {
    const { phase, presenter } = after.scene;
    if (phases[phase].stepsBack && after.form.pushBack !== 'none') expect(presenter?.place).toBe('steppedBack');
    else expect(presenter?.place).not.toBe('steppedBack');
  });

  always('[R3.5] nothing but their own touch, or an undo, brings the presenter in', ({ before, by, command, after }) => {
    const [was, is] = [before.scene.presenter, after.scene.presenter];
    if (!was || !is || was.place === 'circle' || is.place !== 'circle' || command.type === 'undo') return;
    expect(command.type).toBe('comeIn');
    expect(by).toEqual({ person: was.personId });
  });

  always('[R3.7] a silence that begins is not yet confirmed', ({ before, after }) => {
    for (const { personId } of after.seats) {
      if (!rightsOf(before, personId).mayBeHeard || rightsOf(after, personId).mayBeHeard) continue;
      expect(personOf(after, personId)?.silentSince).toBe(null);
      expect(personOf(after, personId)?.silenceNumber).toBe((personOf(before, personId)?.silenceNumber ?? 0) + 1);
    }
  });

  everyWish('[R6.1] [R5.3] no seat ever moves, and none is added but a named guest’s, at the end', (moment) => {
    const { before, after, by, command } = moment;
    const whose = ({ seats }: RoomState) => seats.map(({ personId, name }) => ({ personId, name }));
    same(whose(after).slice(0, before.seats.length), whose(before));
    if (after.seats.length === before.seats.length) return;
    same([by, command.type], ['roster', 'seatGuest']);
    same(after.seats.slice(before.seats.length), [{ personId: 'eve', name: 'Eve', role: 'member' }]);
  });

  always(
    '[R4.5] hands are up only where the form has them, never in associations, once for each, and of nobody who has gone',
    (moment) => {
      const { scene, form, seats } = moment.after;
      if (scene.hands.length === 0) return;
      expect(['clarifying', 'closingRound']).toContain(scene.phase);
      expect(form.hands).toContain(scene.phase);
      same(new Set(scene.hands).size, scene.hands.length);
      for (const id of scene.hands) {
        expect(['in', 'lost']).toContain(personOf(moment.after, id)?.where);
        expect(seats.find(({ personId }) => personId === id)?.role).toBe('member');
        expect(scene.presenter?.personId).not.toBe(id);
      }
    },
  );

  always('[R4.5] a hand keeps its place until its owner or a leader lowers it, its owner goes, or the phase changes', (moment) => {
    const { before, after, by, command, done } = moment;
    if ('refused' in done || done.events.some(({ type }) => type === 'phaseChanged' || type === 'phaseUndone')) return;
    const down = before.scene.hands.filter((id) => !after.scene.hands.includes(id));
    const stayed = before.scene.hands.filter((id) => !down.includes(id));
    same(after.scene.hands.slice(0, stayed.length), stayed);
    for (const id of down) {
      const isOwn = typeof by === 'object' && by.person === id && (command.type === 'lowerHand' || command.type === 'leave');
      const acts = ['lowerHandOf', 'askToStepOut', 'closeDoor'];
      // R5.6: with the round, hands go to the other circle. R6.1: whoever comes to lead needs none.
      if (['giveRound', 'nameSubstitute'].includes(command.type) && !mayRaiseHand(after, id)) continue;
      const isLeaders = typeof by === 'object' && leadersIn(before).includes(by.person) && acts.includes(command.type);
      same(isOwn || isLeaders, true);
    }
  });

  always('[R5.1] every screen has its chairs in the one order', (moment) => {
    const orders = viewsOf(moment).flatMap(({ view }) =>
      view.kind === 'room' ? [view.chairs.map(({ personId }) => personId)] : [],
    );
    for (const order of orders) {
      same(order, orders[0]);
      same(
        order,
        ['ann', 'ben', 'cid', 'dee', 'hal', 'eve', 'oda'].filter((id) => order.includes(id)),
      );
    }
  });

  always('[R6.2] whoever is out of the room learns nothing of it', (moment) => {
    for (const { id, view } of viewsOf(moment)) {
      if (personOf(moment.after, id)?.where === 'in') continue;
      const known = { doorstep: ['kind', 'version', 'door'], over: ['kind', 'version', 'serverNow'], room: [] }[view.kind];
      same(Object.keys(view), known);
    }
  });

  always('[R7.1] [R2.3] those who lead have a desk, and nobody else has a trace of it', (moment) => {
    const leaders = leadersIn(moment.after);
    const { after: state } = moment;
    for (const { id, view } of viewsOf(moment)) {
      if (view.kind !== 'room') continue;
      same('desk' in view, leaders.includes(id));
      if (leaders.includes(id)) continue;
      same(viewFor(withoutSecrets(state, id), id, 1, moment.now), view);
      {
        const ofHands = mayRaiseHand(state, id) ? ['hand'] : [];
        const ofSilence = isSteppedBack(state, id) || listensFromCircle(state, id) ? ['silence'] : [];
        const ofWord = mayWriteWord(state, id) ? ['mayWrite'] : [];
        const ofConvenor = mayConvene(state, id) ? ['mayConvene'] : [];
        const ofExpected = mayConvene(state, id) && expectedConvenor(state) !== null ? ['expected'] : [];
        same(Object.keys(view.me).sort(), [
          'case',
          ...ofExpected,
          ...ofHands,
          'held',
          'leads',
          ...ofConvenor,
          ...ofWord,
          'personId',
          'rights',
          'role',
          'signal',
          ...ofSilence,
        ]);
      }
    }
  });

  always('[R8.5] a time of return stands in a pause alone, and everybody in the room reads the same one', (moment) => {
    const { returnAt, pausedAt } = moment.after.scene.clock;
    if (returnAt !== null) expect(pausedAt).not.toBe(null);
    for (const { view } of viewsOf(moment)) if (view.kind === 'room') same(view.returnAt ?? null, returnAt);
  });

  everyWish('[R7.6] who takes the time is chosen by whoever leads, leads too, and changes no view but the leaders’', (moment) => {
    const { before, after, by, command, done, now } = moment;
    const keeper = timeKeeperOf(after);
    if (keeper) expect(leadersIn(after)).toContain(keeper.personId);
    if (command.type !== 'handTime') return same(after.timeKeeper, before.timeKeeper);
    if ('refused' in done) return;
    expect(leadersIn(before)).toContain(typeof by === 'object' && by.person);
    same(after, { ...before, timeKeeper: { personId: command.to, since: now } });
    for (const id of everyId) if (!leadersIn(before).includes(id)) same(viewFor(after, id, 1, now), viewFor(before, id, 1, now));
  });

  always(
    '[R7.7] [R3.4] a word reaches somebody, and comes from nobody outside, observing, absent, unknown or leading',
    (moment) => {
      const { after } = moment;
      const { presenter, phase } = after.scene;
      for (const id of everyId) {
        const isOutside = presenter?.personId === id && presenter.place !== 'circle';
        const isMember = seatOf(after, id) !== undefined && id !== 'oda' && !leadersIn(after).includes(id);
        const isHere = personOf(after, id)?.where === 'in' && !(phases[phase].leadersOnly && !isLeaderByRole(after, id));
        const ought = isMember && isHere && !isOutside && leadersIn(after).length > 0 && phase !== 'ended';
        same(mayWriteWord(after, id), ought);
      }
    },
  );

  always('[R7.2] a room knows since when nobody leads, or that somebody does', ({ before, after, now }) => {
    if (leadersIn(after).length > 0) expect(after.leaderlessSince).toBe(null);
    else expect(after.leaderlessSince).toBe(before.leaderlessSince ?? now);
  });

  always('[R7.4] no member holds a right or a room once the leaders are alone', (moment) => {
    if (!phases[moment.after.scene.phase].leadersOnly) return;
    for (const { id, view } of viewsOf(moment)) {
      if (isLeaderByRole(moment.after, id)) continue;
      expect(view.kind).toBe('over');
      expect(rightsOf(moment.after, id).mayHear).toBe(false);
    }
  });

  always('[R9.1] nobody is in twice, is credited with more than their presence, or with more than was planned', (moment) => {
    const { after, now } = moment;
    for (const { stays } of Object.values(after.people)) {
      const edges = stays.flatMap(({ from, to }) => [from, to ?? now]);
      same(
        edges,
        edges.toSorted((a, b) => a - b),
      );
      same(
        stays.findIndex(({ to }) => to === null),
        stays.at(-1)?.to === null ? stays.length - 1 : -1,
      );
    }
    const { startsAt, endsAt } = hoursOf(after) ?? { startsAt: 0, endsAt: now };
    for (const { creditMinutes, minutesPresent, firstIn, lastOut } of attendanceOf(after, now)) {
      expect(creditMinutes).toBeLessThanOrEqual(minutesPresent);
      expect(creditMinutes).toBeLessThanOrEqual(Math.round((endsAt - startsAt) / 60_000));
      expect(minutesPresent).toBeLessThanOrEqual(Math.round((lastOut - firstIn) / 60_000));
    }
  });

  always(
    '[R1.4] [R6.1] [R6.6] nobody leads by a touch but a convenor or a substitute, never an observer or the presenter',
    (moment) => {
      const { before, after, by, command } = moment;
      if (after.form.led === 'byConvenor')
        expect(after.seats.filter(({ role }) => role === 'leader').length).toBeLessThanOrEqual(1);
      for (const { personId, role } of after.seats) {
        const was = seatOf(before, personId)?.role;
        if (was === role || was === undefined) continue;
        expect([was, role]).not.toContain('observer');
        if (role === 'member') continue;
        expect(before.scene.presenter?.personId).not.toBe(personId);
        if (command.type === 'convene') same(by, { person: personId });
        else if (command.type === 'enter') same([by, expectedConvenor(before)?.personId], [{ person: personId }, personId]);
        else
          expect(typeof by === 'object' && command.type === 'nameSubstitute' && leadersIn(before)).toContain(
            typeof by === 'object' && by.person,
          );
      }
    },
  );

  always('views pass through JSON without loss', (moment) => {
    for (const { view } of viewsOf(moment)) same(JSON.parse(JSON.stringify(view)), view);
  });

  base.prop([plots], thisOften)('[R1.1] from wherever a meeting stands, leaders can walk it to its end', (plot: Plot) => {
    let state: RoomState = play(plot, () => {});
    const now = state.openedAt + 10 ** 9;
    const does = (person: string, command: Command): PhaseId => {
      const done = step(state, command, { now, by: { person } });
      if ('refused' in done) throw new Error(`${command.type}: ${done.refused} in ${state.scene.phase}`);
      state = done.state;
      return state.scene.phase;
    };
    if (state.scene.phase === 'ended') return;
    // R1.4: a group without leaders is led by its convenor, or by whoever takes that on while people gather.
    const convenes = state.convenor ?? everyId.find((id) => mayConvene(state, id)) ?? 'ann';
    for (const id of new Set(state.form.led === 'byConvenor' ? [convenes, ...state.substitutes] : ['ann', 'hal']))
      does(id, { type: 'enter', device: 'desk', replace: true });
    if (mayConvene(state, convenes)) does(convenes, { type: 'convene' });
    let phase: PhaseId = state.scene.phase;
    for (let acts = 0; phase !== 'ended'; acts += 1) {
      expect(acts).toBeLessThan(12);
      const from = phase;
      const to = phasesAhead(state).find((next) => next !== 'caseCall' && !(from === 'caseCall' && phases[next].ofTheCase));
      phase = does(leadersIn(state)[0] ?? '', { type: 'advance', from, to: to ?? 'ended' });
    }
  });
});

/** The same room as if nothing that only leaders and the person concerned may know had ever happened. */
function withoutSecrets(state: RoomState, id: string): RoomState {
  const { scene } = state;
  const isMine = scene.presenter?.personId === id;
  const invited = scene.presenter?.place === 'invited' && !isMine;
  const isOutside = (other: string) => scene.presenter?.personId === other && scene.presenter.place !== 'circle';
  const people = Object.fromEntries(
    Object.entries(state.people).map(([other, person]) => {
      const where =
        person.where === 'knocking' || person.where === 'steppedOut' || person.where === 'shutOut' ? 'away' : person.where;
      return [
        other,
        {
          ...person,
          where: other === id ? person.where : where,
          silentSince: other === id ? person.silentSince : null,
          silenceNumber: 0,
          device: null,
          microphone: isOutside(other) && other !== id ? ('works' as const) : person.microphone,
        },
      ] as const;
    }),
  );
  return {
    ...state,
    people,
    timeKeeper: null,
    undo: null,
    scene: {
      ...scene,
      offers: scene.offers.filter((other) => other === id),
      chosen: scene.chosen?.personId === id ? scene.chosen : null,
      signal: isMine ? scene.signal : null,
      hands: scene.hands.filter((other) => other === id),
      clock: { ...scene.clock, startedAt: 0, pausedMs: 0 },
      caseNumber: 0,
      presenter: invited && scene.presenter ? { ...scene.presenter, place: 'steppedBack' } : scene.presenter,
    },
  };
}
