// One person held to their rights, under a fake clock: never two calls at once, the newest wins, and what is not confirmed is cut.
import { beforeEach, describe, expect, test } from 'vitest';
import { RightsReconciler } from '../../server/media/enforcement/rights-reconciler.ts';
import type { Rights } from '../../shared/ritual/rights.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ScriptedConnections, ScriptedGateway } from '../support/scripted-gateway.ts';

const everything: Rights = { mayHear: true, mayBeHeard: true, mayBeSeen: true };
const seen: Rights = { mayHear: true, mayBeHeard: false, mayBeSeen: true };
const nothing: Rights = { mayHear: false, mayBeHeard: false, mayBeSeen: false };

let clock: FakeClock;
let gateway: ScriptedGateway;
let connections: ScriptedConnections;
let rights: Rights;
let outcomes: string[];
let reconciler: RightsReconciler;
/** Reads the log. */
let refresh: () => Promise<void>;

beforeEach(() => {
  clock = new FakeClock();
  gateway = new ScriptedGateway();
  connections = new ScriptedConnections();
  outcomes = [];
  rights = seen;
  refresh = async () => {};
  gateway.people.set('ben', { rights: everything, tracks: [{ sid: 'a', kind: 'audio', source: 'microphone' }] });
  connections.open.add('ben');
  const onOutcome = (outcome: string) => void outcomes.push(outcome);
  reconciler = new RightsReconciler({
    gateway,
    connections,
    clock,
    room: 'room',
    personId: 'ben',
    rights: () => rights,
    refresh: () => refresh(),
    onLie: () => void outcomes.push('a lie'),
    onOutcome,
  });
});

test('confirmed from the answer itself, with one call', async () => {
  expect(await reconciler.kick()).toBe('confirmed');
  expect(gateway.calls).toEqual(['ben hear+show']);
  expect(outcomes).toEqual(['confirmed']);
});

test('rights that change during a call: one more call with the newest, none in between, never two at once', async () => {
  let release = () => {};
  gateway.before = () => new Promise((resolve) => (release = resolve));
  const first = reconciler.kick();
  rights = everything;
  const second = reconciler.kick();
  rights = seen;
  const third = reconciler.kick();
  gateway.before = async () => {};
  release();
  expect(await Promise.all([first, second, third])).toEqual(['confirmed', 'confirmed', 'confirmed']);
  expect(gateway.calls).toEqual(['ben hear+show', 'ben hear+show']);
  expect(gateway.overlapped).toBe(false);
  expect(outcomes).toEqual(['confirmed']);
});

test('an unreachable media server is retried with growing pauses until it answers', async () => {
  gateway.isDown = true;
  const outcome = reconciler.kick();
  await clock.advance(10_000);
  expect(await outcome).toBe('unconfirmed');
  const rightsCalls = () => gateway.calls.filter((call) => call !== 'ben out').length;
  expect(rightsCalls()).toBeGreaterThan(8);
  expect(rightsCalls()).toBeLessThan(20);
  gateway.isDown = false;
  gateway.people.set('ben', { rights: everything, tracks: [] });
  await clock.advance(1000);
  expect(outcomes.at(-1)).toBe('confirmed');
});

describe('not confirmed in two seconds', () => {
  test('the connection is cut and the person removed; then they are absent, which is silence', async () => {
    gateway.deaf.add('ben');
    const outcome = reconciler.kick();
    await clock.advance(1900);
    expect(connections.cuts).toEqual([]);
    await clock.advance(1000);
    expect(await outcome).toBe('unconfirmed');
    expect(connections.cuts).toEqual(['ben']);
    await clock.advance(1000);
    expect(outcomes).toEqual(['unconfirmed', 'absent']);
  });

  test('rights that withhold nothing cut nobody off', async () => {
    rights = everything;
    gateway.isDown = true;
    void reconciler.kick();
    await clock.advance(5000);
    expect(connections.cuts).toEqual([]);
    expect(gateway.calls).not.toContain('ben out');
  });
});

describe('"not found"', () => {
  test('for somebody on the live list is no absence', async () => {
    gateway.forgotten.add('ben');
    const outcome = reconciler.kick();
    await clock.advance(1500);
    expect(outcomes).toEqual([]);
    await clock.advance(1500);
    expect(await outcome).toBe('unconfirmed');
    expect(gateway.calls).toContain('ben out');
  });

  test('for somebody with a connection is reported as missing, and the connection is cut if it lasts', async () => {
    gateway.people.clear();
    const outcome = reconciler.kick();
    await clock.advance(200);
    expect(await outcome).toBe('missing');
    expect(outcomes).toEqual([]);
    await clock.advance(4000);
    expect(connections.cuts).toEqual(['ben']);
    expect(outcomes.at(-1)).toBe('absent');
  });

  test('for somebody without a connection, and not on the live list, is absence', async () => {
    gateway.people.clear();
    connections.open.clear();
    expect(await reconciler.kick()).toBe('absent');
  });
});

test('a forbidden track that stays though the rights are right: out at the second look', async () => {
  gateway.people.set('ben', { rights: seen, tracks: [{ sid: 'a', kind: 'audio', source: 'camera' }] });
  void reconciler.kick();
  await clock.advance(100);
  expect(connections.cuts).toEqual(['ben']);
  expect(gateway.people.has('ben')).toBe(false);
  await clock.advance(1000);
  expect(outcomes).toEqual(['a lie', 'absent']);
});

test('[R4.6] a track that is only forbidden is no lie: it may take a while to go', async () => {
  gateway.people.set('ben', { rights: seen, tracks: [{ sid: 'a', kind: 'audio', source: 'microphone' }] });
  gateway.deaf.add('ben');
  void reconciler.kick();
  await clock.advance(1200);
  expect(connections.cuts).toEqual(['ben']);
  expect(outcomes).toEqual(['absent']);
});

test('[R4.6] sound under another label is a lie even by somebody who may speak', async () => {
  rights = everything;
  gateway.people.set('ben', { rights, tracks: [{ sid: 'a', kind: 'audio', source: 'camera' }] });
  void reconciler.kick();
  await clock.advance(100);
  expect(connections.cuts).toEqual(['ben']);
  expect(outcomes[0]).toBe('a lie');
});

test('whoever may not hear is cut off and removed, not given empty rights', async () => {
  rights = nothing;
  expect(await reconciler.kick()).toBe('absent');
  expect(gateway.calls).toEqual(['ben out']);
  expect(connections.cuts).toEqual(['ben']);
});

test('stopped, it asks nothing more', async () => {
  gateway.isDown = true;
  const outcome = reconciler.kick();
  await clock.advance(500);
  reconciler.stop();
  expect(await outcome).toBe('unconfirmed');
  const before = gateway.calls.length;
  await clock.advance(10_000);
  expect(gateway.calls.length).toBe(before);
});

describe('another server may have changed the room', () => {
  test('while the media server was being asked: the answer does not count, and the newest rights are applied after it', async () => {
    rights = everything;
    let reads = 0;
    refresh = async () => {
      if (++reads === 2) rights = seen;
    };
    expect(await reconciler.kick()).toBe('confirmed');
    expect(gateway.calls).toEqual(['ben hear+speak+show', 'ben hear+show']);
    expect(outcomes).toEqual(['confirmed']);
  });

  test('while this one slept: it reads the log before it acts', async () => {
    rights = everything;
    refresh = async () => {
      rights = seen;
    };
    expect(await reconciler.kick()).toBe('confirmed');
    expect(gateway.calls).toEqual(['ben hear+show']);
  });

  test('and the log cannot be read: the known silence is applied, not confirmed, and nobody is thrown out', async () => {
    refresh = async () => {
      throw new Error('no log');
    };
    void reconciler.kick();
    await clock.advance(5000);
    expect(gateway.calls[0]).toBe('ben hear+show');
    expect(gateway.people.get('ben')?.rights?.mayBeHeard).toBe(false);
    expect(outcomes).toEqual(expect.arrayContaining(['unconfirmed']));
    expect(outcomes).not.toContain('confirmed');
    expect(connections.cuts).toEqual([]);
    refresh = async () => {};
    await clock.advance(2000);
    expect(outcomes.at(-1)).toBe('confirmed');
  });
});
