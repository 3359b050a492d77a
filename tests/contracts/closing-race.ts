// One server undoes the end of a meeting while another closes it: on any log, one of the two comes first, and what was answered
// holds. Each adapter's test file runs this with two connections to one log.
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RoomLog } from '../../server/ports/rooms.ts';
import { LiveRooms } from '../../server/rooms/live-rooms.ts';
import { MeetingCloser } from '../../server/rooms/meeting-closer.ts';
import { CommandPath, type Performed } from '../../server/rooms/perform-command.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { FakeClock } from '../support/fake-clock.ts';

const roster = {
  groupName: 'Tuesday group',
  form: presets['ANZ-UK 90/2'],
  seats: [{ personId: 'ann', name: 'Ann', role: 'leader' as const }],
};
const byAnn = { person: 'ann' };
const undo = { type: 'undo' as const, from: 'ended' as const };
const undoMs = 10_001;

class Closing {
  readonly clock = new FakeClock();
  readonly rooms: LiveRooms;
  readonly path: CommandPath;
  /** The closer's own attempts. */
  readonly tries: Promise<Performed>[] = [];
  closed = 0;

  constructor(log: RoomLog) {
    this.rooms = new LiveRooms(log);
    this.path = new CommandPath(log, this.rooms, this.clock);
    const perform: CommandPath['perform'] = (...asked: Parameters<CommandPath['perform']>) => {
      const done = this.path.perform(...asked) as Promise<Performed>;
      this.tries.push(done);
      return done;
    };
    const groups = { closeMeeting: async () => undefined };
    const parts = { clock: this.clock, log, groups, media: null, rooms: this.rooms, path: { perform } as CommandPath };
    const closer = new MeetingCloser(
      parts,
      () => this.closed++,
      (_room, cause) => expect.fail(String(cause)),
    );
    this.rooms.follow((change) => closer.roomChanged(change));
  }
}

export function closingRaceSuite(open: () => Promise<readonly [RoomLog, RoomLog]>): void {
  test('an accepted undo of the end is never lost to the close, and a refused one finds the room gone', async () => {
    const [here, there] = await open();
    const answers = { accepted: 0, refused: 0 };
    for (let round = 0; round < 14; round++) {
      const id = `race-${round}`;
      const closing = new Closing(here);
      const other = new LiveRooms(there);
      await closing.path.open({ id, groupId: 'group', startsAt: 0, endsAt: 1, meetsFreely: true, door: null }, roster);
      await closing.path.perform(id, 'in', { type: 'enter', device: 'd', replace: false }, byAnn);
      await closing.path.perform(id, 'begin', { type: 'advance', from: 'gathering', to: 'opening' }, byAnn);
      await closing.path.perform(id, 'end', { type: 'advance', from: 'opening', to: 'ended' }, byAnn);
      await other.current(id);
      const undoing = new CommandPath(there, other, new FakeClock());
      const close = async () => {
        if (round % 2 === 0) for (let turns = 0; turns < round; turns++) await turn();
        await closing.clock.advance(undoMs);
      };
      const [answer] = await Promise.all([
        (async () => {
          if (round % 2 === 1) for (let turns = 0; turns < round; turns++) await turn();
          return undoing.perform(id, 'undo', undo, byAnn);
        })(),
        close(),
      ]);
      await Promise.all(closing.tries);
      if ('refused' in answer) {
        answers.refused += 1;
        await expect.poll(() => closing.closed, { message: 'the meeting is closed' }).toBe(1);
        expect(await there.read(id, 0)).toEqual([]);
      } else {
        answers.accepted += 1;
        expect(closing.closed).toBe(0);
        expect((await other.catchUp(id))?.state.scene.phase).toBe('opening');
      }
    }
    console.log(`undone ${answers.accepted} times, closed ${answers.refused} times`);
  });
}
