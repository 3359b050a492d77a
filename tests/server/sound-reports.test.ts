// [R3.7] What listeners' pages receive counts too: a silence is not confirmed while one of them reports that it hears the person.
import { beforeEach, expect, test } from 'vitest';
import { RightsKeeper } from '../../server/media/enforcement/rights-keeper.ts';
import { rightsOf } from '../../shared/ritual/rights.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import { step } from '../../shared/ritual/step.ts';
import { FakeClock, settlePromises } from '../support/fake-clock.ts';
import { room } from '../support/given.ts';
import { ann, ben, media, type Wish } from '../support/persons.ts';
import { ScriptedConnections, ScriptedGateway } from '../support/scripted-gateway.ts';

let clock: FakeClock;
let gateway: ScriptedGateway;
let connections: ScriptedConnections;
let keeper: RightsKeeper;
let state: RoomState;
let version: number;
let verdicts: string[];

function wish(next: Wish): void {
  const done = step(state, next.command(state), { now: clock.now(), by: next.by });
  if ('refused' in done) throw new Error(done.refused);
  const before = state;
  state = done.state;
  keeper.roomChanged({ room: 'room', before, after: state, version: ++version, isOwn: true });
}

const isConfirmed = () => state.people.ben?.silentSince !== null;

beforeEach(async () => {
  clock = new FakeClock();
  gateway = new ScriptedGateway();
  connections = new ScriptedConnections();
  state = room().in('clarifying').tell().state;
  version = 1;
  verdicts = [];
  for (const id of ['ann', 'ben', 'cid', 'dee', 'hal']) {
    gateway.people.set(id, { rights: rightsOf(state, id), tracks: [] });
    connections.open.add(id);
  }
  keeper = new RightsKeeper({
    gateway,
    connections,
    clock,
    roomState: async () => ({ version, state }),
    isOurs: () => true,
    onLie: () => {},
    log: { info: () => {}, warn: () => {} },
    onSilence: (_room, id, number, verdict) => {
      verdicts.push(`${id} ${number} ${verdict}`);
      const isNews = (state.people[id]?.silentSince === null) === (verdict === 'confirmed');
      if (isNews) wish(verdict === 'confirmed' ? media.confirms({ id }, number) : media.doubts({ id }, number));
    },
  });
  await keeper.watch('room', { version, state });
  wish(ann.advancesTo('associative'));
  await settlePromises();
  expect(isConfirmed()).toBe(true);
  verdicts.length = gateway.calls.length = 0;
  return () => keeper.stop();
});

test('a report of sound takes the confirmation back at once, and the media server is asked at once', async () => {
  keeper.soundFrom('room', 'ben');
  expect(verdicts).toEqual(['ben 1 doubted']);
  expect(isConfirmed()).toBe(false);
  await settlePromises();
  expect(gateway.calls).toEqual(['ben hear+show']);
  expect(isConfirmed()).toBe(false);
});

test('it is confirmed again after a quiet time, and not while reports go on', async () => {
  for (let seconds = 0; seconds < 10; seconds++) {
    keeper.soundFrom('room', 'ben');
    await clock.advance(1000);
    expect(isConfirmed()).toBe(false);
  }
  await clock.advance(500);
  expect(isConfirmed()).toBe(false);
  await clock.advance(2100);
  expect(isConfirmed()).toBe(true);
});

test('a silence that was never confirmed waits as well', async () => {
  wish(ann.goesBackTo('presentation'));
  wish(ben.comesIn());
  await settlePromises();
  gateway.isDown = true;
  wish(ann.advancesTo('associative'));
  await clock.advance(600);
  keeper.soundFrom('room', 'ben');
  gateway.isDown = false;
  await clock.advance(1500);
  expect(gateway.people.get('ben')?.rights?.mayBeHeard).toBe(false);
  expect(isConfirmed()).toBe(false);
  await clock.advance(2500);
  expect(isConfirmed()).toBe(true);
});

test('a confirmation that is still on its way is doubted right after it', async () => {
  state = { ...state, people: { ...state.people, ben: { ...state.people.ben!, silentSince: null } } };
  keeper.roomChanged({ room: 'room', before: state, after: state, version: ++version, isOwn: true });
  keeper.soundFrom('room', 'ben');
  expect(verdicts).toEqual(['ben 1 doubted']);
});

test.each(['ann', 'cid', 'a stranger'])('about somebody who may be heard, or is nobody, it changes nothing: %s', async (id) => {
  keeper.soundFrom('room', id);
  keeper.soundFrom('no such room', 'ben');
  await settlePromises();
  expect(verdicts).toEqual([]);
  expect(gateway.calls).toEqual([]);
});

test('a flood of reports makes us ask the media server at most twice a second, and cuts nobody off', async () => {
  for (let word = 0; word < 200; word++) {
    keeper.soundFrom('room', 'ben');
    await clock.advance(10);
  }
  expect(gateway.calls.length).toBeGreaterThanOrEqual(4);
  expect(gateway.calls.length).toBeLessThanOrEqual(5);
  expect(connections.cuts).toEqual([]);
});

test('reports do not extend the deadline for a media server that does not answer', async () => {
  gateway.isDown = true;
  for (let word = 0; word < 6; word++) {
    keeper.soundFrom('room', 'ben');
    await clock.advance(600);
  }
  expect(connections.cuts).toEqual(['ben']);
});
