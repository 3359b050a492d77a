// What every room log must do, whatever it is built on. Each adapter's test file runs this suite.
import { expect, test } from 'vitest';
import type { RoomLog } from '../../server/ports/rooms.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';

const paused = (at: number): RoomEvent[] => [{ type: 'paused', at }];

export function roomLogSuite(open: () => Promise<RoomLog>): void {
  test('an unknown room is empty, not live, and knows no command', async () => {
    const log = await open();
    expect(await log.read('nowhere', 0)).toEqual([]);
    expect(await log.versionOf('nowhere', 'x')).toBeNull();
    expect(await log.liveRooms()).not.toContain('nowhere');
  });

  test('entries come back in order, from any version on', async () => {
    const log = await open();
    for (const [at, id] of ['a', 'b', 'c'].entries())
      expect(await log.append('r1', at, id, paused(at))).toEqual({ outcome: 'appended', version: at + 1 });
    expect((await log.read('r1', 1)).map((entry) => [entry.version, entry.commandId, entry.events[0]?.at])).toEqual([
      [2, 'b', 1],
      [3, 'c', 2],
    ]);
    expect(await log.liveRooms()).toContain('r1');
  });

  test('a command is done once: its id leads to the version it made', async () => {
    const log = await open();
    await log.append('r2', 0, 'once', paused(1));
    await log.append('r2', 1, 'then', paused(2));
    expect(await log.append('r2', 2, 'once', paused(3))).toEqual({ outcome: 'duplicate', version: 1 });
    expect(await log.append('r2', 0, 'once', paused(3))).toEqual({ outcome: 'duplicate', version: 1 });
    expect(await log.versionOf('r2', 'then')).toBe(2);
    expect(await log.read('r2', 0)).toHaveLength(2);
  });

  test('whoever assumes an old version is told what they missed, and nothing is written', async () => {
    const log = await open();
    await log.append('r3', 0, 'a', paused(1));
    await log.append('r3', 1, 'b', paused(2));
    const answer = await log.append('r3', 1, 'late', paused(3));
    expect(answer.outcome === 'conflict' && answer.missed.map((entry) => entry.version)).toEqual([2]);
    expect(await log.versionOf('r3', 'late')).toBeNull();
  });

  test('of many at once exactly one wins each version', async () => {
    const log = await open();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => log.append('r4', 0, `c${i}`, paused(i))));
    expect(answers.filter((answer) => answer.outcome === 'appended')).toHaveLength(1);
    expect(await log.read('r4', 0)).toHaveLength(1);
  });

  test('a removed room leaves nothing and may begin again', async () => {
    const log = await open();
    await log.append('r5', 0, 'a', paused(1));
    await log.remove('r5');
    await log.remove('r5');
    expect(await log.read('r5', 0)).toEqual([]);
    expect(await log.liveRooms()).not.toContain('r5');
    expect(await log.append('r5', 0, 'a', paused(2))).toEqual({ outcome: 'appended', version: 1 });
  });

  test('whoever still assumes a removed room learns nothing and writes nothing', async () => {
    const log = await open();
    await log.append('r6', 0, 'a', paused(1));
    await log.remove('r6');
    expect(await log.read('r6', 1)).toEqual([]);
    expect(await log.append('r6', 1, 'late', paused(2))).toEqual({ outcome: 'conflict', missed: [] });
    expect(await log.versionOf('r6', 'late')).toBeNull();
    expect(await log.liveRooms()).not.toContain('r6');
  });

  test('nobody is told what was done here', async () => {
    const log = await open();
    const news: unknown[] = [];
    log.follow((room, what) => void (room === 'r7' && news.push(what)));
    await log.append('r7', 0, 'a', paused(1));
    await log.read('r7', 0);
    await log.append('r7', 1, 'b', paused(2));
    await log.remove('r7');
    await log.append('r7', 0, 'c', paused(3)); // by now the news of the first would have come
    expect(news).toEqual([]);
  });

  test('a room id that could lead elsewhere is refused', async () => {
    const log = await open();
    for (const room of ['../escape', 'a}b', 'a b', ''])
      await expect(log.append(room, 0, 'a', paused(1))).rejects.toMatchObject({ code: 'log-unavailable' });
  });
}
