// One path for every change: stored before it is told, once for each id, in order though asked at once, and honest about faults.
import { beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '../../server/ports/fault.ts';
import type { Meeting } from '../../server/ports/records.ts';
import type { Appended, LogEntry, RoomLog } from '../../server/ports/rooms.ts';
import { GraceKeeper } from '../../server/rooms/grace-keeper.ts';
import { LiveRooms, type RoomChange } from '../../server/rooms/live-rooms.ts';
import { CommandPath } from '../../server/rooms/perform-command.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { FakeClock } from '../support/fake-clock.ts';

const meeting: Meeting = { id: 'room', groupId: 'group', startsAt: 0, endsAt: 1, meetsFreely: true, door: null };
const roster = {
  groupName: 'Tuesday group',
  form: presets['ANZ-UK 90/2'],
  seats: [
    { personId: 'ann', name: 'Ann', role: 'leader' as const },
    { personId: 'cid', name: 'Cid', role: 'member' as const },
  ],
};
const enter = (device: string) => ({ type: 'enter' as const, device, replace: false });

/** A log in memory that another server writes to as well, and that fails when told to. */
class SharedLog implements RoomLog {
  entries: LogEntry[] = [];
  fails = false;
  meanwhile: (() => unknown) | null = null;

  async read(_room: string, after: number) {
    return this.entries.slice(after);
  }
  async versionOf(_room: string, commandId: string) {
    return this.entries.find((entry) => entry.commandId === commandId)?.version ?? null;
  }
  async append(_room: string, expected: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended> {
    const meanwhile = this.meanwhile?.();
    this.meanwhile = null;
    await meanwhile;
    if (this.fails) throw new Fault('log-unavailable', 'no disk');
    if (expected !== this.entries.length) return { outcome: 'conflict', missed: this.entries.slice(expected) };
    this.entries.push({ version: expected + 1, commandId, events });
    return { outcome: 'appended', version: expected + 1 };
  }
  async liveRooms() {
    return ['room'];
  }
  async remove() {
    this.entries = [];
  }
  follow() {
    return () => undefined;
  }
  async close() {}
}

let log: SharedLog;
let clock: FakeClock;
let rooms: LiveRooms;
let path: CommandPath;
let told: RoomChange[];

beforeEach(async () => {
  log = new SharedLog();
  clock = new FakeClock();
  rooms = new LiveRooms(log);
  path = new CommandPath(log, rooms, clock);
  told = [];
  rooms.follow((change) => told.push(change));
  await path.open(meeting, roster);
});

test('[R9.1] a room knows the hours for which its meeting is planned, and that a free one has none', async () => {
  expect((await rooms.current('room'))?.state.planned).toBeNull();
  log.entries = [];
  rooms.forget('room');
  await path.open({ ...meeting, startsAt: 60_000, endsAt: 120_000, meetsFreely: false }, roster);
  expect((await rooms.current('room'))?.state.planned).toEqual({ startsAt: 60_000, endsAt: 120_000 });
});

test('[R1.7] a form that is changed while its meeting is on touches the next meeting only', async () => {
  const form = { ...presets.Hungarian, names: { opening: 'Beginning' } };
  await path.open(meeting, { ...roster, form });
  await path.perform('room', 'in', enter('d1'), { person: 'ann' });
  await path.open(meeting, { ...roster, form });
  expect((await new LiveRooms(log).current('room'))?.state.form).toEqual(roster.form);
});

describe('a command', () => {
  test('is stored before anybody is told, and told once', async () => {
    rooms.follow(({ version }) => expect(log.entries.length).toBe(version));
    await path.perform('room', 'a', enter('d1'), { person: 'ann' });
    expect(told.map(({ version }) => version)).toEqual([1, 2]);
  });

  test('that changes nothing is answered with the present version and not stored', async () => {
    await path.perform('room', 'a', enter('d1'), { person: 'ann' });
    expect(await path.perform('room', 'b', enter('d1'), { person: 'ann' })).toEqual({ version: 2 });
    expect(log.entries).toHaveLength(2);
  });

  test('that would change nothing is decided again if another server has changed the room meanwhile', async () => {
    await path.perform('room', 'a', enter('d1'), { person: 'ann' });
    const left: RoomEvent = { type: 'personMoved', at: clock.now(), personId: 'ann', to: 'away', device: null };
    log.entries.push({ version: 3, commandId: 'theirs', events: [left] });
    expect(await path.perform('room', 'b', enter('d1'), { person: 'ann' })).toEqual({ version: 4 });
    expect(told.at(-1)?.after.people.ann?.where).toBe('in');
  });

  test('that would change nothing is refused if the room is gone', async () => {
    await path.perform('room', 'a', enter('d1'), { person: 'ann' });
    log.read = () => Promise.reject(new Fault('log-lost', 'emptied'));
    await expect(path.perform('room', 'b', enter('d1'), { person: 'ann' })).rejects.toBeInstanceOf(Fault);
  });

  test('for a room that another server has closed for good meanwhile finds the meeting over', async () => {
    await path.perform('room', 'a', enter('d1'), { person: 'ann' });
    log.append = async () => ({ outcome: 'conflict', missed: [] });
    log.read = async () => [];
    expect(await path.perform('room', 'b', { type: 'leave' }, { person: 'ann' })).toEqual({ refused: 'meeting-over' });
  });

  test('that the log cannot store is a fault, and nobody is told', async () => {
    log.fails = true;
    await expect(path.perform('room', 'a', enter('d1'), { person: 'ann' })).rejects.toBeInstanceOf(Fault);
    expect(told).toHaveLength(1);
    log.fails = false;
    expect(await path.perform('room', 'a', enter('d1'), { person: 'ann' })).toEqual({ version: 2 });
  });

  test('is decided again when another server was quicker, on what that server has stored', async () => {
    await path.perform('room', 'a', enter('d1'), { person: 'ann' });
    log.meanwhile = () =>
      log.entries.push({
        version: 3,
        commandId: 'theirs',
        events: [{ type: 'phaseChanged', at: clock.now(), from: 'gathering', to: 'opening' }],
      });
    expect(await path.perform('room', 'ours', { type: 'advance', from: 'gathering', to: 'opening' }, { person: 'ann' })).toEqual({
      refused: 'phase-already-changed',
    });
    expect(told.at(-1)?.after.scene.phase).toBe('opening');
  });

  test('each of many at once sees what the one before has done', async () => {
    await path.perform('room', 'a', enter('d1'), { person: 'ann' });
    const advance = () =>
      path.perform('room', crypto.randomUUID(), { type: 'advance', from: 'gathering', to: 'opening' }, { person: 'ann' });
    const answers = await Promise.all(Array.from({ length: 10 }, advance));
    expect(answers.filter((answer) => 'version' in answer)).toHaveLength(1);
    expect(answers.filter((answer) => 'refused' in answer && answer.refused === 'phase-already-changed')).toHaveLength(9);
  });

  test('to a room that is not open is refused', async () => {
    const elsewhere = new CommandPath(new SharedLog(), new LiveRooms(new SharedLog()), clock);
    expect(await elsewhere.perform('nowhere', 'a', enter('d1'), { person: 'ann' })).toEqual({ refused: 'meeting-over' });
  });
});

describe('[R1.6] sent again to another server, which does not know yet that it was done,', () => {
  const leave = { type: 'leave' } as const;
  test.each([
    ['too late', { notAfter: -1 }],
    ['after more than its person may store', { mayStore: () => false }],
  ])('a command that comes %s is answered as done, and that server knows what was done', async (_what, bounds) => {
    await path.perform('room', 'a', enter('d1'), { person: 'cid' });
    const others = new LiveRooms(log);
    await others.current('room');
    const first = await path.perform('room', 'b', leave, { person: 'cid' });
    const again = await new CommandPath(log, others, clock).perform('room', 'b', leave, { person: 'cid' }, bounds);
    expect(again).toEqual(first);
    expect((await others.current('room'))?.version).toBe(3);
  });
});

describe('[R1.8] a command that is late', () => {
  const opening = { type: 'advance', from: 'gathering', to: 'opening' } as const;
  beforeEach(() => path.perform('room', 'a', enter('d1'), { person: 'ann' }));

  test('is not begun, and not carried out later', async () => {
    const by = clock.now() + 2_000;
    await clock.advance(2_001);
    expect(await path.perform('room', 'b', opening, { person: 'ann' }, { notAfter: by })).toEqual({ late: true });
    expect(log.entries).toHaveLength(2);
  });

  test('is carried out in time, and gets the same answer when it is resent late', async () => {
    const by = clock.now() + 2_000;
    await clock.advance(2_000);
    expect(await path.perform('room', 'b', opening, { person: 'ann' }, { notAfter: by })).toEqual({ version: 3 });
    await clock.advance(1);
    expect(await path.perform('room', 'b', opening, { person: 'ann' }, { notAfter: by })).toEqual({ version: 3 });
    expect(log.entries).toHaveLength(3);
  });

  test('counts the time it waited for the commands before it', async () => {
    const by = clock.now() + 2_000;
    log.meanwhile = () => clock.advance(5_000);
    const first = path.perform('room', 'b', opening, { person: 'ann' }, { notAfter: by });
    const second = path.perform('room', 'c', { type: 'pause' }, { person: 'ann' }, { notAfter: by });
    expect(await first).toEqual({ version: 3 });
    expect(await second).toEqual({ late: true });
  });
});

test('[R7.3] the grace keeper asks for the end of a room that nobody leads, and not while it gathers', async () => {
  const asked: string[] = [];
  const graces = new GraceKeeper(clock, async (_room, command) => asked.push(command.type));
  rooms.follow((change) => graces.roomChanged(change));
  await path.perform('room', 'a', enter('d1'), { person: 'ann' });
  expect(clock.pending).toBe(0);
  await path.perform('room', 'b', { type: 'advance', from: 'gathering', to: 'opening' }, { person: 'ann' });
  await path.perform('room', 'c', { type: 'lineLost', personId: 'ann', device: 'd1' }, 'connection');
  await clock.advance(29 * 60_000);
  expect(asked).toEqual([]);
  await clock.advance(60_000);
  expect(asked).toEqual(['endLeaderless']);
});

test('[R7.3] what the grace keeper asked for in vain is asked again, unless the room was let go meanwhile', async () => {
  let asked = 0;
  const graces = new GraceKeeper(clock, async () => {
    asked++;
    throw new Fault('log-unavailable', 'no disk');
  });
  rooms.follow((change) => graces.roomChanged(change));
  await path.perform('room', 'a', enter('d1'), { person: 'ann' });
  await path.perform('room', 'b', { type: 'advance', from: 'gathering', to: 'opening' }, { person: 'ann' });
  await path.perform('room', 'c', { type: 'lineLost', personId: 'ann', device: 'd1' }, 'connection');
  await clock.advance(30 * 60_000);
  expect(asked).toBe(1);
  await clock.advance(5_000);
  expect(asked).toBe(2);
  graces.forget('room');
  await clock.advance(60_000);
  expect([asked, clock.pending]).toEqual([2, 0]);
});

test('[R7.4] the debrief begins by itself once the last member has left, and half a minute after a closed tab', async () => {
  const graces = new GraceKeeper(clock, (room, command) => path.perform(room, `grace-${clock.now()}`, command, 'clock'));
  rooms.follow((change) => graces.roomChanged(change));
  const phase = async () => (await rooms.current('room'))?.state.scene.phase;
  await path.perform('room', 'a', enter('d1'), { person: 'ann' });
  await path.perform('room', 'b', enter('d2'), { person: 'cid' });
  const walk = ['gathering', 'opening', 'caseCall', 'farewell'] as const;
  for (const [i, from] of walk.slice(0, -1).entries())
    await path.perform('room', from, { type: 'advance', from, to: walk[i + 1] ?? 'farewell' }, { person: 'ann' });
  await clock.advance(60_000);
  await path.perform('room', 'c', { type: 'lineLost', personId: 'cid', device: 'd2' }, 'connection');
  await clock.advance(29_000);
  expect(await phase()).toBe('farewell');
  await clock.advance(1_000);
  expect(await phase()).toBe('debrief');
  await path.perform('room', 'd', { type: 'undo', from: 'debrief' }, { person: 'ann' });
  await clock.advance(120_000);
  expect(await phase(), 'a leader did not want it').toBe('farewell');
  await path.perform('room', 'e', enter('d2'), { person: 'cid' });
  await path.perform('room', 'f', { type: 'leave' }, { person: 'cid' });
  await clock.advance(0);
  expect(await phase()).toBe('debrief');
});
