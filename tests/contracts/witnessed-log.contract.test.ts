// The records as the log's witness: a log that lacks what they know of it opens no room, and what they have closed is over.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../../server/database/database.ts';
import { demoGroupId, ensureDemoGroup } from '../../server/groups/demo-group.ts';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import type { Meeting } from '../../server/ports/records.ts';
import { FileRoomLog } from '../../server/roomlogs/file-room-log.ts';
import { KeyRing } from '../../server/roomlogs/room-keys.ts';
import { SealedMarks } from '../../server/roomlogs/sealed-marks.ts';
import { SqlLogMarks } from '../../server/roomlogs/sql-log-marks.ts';
import { WitnessedLog } from '../../server/roomlogs/witnessed-log.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { memoryDatabase } from '../support/memory-database.ts';
import { MemoryRoomKeys } from '../support/memory-room-keys.ts';

const paused: RoomEvent[] = [{ type: 'paused', at: 1 }];
const phase: RoomEvent[] = [{ type: 'phaseChanged', at: 2, from: 'clarifying', to: 'associative' }];
const lost = { code: 'log-lost' };

let clock: FakeClock;
let db: Database;
let groups: SqlGroups;
let marks: SealedMarks;
let folder: string;
let file: FileRoomLog;
let log: WitnessedLog;
let room: string;

const currentMeeting = async () => (await groups.currentMeeting(demoGroupId)) as Meeting;

/** A server that never saw the room, on the journals as they are in the folder now. */
async function restarted(): Promise<void> {
  await log?.close();
  file = await FileRoomLog.open(join(folder, 'rooms'));
  log = new WitnessedLog(file, { marks, groups, clock });
}

const marksIn = (records: Database) => new SealedMarks(new SqlLogMarks(records, clock), new KeyRing(new MemoryRoomKeys()));
/** The records are told of the newest entries at their own pace. */
const aPaceLater = () => clock.advance(2_000);

const loseJournals = () => rm(join(folder, 'rooms'), { recursive: true });

beforeAll(async () => {
  clock = new FakeClock(Date.parse('2026-11-24T18:00:00Z'));
  db = await memoryDatabase();
  await ensureDemoGroup(db, clock);
  groups = new SqlGroups(db, clock);
});
afterAll(() => db.destroy());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balint-witnessed-'));
  marks = marksIn(db);
  room = (await currentMeeting()).id;
  await restarted();
  return async () => {
    await log.close();
    await groups.closeMeeting(room, []); // the next test has the next meeting
    await rm(folder, { recursive: true });
  };
});

test('the records know that a room was opened before anybody acts in it', async () => {
  await log.append(room, 0, 'open', paused);
  expect(await marks.of(room)).toMatchObject({ mark: { version: 1, commandId: 'open' } });
});

test('a room whose log is gone does not begin again, and the fault says what to do', async () => {
  await log.append(room, 0, 'open', paused);
  await loseJournals();
  await restarted();
  await expect(log.read(room, 0)).rejects.toMatchObject({
    ...lost,
    message: expect.stringContaining(`npm run records -- end-meeting ${room}`),
  });
  await expect(log.append(room, 0, 'open', paused)).rejects.toMatchObject(lost);
  expect(await file.read(room, 0)).toEqual([]);
});

test('an older log is not believed once the phase has changed since', async () => {
  await log.append(room, 0, 'open', paused);
  await cp(join(folder, 'rooms'), join(folder, 'older'), { recursive: true });
  await log.append(room, 1, 'in silence', phase);
  await aPaceLater();
  await expect.poll(() => marks.of(room)).toMatchObject({ mark: { version: 2 } });
  await loseJournals();
  await cp(join(folder, 'older'), join(folder, 'rooms'), { recursive: true });
  await restarted();
  await expect(log.read(room, 0)).rejects.toMatchObject(lost);
  await file.append(room, 1, 'another', paused); // whoever went on writing has made it another log
  await expect(log.append(room, 2, 'next', paused)).rejects.toMatchObject(lost);
});

test('a log of which the records know no meeting is left as it is, and the server says so once, with what to do', async () => {
  await file.append('strange', 0, 'open', paused);
  await log.close();
  const told: string[] = [];
  log = new WitnessedLog(file, { marks, groups, clock, warn: (sentence) => told.push(sentence) });
  for (let at = 0; at < 2; at++) expect(await log.read('strange', 0)).toEqual([]);
  expect(await log.read('nowhere', 0)).toEqual([]);
  expect(told).toEqual([expect.stringMatching(/room strange is there.*npm run records -- end-meeting strange/)]);
  expect(await file.read('strange', 0)).toHaveLength(1);
});

test('a server that ended between opening a room and noting it does not block the room', async () => {
  await file.append(room, 0, 'open', paused);
  await restarted();
  expect(await log.append(room, 0, 'open', paused)).toEqual({ outcome: 'duplicate', version: 1 });
  expect(await log.append(room, 1, 'next', paused)).toEqual({ outcome: 'appended', version: 2 });
  expect(await marks.of(room)).toMatchObject({ mark: { version: 1, commandId: 'open' } });
});

test('while the records are away no room is opened, and one that is on goes on', async () => {
  const own = await memoryDatabase();
  await ensureDemoGroup(own, clock);
  room = (await new SqlGroups(own, clock).currentMeeting(demoGroupId))?.id ?? '';
  marks = marksIn(own);
  await restarted();
  await log.append(room, 0, 'open', paused);
  await log.read(room, 1);
  await own.destroy();
  await log.append(room, 1, 'in silence', phase);
  expect(await log.read(room, 0)).toHaveLength(2);
  await expect(log.read('another', 0)).rejects.toMatchObject({ code: 'records-unavailable' });
  await expect(log.append('another', 0, 'open', paused)).rejects.toMatchObject({ code: 'records-unavailable' });
});

test('a mark that the records could not store is offered again the next time', async () => {
  await log.append(room, 0, 'open', paused);
  vi.spyOn(marks, 'renew').mockRejectedValueOnce(new Error('away'));
  await log.append(room, 1, 'in silence', phase);
  await aPaceLater();
  expect(await marks.of(room)).toMatchObject({ mark: { version: 1 } });
  await aPaceLater();
  await expect.poll(() => marks.of(room)).toMatchObject({ mark: { version: 2, commandId: 'in silence' } });
});

test('[R9.5] when and how much is noted does not depend on what happens', async () => {
  await log.append(room, 0, 'open', paused);
  const noted: { at: number; rooms: number }[] = [];
  const renew = marks.renew.bind(marks);
  vi.spyOn(marks, 'renew').mockImplementation(async (all) => {
    noted.push({ at: clock.now(), rooms: all.size });
    await renew(all);
  });
  const began = clock.now();
  for (let at = 1; at < 20; at++) {
    await log.append(room, at, `c${at}`, at % 5 === 0 ? phase : paused);
    await clock.advance(at % 3 === 0 ? 4_100 : 300);
    await expect.poll(() => clock.pending).toBe(1);
  }
  expect(noted.length).toBeGreaterThan(5);
  for (const { rooms } of noted) expect(rooms).toBe(1);
  for (const { at } of noted) expect((at - began) % 2_000).toBe(0);
});

test('a room that an older version opened is witnessed as before, and sealed from now on', async () => {
  await file.append(room, 0, 'open', paused);
  await file.append(room, 1, 'in silence', phase);
  const row = { meeting_id: room, version: 2, command_id: 'in silence', noted_at: new Date(clock.now()) };
  await db.insertInto('log_marks').values(row).execute();
  expect(await log.read(room, 0)).toHaveLength(2);
  expect(await db.selectFrom('log_marks').selectAll().execute()).toEqual([]);
  await loseJournals();
  await restarted();
  await expect(log.read(room, 0)).rejects.toMatchObject(lost);
});

test('a mark that nobody can open any more means a lost log', async () => {
  await log.append(room, 0, 'open', paused);
  marks = marksIn(db);
  await restarted();
  await expect(log.read(room, 0)).rejects.toMatchObject({ ...lost, message: expect.stringContaining('its key') });
});

test('[R9.2] a closed meeting is over for whoever still has it, and nothing of its log is left', async () => {
  await log.append(room, 0, 'open', paused);
  await log.read(room, 1);
  await groups.closeMeeting(room, []);
  const told = vi.fn();
  await restarted();
  log.follow(told);
  expect(await log.append(room, 1, 'late', paused)).toEqual({ outcome: 'conflict', missed: [] });
  expect(told).toHaveBeenCalledWith(room, 'removed');
  expect(await log.read(room, 0)).toEqual([]);
  expect(await log.liveRooms()).toEqual([]);
  await expect(log.append(room, 0, 'open', paused)).rejects.toMatchObject({ code: 'log-unavailable' });
});

test('long after its last phase a lost meeting is closed by itself, and the next one opens', async () => {
  await log.append(room, 0, 'open', paused);
  await loseJournals();
  await restarted();
  await clock.advance(4 * 3600_000 - 1);
  await expect(log.read(room, 0)).rejects.toMatchObject(lost);
  expect((await currentMeeting()).id).toBe(room);
  await clock.advance(1);
  expect(await log.read(room, 0)).toEqual([]);
  const next = await currentMeeting();
  expect(next.id).not.toBe(room);
  expect(await log.append(next.id, 0, 'open', paused)).toEqual({ outcome: 'appended', version: 1 });
});

test('a room that the records do not know is left alone', async () => {
  await file.append('elsewhere', 0, 'open', paused);
  expect(await log.read('elsewhere', 0)).toEqual([]);
  expect(await file.read('elsewhere', 0)).toHaveLength(1);
});
