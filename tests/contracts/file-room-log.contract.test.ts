// The file log keeps the contract of room logs, and survives what happens to files.
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { FileRoomLog } from '../../server/roomlogs/file-room-log.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { closingRaceSuite } from './closing-race.ts';
import { roomLogSuite } from './room-log-suite.ts';

const folders: string[] = [];
const logs: FileRoomLog[] = [];
const events: RoomEvent[] = [{ type: 'paused', at: 1 }];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'room-log-'));
  folders.push(folder);
  return folder;
}

async function openIn(folder: string): Promise<FileRoomLog> {
  const log = await FileRoomLog.open(folder);
  logs.push(log);
  return log;
}

afterEach(async () => {
  for (const log of logs.splice(0)) await log.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

describe('as a room log', () => roomLogSuite(async () => openIn(await newFolder())));

describe('when a meeting ends', () => {
  closingRaceSuite(async () => {
    const log = await openIn(await newFolder());
    return [log, log];
  });
});

describe('in its files', () => {
  test('a reopened log has everything that was acknowledged', async () => {
    const folder = await newFolder();
    const first = await openIn(folder);
    await first.append('room', 0, 'a', events);
    await first.append('room', 1, 'b', events);
    const second = await openIn(folder);
    expect(await second.read('room', 0)).toEqual(await first.read('room', 0));
    expect(await second.append('room', 2, 'a', events)).toEqual({ outcome: 'duplicate', version: 1 });
  });

  test('a torn last line is left out, and writing goes on after the last complete one', async () => {
    const folder = await newFolder();
    await (await openIn(folder)).append('room', 0, 'a', events);
    await appendFile(join(folder, 'room.journal'), '{"version":2,"commandId":"b","eve');
    const log = await openIn(folder);
    expect(await log.read('room', 0)).toHaveLength(1);
    expect(await log.append('room', 1, 'b', events)).toEqual({ outcome: 'appended', version: 2 });
    expect(await (await openIn(folder)).read('room', 0)).toHaveLength(2);
  });

  test('a page that was never written counts as torn', async () => {
    const folder = await newFolder();
    await (await openIn(folder)).append('room', 0, 'a', events);
    await appendFile(join(folder, 'room.journal'), `{"version":2,"comm${'\0'.repeat(40)}\n`);
    expect(await (await openIn(folder)).read('room', 0)).toHaveLength(1);
  });

  test('a complete last line that cannot be read is damage: nothing is cut off, and the room can still be removed', async () => {
    const folder = await newFolder();
    const whole = await openIn(folder);
    for (const [at, id] of ['a', 'b'].entries()) await whole.append('room', at, id, events);
    const path = join(folder, 'room.journal');
    const damaged = (await readFile(path, 'utf8')).replace('"version":2', '"versiom":2');
    await writeFile(path, damaged);
    const log = await openIn(folder);
    await expect(log.read('room', 0)).rejects.toMatchObject({ code: 'log-damaged', message: expect.stringContaining('line 2') });
    expect(await readFile(path, 'utf8')).toBe(damaged);
    await log.remove('room');
    expect(await log.liveRooms()).toEqual([]);
  });

  test('damage before the last line is a fault that names the file and the line, and no other room suffers', async () => {
    const folder = await newFolder();
    const whole = await openIn(folder);
    for (const [at, id] of ['a', 'b', 'c'].entries()) await whole.append('room', at, id, events);
    await whole.append('other', 0, 'a', events);
    const path = join(folder, 'room.journal');
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, [lines[0], 'xxxx', ...lines.slice(2)].join('\n'));
    const log = await openIn(folder);
    await expect(log.read('room', 0)).rejects.toMatchObject({ code: 'log-damaged', message: expect.stringContaining('line 2') });
    expect(await log.read('other', 0)).toHaveLength(1);
  });

  test('a room id cannot lead out of the folder', async () => {
    const log = await openIn(await newFolder());
    await expect(log.append('../escape', 0, 'a', events)).rejects.toMatchObject({ code: 'log-unavailable' });
  });

  test('a removed room leaves no file behind', async () => {
    const folder = await newFolder();
    const log = await openIn(folder);
    await log.append('room', 0, 'a', events);
    await log.remove('room');
    expect(await readdir(folder)).toEqual([]);
  });
});
