// What one person may have the room store holds on all servers together, however they spread it and whenever a server first reads the log.
import { beforeEach, expect, test } from 'vitest';
import { LiveRooms } from '../../server/rooms/live-rooms.ts';
import { CommandPath } from '../../server/rooms/perform-command.ts';
import { commandIdOf, StoredActs } from '../../server/sockets/stored-acts.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryRoomLog } from '../support/memory-room-log.ts';

const meeting = { id: 'room', groupId: 'group', startsAt: 0, endsAt: 1, meetsFreely: true, door: null };
const roster = {
  groupName: 'Tuesday group',
  form: presets['ANZ-UK 90/2'],
  seats: [{ personId: 'cid', name: 'Cid', role: 'member' as const }],
};

let clock: FakeClock;
let log: MemoryRoomLog;
let acts: number;

beforeEach(() => {
  clock = new FakeClock();
  log = new MemoryRoomLog();
  acts = 0;
});

class Server {
  readonly rooms = new LiveRooms(log);
  readonly path = new CommandPath(log, this.rooms, clock);
  readonly stored = new StoredActs(() => clock.now());

  constructor() {
    this.rooms.follow((change) => this.stored.roomChanged(change));
  }

  /** Cid comes with yet another device, which is always something to store. True if it was stored. */
  async act(): Promise<boolean> {
    const live = (await this.rooms.current('room')) ?? expect.fail('there is no room');
    const begun = this.stored.begin('room', live.state, 'cid');
    if (begun === null) return false;
    const [id, command] = [commandIdOf('cid', `${++acts}`), { type: 'enter', device: `d${acts}`, replace: true } as const];
    const done = await this.path.perform('room', id, command, { person: 'cid' }, { mayStore: begun.mayStore }).catch(() => null);
    if (done !== null && 'version' in done) return true;
    begun.giveBack();
    return false;
  }

  async flood(times: number): Promise<number> {
    const done = await Promise.all(Array.from({ length: times }, () => this.act()));
    return done.filter(Boolean).length;
  }
}

async function open(count: number): Promise<[Server, ...Server[]]> {
  const first = new Server();
  await first.path.open(meeting, roster);
  return [first, ...Array.from({ length: count - 1 }, () => new Server())];
}

const storedByCid = async () => (await log.read('room', 0)).filter(({ commandId }) => commandId.startsWith('cid.')).length;

test('a flood through five servers at once stores as much as one through one', async () => {
  const servers = await open(5);
  await Promise.all(servers.map((server) => server.rooms.current('room')));
  await Promise.all(servers.map((server) => server.flood(60)));
  expect(await storedByCid()).toBeGreaterThan(20);
  expect(await storedByCid()).toBeLessThanOrEqual(30);
  await clock.advance(20_000);
  await Promise.all(servers.map((server) => server.flood(60)));
  expect(await storedByCid()).toBeLessThanOrEqual(40);
});

test('a server that comes to know the room only now counts what was stored a while ago', async () => {
  const [first, second, third] = await open(3);
  expect(await first.flood(60)).toBe(30);
  await clock.advance(20_000);
  expect(await second?.flood(60)).toBe(10);
  first.rooms.forget('room');
  expect([await first.flood(60), await third?.flood(60)]).toEqual([0, 0]);
});
