// The rooms that a server looks after: when it lets one go, for whatever reason, nothing goes on for that room.
import { beforeEach, describe, expect, test } from 'vitest';
import type { RoomLeases } from '../../server/ports/cluster.ts';
import type { RoomId, RoomLog } from '../../server/ports/rooms.ts';
import type { LiveRoom, LiveRooms } from '../../server/rooms/live-rooms.ts';
import { RoomCare } from '../../server/rooms/room-care.ts';
import { FakeClock, settlePromises } from '../support/fake-clock.ts';

type News = Parameters<Parameters<RoomLeases['follow']>[0]>[0];

/** Leases that a test gives and takes away. */
class GivenLeases implements RoomLeases {
  readonly ours = new Set<RoomId>();
  readonly refused = new Set<RoomId>();
  #tell: (news: News) => void = () => undefined;

  async acquire(room: RoomId): Promise<boolean> {
    if (this.refused.has(room)) this.ours.delete(room);
    else this.ours.add(room);
    return !this.refused.has(room);
  }
  isOurs(room: RoomId): boolean {
    return this.ours.has(room);
  }
  async release(room: RoomId): Promise<void> {
    this.ours.delete(room);
  }
  follow(call: (news: News) => void): () => void {
    this.#tell = call;
    return () => undefined;
  }
  tell(news: News): void {
    this.#tell(news);
  }
}

let leases: GivenLeases;
let care: RoomCare;
let living: Set<RoomId>;
let takenUp: RoomId[];
/** The rooms for which something is still going on here, such as timers. */
let goingOn: Set<RoomId>;

beforeEach(async () => {
  leases = new GivenLeases();
  living = new Set(['one', 'two']);
  takenUp = [];
  goingOn = new Set();
  const live = { version: 1, state: {} } as unknown as LiveRoom;
  care = new RoomCare({
    clock: new FakeClock(),
    log: { liveRooms: async () => [...living] } as unknown as RoomLog,
    rooms: { catchUp: async (room: RoomId) => (living.has(room) ? live : null) } as unknown as LiveRooms,
    leases,
    takeUp: async (room) => {
      takenUp.push(room);
      goingOn.add(room);
    },
    letGo: (room) => void goingOn.delete(room),
    failed: (_room, what, cause) => {
      throw new Error(what, { cause });
    },
  });
  await care.beginAll();
});

const settle = async () => {
  await settlePromises();
  await settlePromises();
};

test('when a server has gone, its rooms and ours are taken up again', async () => {
  takenUp.length = 0;
  leases.tell({ type: 'serverGone' });
  await settle();
  expect(takenUp.sort()).toEqual(['one', 'two']);
  expect(care.count).toBe(2);
});

describe('nothing goes on for a room that', () => {
  test('another server has', () => {
    leases.tell({ type: 'lost', room: 'one' });
    expect([...goingOn]).toEqual(['two']);
  });

  test('another server got while we were taking over what was left', async () => {
    leases.refused.add('one');
    leases.tell({ type: 'serverGone' });
    await settle();
    expect([...goingOn]).toEqual(['two']);
    expect(care.count).toBe(1);
  });

  test('is lost in the middle of taking over', async () => {
    leases.refused.add('one');
    leases.tell({ type: 'serverGone' });
    leases.tell({ type: 'lost', room: 'one' });
    expect([...goingOn]).toEqual(['two']);
    await settle();
    expect([...goingOn]).toEqual(['two']);
  });

  test('is over when we look again', async () => {
    living.delete('one');
    leases.tell({ type: 'serverGone' });
    await care.begin('one');
    await settle();
    expect([...goingOn]).toEqual(['two']);
    expect(leases.isOurs('one')).toBe(false);
  });

  test('a newer version writes', () => {
    care.leave('one');
    expect([...goingOn]).toEqual(['two']);
  });
});
