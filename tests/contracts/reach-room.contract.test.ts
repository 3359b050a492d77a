// Testing the routes to the media, over a real LiveKit: each try has an empty room of its own in which nothing may be sent, gone when the try is
// over.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { livekitAlone } from '../../server/media/livekit/livekit-alone.ts';
import { ReachRooms } from '../../server/media/signalling/reach-room.ts';
import type { MediaPresence } from '../../server/ports/media.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { startLiveKit, type TestLiveKit } from '../support/livekit.ts';

let livekit: TestLiveKit;
let opened: string[];
let closed: string[];
let rooms: ReachRooms;

beforeAll(async () => {
  livekit = await startLiveKit();
  const { gateway } = livekit;
  opened = [];
  closed = [];
  const watched = new Proxy(gateway, {
    get(target, key: keyof typeof gateway) {
      if (key === 'openRoom') return (room: string) => gateway.openRoom(room).then(() => void opened.push(room));
      if (key === 'closeRoom') return (room: string) => gateway.closeRoom(room).then(() => void closed.push(room));
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  rooms = new ReachRooms({ gateway: watched, nodes: livekitAlone(gateway), clock: systemClock, log: { info: () => {} } });
});

afterAll(async () => {
  rooms?.stop();
  await livekit?.stop();
});

const presences = (room: string): Promise<readonly MediaPresence[]> => livekit.gateway.presences(room);

test('a try gets an offer and candidates, is alone in its room without any right to send, and leaves nothing behind', async () => {
  const candidates: string[] = [];
  const [first, second] = await Promise.all([rooms.begin((one) => candidates.push(one)), rooms.begin(() => {})]);
  expect(first?.offer.sdp).toMatch(/m=application/);
  expect(first?.offer.sdp, 'there is nothing to hear or see').not.toMatch(/m=(audio|video)/);
  expect(new Set(opened).size).toBe(2);
  for (const room of opened) {
    expect(room).toMatch(/^check-[0-9a-f]{32}$/);
    expect(await presences(room)).toMatchObject([
      { identity: 'check', rights: { mayHear: true, mayBeHeard: false, mayBeSeen: false }, tracks: [] },
    ]);
  }
  first?.end();
  first?.end();
  second?.end();
  await expect.poll(() => [...closed].sort()).toEqual([...opened].sort());
  for (const room of opened) expect(await presences(room)).toEqual([]);
});

test('anything but an answer ends the try, not the server', async () => {
  const tried = await rooms.begin(() => {});
  tried?.answer('no sdp at all');
  tried?.candidate('{"broken"');
  tried?.end();
  const next = await rooms.begin(() => {});
  expect(next?.offer.ok).toBe(true);
  next?.end();
});

test('stopping ends every try, and while there are too many no new one begins', async () => {
  const before = opened.length;
  const tries = await Promise.all(Array.from({ length: 31 }, () => rooms.begin(() => {})));
  expect(tries.filter((tried) => tried === null)).toHaveLength(1);
  rooms.stop();
  await expect.poll(() => closed.length).toBe(opened.length);
  expect(opened.length - before).toBe(30);
});
