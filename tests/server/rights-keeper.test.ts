// The rights keeper over a scripted media server and a fake clock: order, truth, and what it reports about silences (R3.7).
import { beforeEach, describe, expect, test } from 'vitest';
import { RightsKeeper } from '../../server/media/enforcement/rights-keeper.ts';
import { Fault } from '../../server/ports/fault.ts';
import { rightsOf } from '../../shared/ritual/rights.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import { step } from '../../shared/ritual/step.ts';
import { FakeClock, settlePromises } from '../support/fake-clock.ts';
import { room } from '../support/given.ts';
import { ann, cid, hal, media, type Wish } from '../support/persons.ts';
import { ScriptedConnections, ScriptedGateway } from '../support/scripted-gateway.ts';

let clock: FakeClock;
let gateway: ScriptedGateway;
let connections: ScriptedConnections;
let keeper: RightsKeeper;
let state: RoomState;
let version: number;
let verdicts: string[];
/** Whether the keeper's reports are applied to the room, as the app does. */
let listens: boolean;
let isOurs: boolean;
let liars: string[];

function wish(next: Wish): void {
  const done = step(state, next.command(state), { now: clock.now(), by: next.by });
  if ('refused' in done) throw new Error(done.refused);
  const before = state;
  state = done.state;
  keeper.roomChanged({ room: 'room', before, after: state, version: ++version, isOwn: true });
}

function joined(...ids: string[]): void {
  for (const id of ids) {
    gateway.people.set(id, { rights: rightsOf(state, id), tracks: [{ sid: id, kind: 'audio', source: 'microphone' }] });
    connections.open.add(id);
  }
}

beforeEach(async () => {
  clock = new FakeClock();
  gateway = new ScriptedGateway();
  connections = new ScriptedConnections();
  state = room().in('clarifying').tell().state;
  version = 1;
  verdicts = [];
  liars = [];
  listens = isOurs = true;
  keeper = new RightsKeeper({
    gateway,
    connections,
    clock,
    roomState: async () => ({ version, state }),
    isOurs: () => isOurs,
    onLie: (_room, id) => void liars.push(id),
    log: { info: () => {}, warn: () => {} },
    onSilence: (_room, id, number, verdict) => {
      verdicts.push(`${id} ${number} ${verdict}`);
      const person = state.people[id];
      if (!listens || !person || (person.silentSince === null) !== (verdict === 'confirmed')) return;
      wish(verdict === 'confirmed' ? media.confirms({ id }, number) : media.doubts({ id }, number));
    },
  });
  joined('ann', 'ben', 'cid', 'dee', 'hal');
  await keeper.watch('room', { version, state });
  gateway.calls.length = 0;
  return () => keeper.stop();
});

describe('[R3.2] a phase change', () => {
  test('takes from the presenter at once and reports the silence confirmed, with its number', async () => {
    wish(ann.advancesTo('associative'));
    await settlePromises();
    expect(gateway.calls).toEqual(['ben hear+show']);
    expect(gateway.people.get('ben')?.tracks).toEqual([]);
    expect(verdicts).toEqual(['ben 1 confirmed']);
    expect(state.people.ben?.silentSince).toBe(clock.now());
  });

  test('when the media server comes back it is looked at anew, whatever a look under way has found', async () => {
    wish(ann.advancesTo('associative'));
    await settlePromises();
    let fail = () => {};
    const list = gateway.presences;
    // A look that is under way when it goes down, and gets no answer.
    gateway.presences = () => new Promise((_, reject) => (fail = () => reject(new Fault('media-unavailable', 'down'))));
    await clock.advance(1500);
    gateway.people.set('ben', { rights: { mayHear: true, mayBeHeard: true, mayBeSeen: true }, tracks: [] });
    gateway.presences = list;
    const isHeld = keeper.lookAtAll();
    fail();
    await isHeld;
    expect(gateway.people.get('ben')?.rights).toEqual(rightsOf(state, 'ben'));
  });

  test('takes from all losers at once, before it gives', async () => {
    wish(ann.advancesTo('associative'));
    await settlePromises();
    wish(hal.holds(cid));
    wish(hal.holds({ id: 'dee' }));
    await settlePromises();
    gateway.calls.length = 0;
    const held: (() => void)[] = [];
    gateway.before = () => new Promise((resolve) => void held.push(resolve));
    const before = state;
    // Cid is free again at the same moment as Ann and Hal are held: from one state to the next.
    state = {
      ...state,
      people: Object.fromEntries(
        Object.entries(state.people).map(([id, person]) => [id, { ...person, held: id === 'ann' || id === 'hal' }]),
      ),
    };
    keeper.roomChanged({ room: 'room', before, after: state, version: ++version, isOwn: true });
    await settlePromises();
    expect([...gateway.calls].sort()).toEqual(['ann hear+show', 'hal hear+show']);
    gateway.before = async () => {};
    for (const release of held) release();
    await settlePromises();
    expect(gateway.calls.slice(2).sort()).toEqual(['cid hear+speak+show', 'dee hear+speak+show']);
  });

  test('rapid flips end at the newest rights, and calls for one person never overlap', async () => {
    for (let flip = 0; flip < 20; flip++) {
      wish(ann.advancesTo('associative'));
      wish(ann.undoes());
      await clock.advance(7);
    }
    wish(ann.advancesTo('associative'));
    await settlePromises();
    expect(gateway.overlapped).toBe(false);
    expect(gateway.people.get('ben')?.rights).toEqual({ mayHear: true, mayBeHeard: false, mayBeSeen: true });
    expect(state.people.ben?.silentSince).not.toBeNull();
  });

  test('[R3.7] unreachable: doubted until confirmed, and the connection is cut after two seconds', async () => {
    gateway.isDown = true;
    wish(ann.advancesTo('associative'));
    await clock.advance(1900);
    expect(verdicts).toEqual([]);
    expect(state.people.ben?.silentSince).toBeNull();
    await clock.advance(2000);
    expect(connections.cuts).toContain('ben');
    gateway.isDown = false;
    await clock.advance(2000);
    expect(verdicts.at(-1)).toBe('ben 1 confirmed');
  });
});

describe('the look around, every second', () => {
  test('removes a shadow, a stranger, and somebody who is no longer in', async () => {
    joined('ben#ghost', 'eve', 'deaf stranger');
    gateway.people.set('deaf stranger', { rights: rightsOf(state, 'deaf stranger'), tracks: [] });
    wish(cid.leaves());
    gateway.people.set('cid', { rights: { mayHear: true, mayBeHeard: true, mayBeSeen: true }, tracks: [] });
    await clock.advance(1100);
    expect([...gateway.people.keys()].sort()).toEqual(['ann', 'ben', 'dee', 'hal']);
  });

  test('[R3.7] doubts a silence that no longer holds, and restores it', async () => {
    wish(ann.advancesTo('associative'));
    await settlePromises();
    gateway.people.set('ben', { rights: { mayHear: true, mayBeHeard: true, mayBeSeen: true }, tracks: [] });
    await clock.advance(1100);
    expect(verdicts).toEqual(['ben 1 confirmed', 'ben 1 doubted', 'ben 1 confirmed']);
    expect(gateway.people.get('ben')?.rights?.mayBeHeard).toBe(false);
  });

  test('throws out whoever sends sound under another label, though the rights look right', async () => {
    wish(ann.advancesTo('associative'));
    await settlePromises();
    gateway.people.set('ben', { rights: rightsOf(state, 'ben'), tracks: [{ sid: 'x', kind: 'audio', source: 'camera' }] });
    await clock.advance(1500);
    expect(gateway.people.has('ben')).toBe(false);
    expect(connections.cuts).toEqual(['ben']);
    expect(liars).toEqual(['ben']);
  });

  test('[R4.6] reports a lie that the proxy has read, whichever server looks after the room, and cuts the connection', async () => {
    isOurs = false;
    keeper.lied('room', 'cid', 'a text frame');
    await settlePromises();
    expect(liars).toEqual(['cid']);
    expect(connections.cuts).toEqual(['cid']);
    expect(gateway.people.has('cid')).toBe(false);
    keeper.lied('a room that is not held here', 'cid', 'a text frame');
    expect(liars).toEqual(['cid', 'cid']);
  });

  test('comes at once with a notice, however often it is doubled', async () => {
    joined('eve');
    keeper.webhook('room');
    keeper.webhook('room');
    keeper.webhook('no such room');
    await settlePromises();
    expect(gateway.people.has('eve')).toBe(false);
  });

  test('repeats a confirmation until the room has it', async () => {
    listens = false;
    wish(ann.advancesTo('associative'));
    await clock.advance(2100);
    expect(verdicts.length).toBeGreaterThan(1);
    listens = true;
    await clock.advance(1100);
    const heard = verdicts.length;
    await clock.advance(3000);
    expect(verdicts.length).toBe(heard);
  });

  test('an absent presenter is a confirmed silence', async () => {
    gateway.people.delete('ben');
    connections.open.delete('ben');
    wish(ann.advancesTo('associative'));
    await settlePromises();
    expect(verdicts).toEqual(['ben 1 confirmed']);
  });
});

describe('[R3.7] a media server that stops answering', () => {
  const silent = async () => {
    wish(ann.advancesTo('associative'));
    await clock.advance(5000);
    expect(verdicts).toEqual(['ben 1 confirmed']);
    gateway.calls.length = 0;
  };

  test.each([
    ['refuses', () => Promise.reject(new Fault('media-unavailable', 'down'))],
    ['hangs', () => new Promise<void>(() => {})],
  ])('%s: the silence is doubted after three and a half seconds, and nobody is removed for it', async (_how, answer) => {
    await silent();
    gateway.beforeList = answer;
    await clock.advance(2400);
    expect(verdicts.slice(1)).toEqual([]);
    await clock.advance(1100);
    expect(verdicts.slice(1)).toEqual(['ben 1 doubted']);
    await clock.advance(30_000);
    expect(state.people.ben?.silentSince).toBeNull();
    expect(verdicts.slice(1)).toEqual(['ben 1 doubted']);
    expect(gateway.calls).toEqual([]);
    expect(connections.cuts).toEqual([]);
  });

  test('is believed again with its next answer', async () => {
    await silent();
    gateway.isDown = true;
    await clock.advance(6000);
    gateway.isDown = false;
    await clock.advance(1100);
    expect(verdicts.slice(1)).toEqual(['ben 1 doubted', 'ben 1 confirmed']);
    await clock.advance(10_000);
    expect(verdicts).toHaveLength(3);
  });

  test('a slow answer within that time costs nothing', async () => {
    await silent();
    gateway.beforeList = () => new Promise((resolve) => clock.after(2000, resolve));
    await clock.advance(20_000);
    expect(verdicts).toEqual(['ben 1 confirmed']);
  });

  test('is repeated until the room has it', async () => {
    await silent();
    listens = false;
    gateway.isDown = true;
    await clock.advance(6000);
    expect(verdicts.slice(1).length).toBeGreaterThan(1);
    listens = true;
    await clock.advance(1100);
    expect(state.people.ben?.silentSince).toBeNull();
  });

  test('only the server that looks after the room says so, from the moment it does', async () => {
    await silent();
    isOurs = false;
    gateway.isDown = true;
    await clock.advance(20_000);
    expect(verdicts).toEqual(['ben 1 confirmed']);
    isOurs = true;
    await keeper.watch('room', { version, state });
    await clock.advance(3400);
    expect(verdicts).toEqual(['ben 1 confirmed']);
    await clock.advance(100);
    expect(verdicts).toEqual(['ben 1 confirmed', 'ben 1 doubted']);
  });
});

describe('a held join', () => {
  test('is settled by the newest rights', async () => {
    gateway.people.set('ben', { rights: { mayHear: true, mayBeHeard: true, mayBeSeen: true }, tracks: [] });
    wish(ann.advancesTo('associative'));
    expect(await keeper.settle('room', 'ben')).toBe('settled');
    expect(gateway.people.get('ben')?.rights?.mayBeHeard).toBe(false);
  });

  test('fails within three seconds when the media server hangs', async () => {
    gateway.before = () => new Promise(() => {});
    const settled = keeper.settle('room', 'ben');
    await clock.advance(3000);
    expect(await settled).toBe('failed');
  });

  test('learns when nobody of that name is in the media room', async () => {
    gateway.people.delete('ben');
    const settled = keeper.settle('room', 'ben');
    await clock.advance(200);
    expect(await settled).toBe('absent');
  });
});

test('a restart looks at the room and confirms what is due before it resolves', async () => {
  const again = new ScriptedGateway();
  for (const [id, person] of gateway.people) again.people.set(id, person);
  wish(ann.advancesTo('associative'));
  keeper.stop();
  const said: string[] = [];
  const restarted = new RightsKeeper({
    gateway: again,
    connections: new ScriptedConnections(),
    clock,
    roomState: async () => ({ version, state }),
    isOurs: () => true,
    onLie: () => {},
    log: { info: () => {}, warn: () => {} },
    onSilence: (_room, id, _number, verdict) => void said.push(`${id} ${verdict}`),
  });
  const confirmed = { ...state, people: { ...state.people, ben: { ...state.people.ben!, silentSince: null } } };
  await restarted.watch('room', { version, state: confirmed });
  expect(said).toContain('ben confirmed');
  restarted.stop();
});

test('an ended room is closed in the media server, and no longer looked after', async () => {
  const before = state;
  state = { ...state, scene: { ...state.scene, phase: 'ended' } };
  keeper.roomChanged({ room: 'room', before, after: state, version: ++version, isOwn: true });
  await clock.advance(1100);
  expect(gateway.calls).toContain('close');
  expect(gateway.people.size).toBe(0);
  await clock.advance(100);
  expect(clock.pending).toBe(0);
});

test('[R1.5] a room whose end is undone while it is being closed is looked after as before', async () => {
  const speaks = {
    rights: rightsOf(state, 'ben'),
    tracks: [{ sid: 'ben', kind: 'audio' as const, source: 'microphone' as const }],
  };
  wish(ann.advancesTo('associative'));
  await settlePromises();
  const before = state;
  const ended = { ...state, scene: { ...state.scene, phase: 'ended' as const } };
  gateway.beforeList = async () => {
    if (state !== ended || !gateway.calls.includes('close')) return;
    state = before;
    keeper.roomChanged({ room: 'room', before: ended, after: before, version: ++version, isOwn: true });
  };
  state = ended;
  keeper.roomChanged({ room: 'room', before, after: ended, version: ++version, isOwn: true });
  await clock.advance(1100);
  expect(state).toBe(before);
  gateway.people.set('ben', speaks);
  await clock.advance(3000);
  expect(gateway.people.get('ben')?.tracks).toEqual([]);
});
