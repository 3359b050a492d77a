// What every kind of records must do for the marks of the rooms' logs. Run by records-*.contract.test.ts on each database.
import { describe, expect, test } from 'vitest';
import { SqlKeyHalves } from '../../server/roomlogs/sql-key-halves.ts';
import { SqlLogMarks } from '../../server/roomlogs/sql-log-marks.ts';
import type { RecordsStage } from './records-stage.ts';

export function logMarksContract(stage: () => RecordsStage): void {
  describe('marks of the logs', () => {
    async function plan(groupId: string): Promise<{ marks: SqlLogMarks; room: string }> {
      const { db, clock, planGroup } = stage();
      const { meetings } = await planGroup(groupId, [clock.now()]);
      return { marks: new SqlLogMarks(db, clock), room: meetings[0] ?? '' };
    }

    test('are noted once, and from then on renewed at one pace, however many servers renew them and however often', async () => {
      const { marks, room } = await plan('marked');
      const { clock } = stage();
      expect(await marks.of(room)).toBeNull();
      await marks.renew(new Map([[room, 'too early']]));
      expect(await marks.of(room)).toBeNull();
      await Promise.all(['a', 'a'].map((sealed) => marks.note(room, sealed)));
      await marks.renew(new Map([[room, 'at once']]));
      expect(await marks.of(room)).toEqual({ sealed: 'a', notedAt: clock.now() });
      await clock.advance(2_000);
      await Promise.all(['b', 'b', 'b'].map((sealed) => marks.renew(new Map([[room, sealed]]))));
      expect(await marks.of(room)).toEqual({ sealed: 'b', notedAt: clock.now() });
      await clock.advance(1_000);
      await marks.renew(new Map([[room, 'an act between two of them']]));
      expect(await marks.of(room)).toEqual({ sealed: 'b', notedAt: clock.now() - 1_000 });
    });

    test('that an older version noted are read, and deleted once there is a sealed one', async () => {
      const { marks, room } = await plan('plain');
      const { db, clock } = stage();
      const plain = { version: 17, commandId: 'p1.0f3a' };
      const row = { meeting_id: room, version: 17, command_id: plain.commandId, noted_at: new Date(clock.now()) };
      await db.insertInto('log_marks').values(row).execute();
      expect(await marks.of(room)).toEqual({ plain, notedAt: clock.now() });
      await marks.note(room, 'sealed');
      expect(await marks.of(room)).toMatchObject({ sealed: 'sealed' });
      expect((await stage().everything()).log_marks).toEqual([]);
    });

    test('[R9.2] are deleted with the key halves when their meeting is closed, and none is made after that', async () => {
      const { marks, room } = await plan('closing');
      const halves = new SqlKeyHalves(stage().db);
      await marks.note(room, 'open');
      expect(await halves.put(room, 'one')).toBe('one');
      expect(await halves.put(room, 'another')).toBe('one');
      await stage().clock.advance(2_000);
      const meanwhile = [marks.renew(new Map([[room, 'late']])), marks.note(room, 'late'), halves.put(room, 'late')];
      await Promise.all([stage().groups.closeMeeting(room, []), ...meanwhile]);
      await marks.note(room, 'later');
      await marks.renew(new Map([[room, 'later']]));
      expect(await halves.put(room, 'later')).toBeNull();
      expect(await marks.of(room)).toBe('closed');
      const { sealed_marks, key_halves } = await stage().everything();
      expect([...(sealed_marks ?? []), ...(key_halves ?? [])].filter((row) => row.meeting_id === room)).toEqual([]);
    });

    test('are not made for an unknown meeting', async () => {
      const marks = new SqlLogMarks(stage().db, stage().clock);
      await marks.note('no-such-meeting', 'open');
      expect(await marks.of('no-such-meeting')).toBe('unknown');
      expect(await new SqlKeyHalves(stage().db).put('no-such-meeting', 'half')).toBeNull();
    });
  });
}
