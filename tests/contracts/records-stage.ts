// One set of records with the demo group in it and a clock that the test moves.
import { SqlAccounts } from '../../server/accounts/sql-accounts.ts';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { ensureDemoGroup } from '../../server/groups/demo-group.ts';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import type { Attendance } from '../../server/ports/records.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { FakeClock } from '../support/fake-clock.ts';

/** Somebody's presence in a meeting that has just ended, all of it within the planned hours. */
export function attended(personId: string, as: Attendance['as'], minutesPresent: number, end = 0): Attendance {
  return { personId, as, minutesPresent, creditMinutes: minutesPresent, firstIn: end - minutesPresent * 60_000, lastOut: end };
}

export const secret = 'a secret of the tests, long enough';

export interface RecordsStage {
  readonly db: Database;
  readonly clock: FakeClock;
  readonly accounts: SqlAccounts;
  readonly groups: SqlGroups;
  /** A group without seats whose meetings are planned; answers the meetings' ids. */
  planGroup(groupId: string, starts: readonly number[]): Promise<{ groupId: string; meetings: string[] }>;
  /** Every row of every table. */
  everything(): Promise<Partial<Record<keyof Tables, Record<string, unknown>[]>>>;
}

export async function stageOn(db: Database): Promise<RecordsStage> {
  const clock = new FakeClock(Date.parse('2026-11-24T18:00:00Z'));
  await ensureDemoGroup(db, clock);
  return {
    db,
    clock,
    accounts: new SqlAccounts(db, secret, clock),
    groups: new SqlGroups(db, clock),
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
