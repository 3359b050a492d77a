// The log in a real Redis fulfils the contract of room logs, also where keys are distributed over slots, and misses nothing between servers.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectRedis, type RedisConnection } from '../../server/cluster/redis/redis-connection.ts';
import type { Appended, LogEntry, RoomLog } from '../../server/ports/rooms.ts';
import { RedisRoomLog } from '../../server/roomlogs/redis-room-log.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { startClusterRedis, startRedis, type TestRedis } from '../support/redis.ts';
import { relayTo } from '../support/tcp-relay.ts';
import { closingRaceSuite } from './closing-race.ts';
import { Heard } from './heard.ts';
import { roomLogSuite } from './room-log-suite.ts';

const paused = (at: number): RoomEvent[] => [{ type: 'paused', at }];
type News = readonly [room: string, news: LogEntry | 'removed' | 'unsure'];

let redis: TestRedis;
const connections: RedisConnection[] = [];
const logs: RedisRoomLog[] = [];

async function openLog(url = redis.url): Promise<RedisRoomLog> {
  const connection = await connectRedis({ url, onTrouble: () => undefined });
  connections.push(connection);
  const log = new RedisRoomLog(connection);
  logs.push(log);
  return log;
}

function follow(log: RoomLog): Heard<News> {
  const heard = new Heard<News>();
  log.follow((room, news) => heard.take([room, news]));
  return heard;
}

const versions = (heard: Heard<News>) => heard.all.flatMap(([, news]) => (typeof news === 'object' ? [news.version] : []));

afterEach(async () => {
  for (const log of logs.splice(0)) await log.close();
  for (const connection of connections.splice(0)) connection.close();
});

describe.each([
  ['in Redis', startRedis],
  ['in Redis that shares keys out by slots', startClusterRedis],
] as const)('%s', (_, start) => {
  beforeAll(async () => {
    redis = await start();
  });
  afterAll(() => redis.stop());

  describe('as a room log', () => roomLogSuite(() => openLog()));
  describe('when a meeting ends', () => closingRaceSuite(async () => [await openLog(), await openLog()]));

  test('another server hears each entry of a room it has read, in order, and of no other room', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    const heard = follow(ben);
    await ben.read('heard', 0);
    for (let at = 0; at < 20; at++) {
      await ann.append('unread', at, `u${at}`, paused(at));
      await ann.append('heard', at, `h${at}`, paused(at));
    }
    await heard.until('the last entry', () => versions(heard).includes(20));
    expect(heard.all.map(([room]) => room)).toEqual(Array(20).fill('heard'));
    expect(versions(heard)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(heard.all[4]?.[1]).toEqual({ version: 5, commandId: 'h4', events: paused(4) });
  });

  test('another server hears that a room was removed, and nothing of it is left but a mark that expires', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    await ann.append('gone', 0, 'a', paused(1));
    await ben.read('gone', 0);
    const heard = follow(ben);
    await ann.remove('gone');
    await heard.until('the removal', (all) => all.some(([room, news]) => room === 'gone' && news === 'removed'));
    expect(await redis.ask('KEYS', '*{gone}*')).toEqual(['balint:{gone}:over']);
    expect(Number(await redis.ask('TTL', 'balint:{gone}:over'))).toBeGreaterThan(3600);
  });

  test('a room that begins again is heard like any other', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    await ann.append('anew', 0, 'a', paused(1));
    await ben.read('anew', 0);
    const heard = follow(ben);
    await ben.remove('anew');
    await ben.read('anew', 0);
    await ann.append('anew', 0, 'b', paused(2));
    expect(await ben.read('anew', 0)).toHaveLength(1);
    await ann.append('anew', 1, 'c', paused(3));
    await heard.until('what came after', (all) => all.some(([, news]) => typeof news === 'object' && news.commandId === 'c'));
  });

  test('a room that begins again while others find it over is heard by whoever began it', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    const heard = follow(ben);
    for (let round = 0; round < 20; round++) {
      const room = `turn-${round}`;
      await ann.append(room, 0, 'a', paused(1));
      await ann.remove(room);
      const looks = [ben.read(room, 0), ben.read(room, 0), ben.append(room, 0, 'b', paused(2)), ben.read(room, 0)];
      await Promise.all(looks);
      await ann.append(room, 1, 'c', paused(3));
    }
    for (let round = 0; round < 20; round++)
      await heard.until(`round ${round}`, (all) => all.some(([room, news]) => room === `turn-${round}` && news !== 'removed'));
  });

  test('a Redis that has lost the scripts gets them again', async () => {
    const log = await openLog();
    await redis.ask('SCRIPT', 'FLUSH');
    expect(await log.append('taught', 0, 'a', paused(1))).toEqual({ outcome: 'appended', version: 1 });
  });

  test('however many read a room that is over, at once and repeatedly, nobody goes on listening to it', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    await ann.append('over-often', 0, 'a', paused(1));
    await ann.remove('over-often');
    const look = async (at: number): Promise<void> => {
      await ben.read('over-often', 0);
      if (at > 0) await look(at - 1);
    };
    await Promise.all([0, 1, 2, 3, 4, 5].map(look));
    await expect.poll(() => redis.ask('PUBSUB', 'SHARDCHANNELS', '*over-often*')).toEqual([]);
  });

  test('an abandoned room expires by itself after a week', async () => {
    await (await openLog()).append('left', 0, 'a', paused(1));
    for (const key of ['balint:{left}:log', 'balint:{left}:done'])
      expect(Number(await redis.ask('TTL', key))).toBeGreaterThan(6 * 24 * 3600);
    await redis.ask('DEL', 'balint:{left}:log', 'balint:{left}:done');
    expect(await (await openLog()).liveRooms()).not.toContain('left');
    expect(await redis.ask('SISMEMBER', 'balint:rooms', 'left')).toBe(0);
  });

  test('a room that begins while it is being taken off the list of live rooms stays on it', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    for (let round = 0; round < 50; round++) {
      const room = `begins-${round}`;
      await redis.ask('SADD', 'balint:rooms', room);
      await Promise.all([ben.liveRooms(), ann.append(room, 0, 'a', paused(1)), ben.liveRooms()]);
      expect(await redis.ask('SISMEMBER', 'balint:rooms', room)).toBe(1);
    }
  });
});

describe('when Redis or its network fails', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  /** Follows as a server does: takes entries that fit, and reads where it may have missed some. */
  async function fold(log: RoomLog, room: string): Promise<Heard<number>> {
    const folded = new Heard<number>();
    const take = (entries: readonly LogEntry[]) => {
      for (const { version } of entries) if (version === folded.all.length + 1) folded.take(version);
    };
    // As servers do: an entry behind a gap, which an earlier read may not have had yet, is a reason to look.
    log.follow((where, news) => {
      if (where !== room || news === 'removed') return;
      if (news !== 'unsure' && news.version === folded.all.length + 1) folded.take(news.version);
      else log.read(room, folded.all.length).then(take, () => undefined);
    });
    take(await log.read(room, 0));
    return folded;
  }

  /** Appends until it is answered, as people do who press again. */
  async function insist(log: RoomLog, room: string, at: number): Promise<Appended> {
    for (;;) {
      const appended = await log.append(room, at, `c${at}`, paused(at)).catch(() => null);
      if (appended !== null) return appended;
      await new Promise((again) => setTimeout(again, 20));
    }
  }

  test('nothing is silently missed while the others’ connections are cut again and again', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    const folded = await fold(ben, 'cut');
    for (let at = 0; at < 300; at++) {
      if (at % 60 === 30) await redis.ask('CLIENT', 'KILL', 'TYPE', 'pubsub');
      expect(await insist(ann, 'cut', at)).not.toHaveProperty('missed');
    }
    await folded.until('all 300 entries', (all) => all.length === 300);
  });

  test('nothing acknowledged is lost, and nothing missed, when Redis is killed and starts again', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    const folded = await fold(ben, 'killed');
    for (let at = 0; at < 20; at++) await insist(ann, 'killed', at);
    await redis.kill();
    await expect(ann.append('killed', 20, 'c20', paused(20))).rejects.toMatchObject({ name: 'Fault', code: 'log-unavailable' });
    await redis.restart();
    for (let at = 20; at < 40; at++) await insist(ann, 'killed', at);
    await folded.until('all 40 entries', (all) => all.length === 40);
    expect((await ben.read('killed', 0)).map(({ commandId }) => commandId)).toEqual(
      Array.from({ length: 40 }, (_, at) => `c${at}`),
    );
  });

  test('a missed removal is told after the return', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    await ann.append('missed', 0, 'a', paused(1));
    await ben.read('missed', 0);
    const heard = follow(ben);
    await redis.ask('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await ann.remove('missed');
    await heard.until('the removal', (all) => all.some(([, news]) => news === 'removed'));
  });

  test('while Redis hangs an append ends as a fault; if it was done after all, its server hears of it, and a resend is a duplicate', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    await ann.append('hung', 0, 'c0', paused(1));
    await ben.read('hung', 0);
    const [told, toldOther] = [follow(ann), follow(ben)];
    redis.hang();
    const answer = await ann.append('hung', 1, 'c1', paused(2)).catch((fault: unknown) => fault);
    redis.goOn();
    expect(answer).toMatchObject({ code: 'log-unavailable' });
    const isHeard = (all: readonly News[]) => all.some(([, news]) => news === 'unsure' || typeof news === 'object');
    await told.until('the entry, or doubt', isHeard);
    await toldOther.until('the entry, or doubt', isHeard);
    expect(await insist(ann, 'hung', 1)).toEqual({ outcome: 'duplicate', version: 2 });
    expect((await ben.read('hung', 1)).map(({ commandId }) => commandId)).toEqual(['c1']);
  });

  test('an append of which only the answer is lost is a fault, and its server hears that it may have been done', async () => {
    let cuts = 0;
    const relay = await relayTo(redis.port, (answer) => (answer.includes('appended') && cuts++ === 0 ? null : answer));
    try {
      const ann = await openLog(`redis://127.0.0.1:${relay.port}`);
      const heard = follow(ann);
      await expect(ann.append('unanswered', 0, 'c0', paused(1))).rejects.toMatchObject({ code: 'log-unavailable' });
      await heard.until('doubt', (all) => all.some(([room, news]) => room === 'unanswered' && news === 'unsure'));
      expect(await ann.read('unanswered', 0)).toHaveLength(1);
      expect(await ann.append('unanswered', 0, 'c0', paused(1))).toEqual({ outcome: 'duplicate', version: 1 });
    } finally {
      await relay.close();
    }
  });

  test('a Redis that knows less than we do is not believed', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    for (let at = 0; at < 3; at++) await ann.append('lost', at, `c${at}`, paused(at));
    await ben.read('lost', 0);
    const heard = follow(ben);
    await redis.kill();
    await redis.restart({ disk: 'empty' });
    await heard.until('doubt', (all) => all.some(([, news]) => news === 'unsure'));
    await expect(ben.read('lost', 3)).rejects.toMatchObject({ code: 'log-lost' });
    await expect(ben.append('lost', 3, 'd', paused(4))).rejects.toMatchObject({ code: 'log-lost' });
  });

  test('a log that was set back and has grown again is not mistaken for the one we knew', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    for (let at = 0; at < 2; at++) await ann.append('mixed', at, `c${at}`, paused(at));
    redis.copyDisk();
    await ann.append('mixed', 2, 'c2', paused(2));
    await ben.read('mixed', 0);
    await redis.kill();
    await redis.restart({ disk: 'copied' });
    const cid = await openLog();
    for (let at = 2; at < 5; at++) await cid.append('mixed', at, `other${at}`, paused(at));
    for (const log of [ann, ben]) {
      const lost = { code: 'log-lost', message: expect.stringContaining('version 3') };
      await expect.poll(() => log.read('mixed', 3).catch((fault: unknown) => fault)).toMatchObject(lost);
      await expect(log.append('mixed', 3, 'd', paused(4))).rejects.toMatchObject(lost);
      await expect(log.append('mixed', 2, 'd', paused(4))).rejects.toMatchObject(lost);
    }
    expect(await cid.read('mixed', 0)).toHaveLength(5);
  });

  test('nor if we hear it grow again', async () => {
    const [ann, ben] = [await openLog(), await openLog()];
    for (let at = 0; at < 2; at++) await ann.append('regrown', at, `c${at}`, paused(at));
    redis.copyDisk();
    await ann.append('regrown', 2, 'c2', paused(2));
    await ben.read('regrown', 0);
    const heard = [follow(ann), follow(ben)];
    await redis.kill();
    await redis.restart({ disk: 'copied' });
    for (const one of heard) await one.until('doubt', (all) => all.some(([, news]) => news === 'unsure'));
    const cid = await openLog();
    for (let at = 2; at < 5; at++) await cid.append('regrown', at, `other${at}`, paused(at));
    // More doubt, and not one of these entries as if it followed those we know.
    for (const one of heard) await one.until('doubt again', (all) => all.filter(([, news]) => news === 'unsure').length > 1);
    expect(heard.flatMap(versions)).toEqual([]);
    for (const log of [ann, ben]) {
      await expect(log.read('regrown', 3)).rejects.toMatchObject({ code: 'log-lost' });
      await expect(log.append('regrown', 3, 'd', paused(4))).rejects.toMatchObject({ code: 'log-lost' });
    }
  });

  test('an entry that cannot be read is damage, not nothing', async () => {
    const log = await openLog();
    await log.append('torn', 0, 'a', paused(1));
    await redis.ask('XADD', 'balint:{torn}:log', '2-0', 'entry', '{"commandId":"b"');
    await expect(log.read('torn', 0)).rejects.toMatchObject({ code: 'log-damaged', message: expect.stringContaining('version 2') });
    for (let at = 0; at < 3; at++) await log.append('gap', at, `c${at}`, paused(at));
    await redis.ask('XDEL', 'balint:{gap}:log', '2-0');
    await expect(log.read('gap', 0)).rejects.toMatchObject({ code: 'log-damaged', message: expect.stringContaining('version 2') });
  });
});
