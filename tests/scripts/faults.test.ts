// The judge of all faults sees what it should see, a run fails because of it, and the plan is what was asked for.
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../server/ports/rooms.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { evolveAll } from '../../shared/ritual/evolve.ts';
import { presets } from '../../shared/ritual/forms.ts';
import type { RoomState, Seat } from '../../shared/ritual/state.ts';
import type { RoomView } from '../../shared/ritual/view.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';
import { brokenIn, safetyFigures, timeFigures } from '../faults/figures.ts';
import { judge, showsFrom, type Witness } from '../faults/history.ts';
import { planOf } from '../faults/plan.ts';

const at = 1;
const ann: Seat = { personId: 'ann', name: 'Ann', role: 'leader' };
const nothing = { lost: [], doubled: [], leaps: [], backwards: [] };
const opened: RoomEvent = { type: 'meetingOpened', at, meetingId: 'm', groupName: 'g', form: presets['ANZ-UK 90/2'], seats: [ann] };
const logOf = (...rest: [commandId: string, event: RoomEvent][]): LogEntry[] =>
  [['open', opened] as const, ...rest].map(([commandId, event], i) => ({ version: i + 1, commandId, events: [event] }));
const paused: RoomEvent = { type: 'paused', at };
const told = (...answers: boolean[]): Witness => ({
  name: 'Ann',
  id: 'ann',
  screens: [],
  acts: answers.map((isAnswered) => ({
    command: { type: 'pause' },
    askedAt: at,
    answeredAt: at,
    reply: isAnswered ? { ok: true, version: 7 } : null,
    server: 'app1',
  })),
});

test('what was reported as done and is in the log once is fine', () => {
  expect(judge(logOf(['ann.1', paused]), [told(true)])).toEqual(nothing);
});

test.each([
  ['is not in the log', logOf(), told(true)],
  ['is somebody else’s in the log', logOf(['ben.1', paused]), told(true)],
  ['is something else in the log', logOf(['ann.1', { type: 'resumed', at }]), told(true)],
  ['was never answered', logOf(), told(false)],
  ['is in the log once, of two acts', logOf(['ann.1', paused]), told(true, true)],
])('lost: what %s', (_how, entries, witness) => {
  expect(judge(entries, [witness]).lost).toHaveLength(1);
});

test('an act that the server does not accept because there were too many is neither lost nor done', () => {
  const acts = told(true).acts.map((act) => ({ ...act, reply: { ok: false, trouble: 'too-many' } as const }));
  expect(judge(logOf(), [{ ...told(), acts }])).toEqual(nothing);
  expect(
    judge(logOf(), [{ ...told(), acts: acts.map((act) => ({ ...act, reply: { ok: false, trouble: 'unavailable' } as const })) }])
      .lost,
  ).toHaveLength(1);
});

test('doubled: one id twice, one act at two places', () => {
  expect(judge(logOf(['ann.1', paused], ['ann.1', paused]), [told(true, true)]).doubled).toHaveLength(1);
  expect(judge(logOf(['ann.1', paused], ['ann.2', paused]), [told(true)]).doubled).toHaveLength(1);
});

test('backwards: a screen that is older than the one before, and one that never was', () => {
  const entries = logOf(
    ['ann.0', { type: 'personMoved', at, personId: 'ann', to: 'in', device: 'laptop' }],
    ['hal.1', paused],
    ['hal.2', { type: 'resumed', at: 5 }],
    ['hal.3', { type: 'paused', at: 9 }],
  );
  const screen = (length: number) => {
    const state = evolveAll(
      null,
      entries.slice(0, length).flatMap(({ events }) => events),
    ) as RoomState;
    return viewFor(state, 'ann', length, length) as RoomView;
  };
  const backwards = (...screens: RoomView[]) => judge(entries, [{ ...told(), screens }]).backwards;
  expect(backwards(screen(2), screen(3), screen(5))).toEqual([]);
  expect(backwards(screen(5), screen(3))).toHaveLength(1);
  expect(backwards({ ...screen(3), groupName: 'another' })).toHaveLength(1);
  expect(showsFrom(entries, 4, screen(5))).toBe(true);
  expect(showsFrom(entries, 4, screen(3))).toBe(false);
});

test('skips: a phase that may not follow, and a gap', () => {
  const leap: RoomEvent = { type: 'phaseChanged', at, from: 'gathering', to: 'associative' };
  expect(judge(logOf(['ann.1', leap]), []).leaps).toHaveLength(1);
  const [first, , third] = logOf(['ben.1', paused], ['ben.2', paused]) as [LogEntry, LogEntry, LogEntry];
  expect(judge([first, third], []).leaps).toHaveLength(1);
});

describe('a run of the plan', () => {
  const lost = { ...nothing, lost: ['Ann: no answer to pause'] };

  test.each([
    ['nothing', nothing, 0, []],
    ['an act that is lost', lost, 0, ['lost is 1 and must be 0']],
    ['a frame of the silent one that is heard', nothing, 3, ['audible-frames is 3 and must be 0']],
  ])('is broken by %s', (_what, verdict, audible, sentences) => {
    expect(brokenIn(safetyFigures([{ verdict, audible, attempts: 1, stuck: [] }]))).toEqual(sentences);
  });

  test('reports missed times as well as those that were met', () => {
    const figures = timeFigures(new Map([['redis-killed', [600, 2_100]]]));
    expect(figures).toMatchObject([{ id: 'redis-killed', max: 2_100, target: 2_000, met: false }]);
  });

  test('has every fault, the daily ones once when it is quick, and those alone that are named', () => {
    const ids = (wish: Parameters<typeof planOf>[0]) => planOf(wish).steps.map(({ phase, fault }) => `${phase} ${fault.id}`);
    expect(ids({ isQuick: true })).toEqual([
      'clarifying stepping-back-killed',
      'associative keeper-killed',
      'associative redis-killed',
    ]);
    expect(ids({ isQuick: false })).toEqual(
      expect.arrayContaining([...ids({ isQuick: true }), 'gathering redis-killed', 'associative away-84-s']),
    );
    expect(ids({ isQuick: true, only: ['away-5-s'] })).toEqual(['associative away-5-s']);
    expect(planOf({ isQuick: true })).toMatchObject({ onSmallDisks: [], isTakeoverIncluded: false });
    expect(planOf({ isQuick: false })).toMatchObject({ onSmallDisks: [{}, {}], isTakeoverIncluded: true });
    expect(() => planOf({ isQuick: false, only: ['redis'] })).toThrow('There is no fault "redis"; there are keeper-killed, ');
  });
});
