// One set of records with the demo group in it and a clock that the test moves.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlAccounts } from '../../server/accounts/sql-accounts.ts';
import { CannotStart } from '../../server/cannot-start.ts';
import { type Database, type DatabasePlace, isReachable, openDatabase } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import type { Tables } from '../../server/database/tables.ts';
import { ensureDemoGroup } from '../../server/programs/demo-group.ts';
import { SqlPrograms } from '../../server/programs/sql-programs.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { accountsContract } from './records-accounts.ts';
import { programsContract } from './records-programs.ts';

export const secret = 'a secret of the tests, long enough';

export interface RecordsStage {
  readonly db: Database;
  readonly clock: FakeClock;
  readonly accounts: SqlAccounts;
  readonly programs: SqlPrograms;
  /** A group without seats whose meetings are planned; answers the meetings' ids. */
  planGroup(groupId: string, starts: readonly number[]): Promise<{ groupId: string; meetings: string[] }>;
  /** Every row of every table. */
  everything(): Promise<Partial<Record<keyof Tables, Record<string, unknown>[]>>>;
}

async function stageOn(db: Database): Promise<RecordsStage> {
  const clock = new FakeClock(Date.parse('2026-11-24T18:00:00Z'));
  await ensureDemoGroup(db, clock);
  return {
    db,
    clock,
    accounts: new SqlAccounts(db, secret, clock),
    programs: new SqlPrograms(db, clock),
    async planGroup(groupId, starts) {
      const series = { id: `${groupId}-series`, group_id: groupId, contract: '', meeting_minutes: 90, meets_freely: false };
      await db.insertInto('groups').values({ id: groupId, name: groupId }).execute();
      await db
        .insertInto('series')
        .values({ ...series, form: JSON.stringify(presets.Hungarian), created_at: new Date(clock.now()) })
        .execute();
      const meetings = starts.map((start, index) => ({
        id: `${groupId}-${index}`,
        series_id: series.id,
        starts_at: new Date(start),
        ends_at: new Date(start + 90 * 60_000),
        closed_at: null,
      }));
      if (meetings.length > 0) await db.insertInto('meetings').values(meetings).execute();
      return { groupId, meetings: meetings.map((meeting) => meeting.id) };
    },
    async everything() {
      const tables = await db.introspection.getTables();
      const rows = tables.map(
        async ({ name }) =>
          [
            name,
            await db
              .selectFrom(name as keyof Tables)
              .selectAll()
              .execute(),
          ] as const,
      );
      return Object.fromEntries(await Promise.all(rows));
    },
  };
}

/** The whole contract, on one database that `open` leads to. */
export function recordsContract(open: () => Promise<{ place: DatabasePlace; stop(): Promise<void> }>): void {
  let stage: RecordsStage;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const opened = await open();
    stop = opened.stop;
    stage = await stageOn(await openDatabase(opened.place));
  });
  afterAll(async () => {
    await stage.db.destroy();
    await stop();
  });

  accountsContract(() => stage);
  programsContract(() => stage);

  describe('the records themselves', () => {
    it('may be opened again by the same version, and not once a newer one has written them', async () => {
      await migrate(stage.db);
      await sql`insert into kysely_migration (name, timestamp) values ('999-future', '')`.execute(stage.db);
      await expect(migrate(stage.db)).rejects.toThrow(CannotStart);
      await expect(migrate(stage.db)).rejects.toThrow(/newer version of Balint Room \(999-future/);
      await sql`delete from kysely_migration where name = '999-future'`.execute(stage.db);
      await migrate(stage.db);
    });

    it('answer with one fault when they are gone', async () => {
      expect(await isReachable(stage.db)).toBe(true);
      await stage.db.destroy();
      const gone = { name: 'Fault', code: 'records-unavailable' };
      await expect(stage.accounts.openLink('x')).rejects.toMatchObject(gone);
      await expect(stage.accounts.membership('0'.repeat(18), 'A'.repeat(43))).rejects.toMatchObject(gone);
      await expect(stage.programs.currentMeeting('tuesday-group')).rejects.toMatchObject(gone);
      await expect(stage.programs.closeMeeting('x', [])).rejects.toMatchObject(gone);
      expect(await isReachable(stage.db)).toBe(false);
    });
  });
}
