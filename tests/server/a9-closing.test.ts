// The end of a meeting and an undo of that end at the same moment, on two servers: the log decides which came first, and what was accepted holds.
import { beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '../../server/ports/fault.ts';
import type { Attendance, Meeting } from '../../server/ports/records.ts';
import { type LiveRoom, LiveRooms } from '../../server/rooms/live-rooms.ts';
import { MeetingCloser } from '../../server/rooms/meeting-closer.ts';
import { CommandPath } from '../../server/rooms/perform-command.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryRoomLog } from '../support/memory-room-log.ts';

const meeting: Meeting = { id: 'room', groupId: 'group', startsAt: 0, endsAt: 1, meetsFreely: true, door: null };
const roster = {
  groupName: 'Tuesday group',
  form: presets['ANZ-UK 90/2'],
  seats: [{ personId: 'ann', name: 'Ann', role: 'leader' as const }],
};
const byAnn = { person: 'ann' };
const undo = { type: 'undo' as const, from: 'ended' as const };

interface Server {
  readonly clock: FakeClock;
  readonly rooms: LiveRooms;
  readonly path: CommandPath;
  /** As a server does with a room that nobody looks after. */
  takeUp(): Promise<void>;
  /** Rooms that it has said farewell to. */
  readonly closed: string[];
}

let log: MemoryRoomLog;
let kept: (readonly Attendance[])[];
/** Runs once, before the records are asked to close the meeting. */
let beforeRecords: () => Promise<unknown>;
let recordsAreAway: boolean;

function startServer(): Server {
  const clock = new FakeClock();
  const rooms = new LiveRooms(log);
  const path = new CommandPath(log, rooms, clock);
  const closed: string[] = [];
  const groups = {
    async closeMeeting(_id: string, attendance: readonly Attendance[]) {
      await beforeRecords();
      if (recordsAreAway) throw new Fault('records-unavailable', 'away');
      kept.push(attendance);
    },
  };
  const closer = new MeetingCloser(
    { clock, rooms, path, groups, log, media: null },
    (room) => {
      rooms.forget(room);
      closed.push(room);
    },
    () => undefined,
  );
  rooms.follow((change) => closer.roomChanged(change));
  const takeUp = async () => {
    const { state, version } = (await rooms.catchUp('room')) as LiveRoom;
    closer.roomChanged({ room: 'room', before: null, after: state, version, isOwn: false });
  };
  return { clock, rooms, path, takeUp, closed };
}

let one: Server;
let two: Server;

beforeEach(async () => {
  log = new MemoryRoomLog();
  kept = [];
  beforeRecords = async () => undefined;
  recordsAreAway = false;
  [one, two] = [startServer(), startServer()];
  await one.path.open(meeting, roster);
  await one.path.perform('room', 'in', { type: 'enter', device: 'd', replace: false }, byAnn);
  await one.path.perform('room', 'begin', { type: 'advance', from: 'gathering', to: 'opening' }, byAnn);
  await one.clock.advance(60_000);
  await one.path.perform('room', 'end', { type: 'advance', from: 'opening', to: 'ended' }, byAnn);
  await two.clock.advance(60_000);
});

const closing = (server: Server) => server.clock.advance(10_001);

test('a meeting whose end nobody undid is closed with its minutes, and its room goes', async () => {
  await closing(one);
  expect(one.closed).toEqual(['room']);
  const at = new FakeClock().now();
  expect(kept).toEqual([
    [{ personId: 'ann', as: 'leader', minutesPresent: 1, creditMinutes: 1, firstIn: at, lastOut: at + 60_000 }],
  ]);
  expect(await log.read('room', 0)).toEqual([]);
});

test('an undo that another server accepted, of which this one has not heard, is not lost', async () => {
  expect(await two.path.perform('room', 'undo', undo, byAnn)).toEqual({ version: 5 });
  await closing(one);
  expect([one.closed, kept]).toEqual([[], []]);
  expect((await one.rooms.catchUp('room'))?.state.scene.phase).toBe('opening');
  expect(await one.path.perform('room', 'on', { type: 'advance', from: 'opening', to: 'caseCall' }, byAnn)).toEqual({ version: 6 });
});

describe('an undo that comes', () => {
  test('while the meeting is being closed is refused, and the meeting is closed', async () => {
    const answers: unknown[] = [];
    beforeRecords = async () => void answers.push(await two.path.perform('room', 'undo', undo, byAnn));
    await closing(one);
    expect(answers).toEqual([{ refused: 'meeting-over' }]);
    expect([one.closed, kept.length]).toEqual([['room'], 1]);
  });

  test('between deciding and storing on either side is accepted or refused, and the room does what was answered', async () => {
    for (let round = 0; round < 20; round++) {
      const room = `race-${round}`;
      const [ours, theirs] = [startServer(), startServer()];
      await ours.path.open({ ...meeting, id: room }, roster);
      await ours.path.perform(room, 'in', { type: 'enter', device: 'd', replace: false }, byAnn);
      await ours.path.perform(room, 'begin', { type: 'advance', from: 'gathering', to: 'opening' }, byAnn);
      await ours.path.perform(room, 'end', { type: 'advance', from: 'opening', to: 'ended' }, byAnn);
      await theirs.rooms.current(room);
      const turns = round % 5;
      const undone = (async () => {
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        return theirs.path.perform(room, 'undo', undo, byAnn);
      })();
      const closed = closing(ours);
      const answer = await undone;
      await closed;
      const isOpen = (await log.read(room, 0)).length > 0;
      expect({ isOpen, isClosed: ours.closed.includes(room) }).toEqual(
        'refused' in answer ? { isOpen: false, isClosed: true } : { isOpen: true, isClosed: false },
      );
    }
  });
});

test('nothing is accepted any more once the close is stored, and whichever server takes the room up later finishes it', async () => {
  recordsAreAway = true;
  await closing(one);
  expect((await log.read('room', 0)).at(-1)?.events).toMatchObject([{ type: 'meetingClosed' }]);
  for (const command of [{ type: 'leave' }, undo, { type: 'enter', device: 'e', replace: true }] as const)
    expect(await two.path.perform('room', crypto.randomUUID(), command, byAnn)).toEqual({ refused: 'meeting-over' });
  expect(one.closed).toEqual([]);
  recordsAreAway = false;
  const next = startServer();
  await next.takeUp();
  await next.clock.advance(1);
  expect([next.closed, kept.length]).toEqual([['room'], 1]);
});

test('while the records are away it is tried again', async () => {
  recordsAreAway = true;
  await closing(one);
  await one.clock.advance(4_999);
  recordsAreAway = false;
  expect(one.closed).toEqual([]);
  await one.clock.advance(1);
  expect([one.closed, kept.length]).toEqual([['room'], 1]);
});
