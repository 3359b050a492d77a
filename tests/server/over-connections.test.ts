// R7.4, R7.5: the connection of somebody for whom the meeting is over ends when that can no longer be undone, and not when the leaders' talk ends.
import { beforeEach, expect, test } from 'vitest';
import { Announcer } from '../../server/sockets/announcer.ts';
import { type Connection, Connections } from '../../server/sockets/connections.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import { step } from '../../shared/ritual/step.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { room } from '../support/given.ts';
import { ann, type Wish } from '../support/persons.ts';

let clock: FakeClock;
let connections: Connections;
let announcer: Announcer;
let state: RoomState;
let version: number;
let closed: string[];

beforeEach(() => {
  const told = room().in('farewell').tell();
  state = told.state;
  clock = new FakeClock(told.now);
  connections = new Connections();
  announcer = new Announcer(connections, clock, false);
  version = 1;
  closed = [];
  for (const personId of ['ann', 'cid']) connections.add(connection(personId));
});

function connection(personId: string): Connection {
  const device = state.people[personId]?.device ?? '';
  const nothing = () => undefined;
  const close = (why: string) => void closed.push(`${personId} ${why}`);
  const quiet = { sendView: nothing, sendNote: nothing, sendMedia: nothing, move: nothing };
  return { room: 'r', personId, ref: personId, device, isSignedIn: async () => true, close, ...quiet };
}

function happens(wish: Wish): void {
  const before = state;
  const next = step(before, wish.command(before), { now: clock.now(), by: wish.by });
  if ('refused' in next) throw new Error(next.refused);
  state = next.state;
  announcer.roomChanged({ room: 'r', before, after: state, version: ++version, isOwn: true });
}

test('a member’s connection ends with the time for undoing, whatever the leaders still talk about', async () => {
  happens(ann.advancesTo('debrief'));
  await clock.advance(9_000);
  expect(closed).toEqual([]);
  await clock.advance(1_100);
  expect(closed).toEqual(['cid over']);
});

test('whoever comes later reads that it is over, and is sent away', async () => {
  happens(ann.advancesTo('debrief'));
  await clock.advance(600_000);
  closed = [];
  announcer.send(connection('cid'), { version, state });
  await clock.advance(1);
  expect(closed).toEqual(['cid over']);
});

test('nobody is sent away when the debrief was undone, and began again only then', async () => {
  happens(ann.advancesTo('debrief'));
  await clock.advance(5_000);
  happens(ann.undoes());
  await clock.advance(2_000);
  happens(ann.advancesTo('debrief'));
  await clock.advance(9_000);
  expect(closed).toEqual([]);
  await clock.advance(1_100);
  expect(closed).toEqual(['cid over']);
});
