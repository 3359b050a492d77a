// R9.2: the embedded database's journal tells to the microsecond when a meeting was closed; two minutes later it does not any more.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../server/database/database.ts';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { clearAfterMeetings } from '../../server/keeping/clear-after-meetings.ts';
import { stageOn } from './records-stage.ts';

/** PostgreSQL counts microseconds from the year 2000. */
const epoch = Date.UTC(2000, 0, 1);
const minute = 60_000;

/** How many numbers in these files, at any place, are moments between the two. */
async function momentsIn(folder: string, from: number, to: number): Promise<number> {
  let found = 0;
  const [first, last] = [BigInt(from - epoch) * 1000n, BigInt(to - epoch) * 1000n];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(folder, entry.name));
    const high = Number(last >> 32n);
    for (let at = 4; at + 4 <= bytes.length; at += 1) {
      if (bytes.readUInt32LE(at) !== high) continue;
      const moment = bytes.readBigUInt64LE(at - 4);
      if (moment >= first && moment <= last) found += 1;
    }
  }
  return found;
}

test('[R9.2] the journal forgets when a meeting was closed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balint-journal-'));
  const { db, clock, groups } = await stageOn(await openDatabase({ folder }));
  const failed: unknown[] = [];
  const stop = clearAfterMeetings(db, clock, (cause) => failed.push(cause));
  const journal = join(folder, 'pg_wal');
  try {
    await clock.advance(minute);
    const meeting = await groups.currentMeeting(demoGroupId);
    const from = Date.now();
    await groups.closeMeeting(meeting?.id ?? '', []);
    const to = Date.now() + 1;
    expect(await momentsIn(journal, from, to)).toBeGreaterThan(0);
    await expect
      .poll(async () => {
        await clock.advance(minute);
        return momentsIn(journal, from, to);
      })
      .toBe(0);
    expect(failed).toEqual([]);
    expect((await groups.meeting(meeting?.id ?? ''))?.id).toBe(meeting?.id);
  } finally {
    stop();
    await db.destroy();
    await rm(folder, { recursive: true, force: true });
  }
});
