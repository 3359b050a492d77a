// What every kind of records must do for the marks of the rooms' logs. Run by records-*.contract.test.ts on each database.
import { describe, expect, it } from 'vitest';
import { SqlLogMarks } from '../../server/programs/sql-log-marks.ts';
import type { RecordsStage } from './records-stage.ts';

export function logMarksContract(stage: () => RecordsStage): void {
  describe('marks of the logs', () => {
    async function plan(groupId: string): Promise<{ marks: SqlLogMarks; room: string }> {
      const { db, clock, planGroup } = stage();
      const { meetings } = await planGroup(groupId, [clock.now()]);
      return { marks: new SqlLogMarks(db, clock), room: meetings[0] ?? '' };
    }

    it('go forward and never back, whoever of several servers is late', async () => {
      const { marks, room } = await plan('marked');
      expect(await marks.of(room)).toBeNull();
      await Promise.all([3, 9, 5].map((version) => marks.note(room, { version, commandId: `c${version}` })));
      const notedAt = stage().clock.now();
      await stage().clock.advance(1_000);
      await marks.note(room, { version: 9, commandId: 'another' });
      await marks.note(room, { version: 8, commandId: 'c8' });
      expect(await marks.of(room)).toEqual({ version: 9, commandId: 'c9', notedAt });
    });

    it('[R9.2] are gone when their meeting is closed, and none is made after that', async () => {
      const { marks, room } = await plan('closing');
      await marks.note(room, { version: 1, commandId: 'open' });
      await Promise.all([stage().programs.closeMeeting(room, []), marks.note(room, { version: 2, commandId: 'late' })]);
      await marks.note(room, { version: 3, commandId: 'later' });
      expect(await marks.of(room)).toBe('closed');
      expect((await stage().everything()).log_marks?.filter((row) => row.meeting_id === room)).toEqual([]);
    });

    it('are none of a meeting that nobody knows', async () => {
      const marks = new SqlLogMarks(stage().db, stage().clock);
      await marks.note('no-such-meeting', { version: 1, commandId: 'open' });
      expect(await marks.of('no-such-meeting')).toBe('unknown');
    });
  });
}
