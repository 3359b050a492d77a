// The sealed log fulfils the contract of room logs on files and on Redis, reads what an older version began, and says nothing to whoever
// has only its store.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectRedis, type RedisConnection } from '../../server/cluster/redis/redis-connection.ts';
import type { RoomLog } from '../../server/ports/rooms.ts';
import { FileRoomKeys } from '../../server/roomlogs/file-room-keys.ts';
import { FileRoomLog } from '../../server/roomlogs/file-room-log.ts';
import { RedisKeyHalves } from '../../server/roomlogs/redis-key-halves.ts';
import { RedisRoomLog } from '../../server/roomlogs/redis-room-log.ts';
import { KeyRing, type RoomKeys } from '../../server/roomlogs/room-keys.ts';
import { SealedLog } from '../../server/roomlogs/sealed-log.ts';
import { type KeyHalves, SharedRoomKeys } from '../../server/roomlogs/shared-room-keys.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { Heard } from './heard.ts';
import { roomLogSuite } from './room-log-suite.ts';

const secret = 'a secret of the tests, long enough';
const paused: RoomEvent[] = [{ type: 'paused', at: 1_700_000_000_123 }];

/** The records' part, for rooms of any name. */
class MemoryHalves implements KeyHalves {
  readonly #halves = new Map<string, string>();

  async of(room: string) {
    return this.#halves.get(room) ?? null;
  }
  async put(room: string, half: string) {
    const lies = this.#halves.get(room) ?? half;
    this.#halves.set(room, lies);
    return lies;
  }
  async remove(room: string) {
    this.#halves.delete(room);
  }
}

interface Server {
  readonly log: SealedLog;
  /** What is stored below the seal. */
  readonly plain: RoomLog;
  readonly keys: RoomKeys;
}

const logs: RoomLog[] = [];
const connections: RedisConnection[] = [];
let redis: TestRedis;
let records: MemoryHalves;
let folder: string;

const onFiles = async (): Promise<Server> => {
  const plain = await FileRoomLog.open(join(folder, 'rooms'));
  const keys = await FileRoomKeys.open(join(folder, 'keys'), secret);
  logs.push(plain);
  return { plain, keys, log: new SealedLog(plain, new KeyRing(keys)) };
};

const onRedis = async (): Promise<Server> => {
  const connection = await connectRedis({ url: redis.url, onTrouble: () => undefined });
  connections.push(connection);
  const plain = new RedisRoomLog(connection);
  logs.push(plain);
  const keys = new SharedRoomKeys(new RedisKeyHalves(connection), records, secret);
  return { plain, keys, log: new SealedLog(plain, new KeyRing(keys)) };
};

beforeAll(async () => {
  redis = await startRedis();
  records = new MemoryHalves();
  folder = await mkdtemp(join(tmpdir(), 'balint-sealed-'));
});
afterEach(async () => {
  for (const log of logs.splice(0)) await log.close();
  for (const connection of connections.splice(0)) connection.close();
});
afterAll(async () => {
  await redis.stop();
  await rm(folder, { recursive: true });
});

describe.each([
  ['on files', onFiles],
  ['on Redis', onRedis],
] as const)('%s', (_, start) => {
  describe('as a room log', () => roomLogSuite(async () => (await start()).log));

  test('another server, and one that starts later, read what was written', async () => {
    const room = randomUUID();
    const one = await start();
    await one.log.append(room, 0, 'ann.1', paused);
    expect(await (await start()).log.read(room, 0)).toEqual([{ version: 1, commandId: 'ann.1', events: paused }]);
  });

  test('what is stored has the same length for every act, and names neither act nor command', async () => {
    const room = randomUUID();
    const { log, plain } = await start();
    const acts: RoomEvent[][] = [
      [{ type: 'phaseChanged', at: 1_700_000_000_123, from: 'clarifying', to: 'associative' }],
      [{ type: 'caseAccepted', at: 1_700_000_000_124, personId: 'presenter-of-tonight' }],
      [{ type: 'paused', at: 1_700_000_000_125 }],
      [{ type: 'personMoved', at: 1_700_000_000_126, personId: 'presenter-of-tonight', to: 'in', device: randomUUID() }],
    ];
    for (const [at, events] of acts.entries()) await log.append(room, at, `presenter-of-tonight.${randomUUID()}`, events);
    const written = (await plain.read(room, 0)).map((entry) => JSON.stringify(entry));
    expect(new Set(written.map(({ length }) => length)).size).toBe(1);
    for (const text of written)
      expect(text).not.toMatch(/presenter-of-tonight|phaseChanged|caseAccepted|personMoved|associative|1700000000/);
  });

  test('a room that an older version began is read as it is, continues sealed, and knows its commands', async () => {
    const room = randomUUID();
    await (await start()).plain.append(room, 0, 'ann.1', paused);
    const { log, plain } = await start();
    expect(await log.versionOf(room, 'ann.1')).toBe(1);
    expect(await log.read(room, 0)).toEqual([{ version: 1, commandId: 'ann.1', events: paused }]);
    expect(await log.append(room, 1, 'ann.1', paused)).toEqual({ outcome: 'duplicate', version: 1 });
    expect(await log.append(room, 1, 'ann.2', paused)).toEqual({ outcome: 'appended', version: 2 });
    const later = await start();
    expect((await later.log.read(room, 0)).map(({ commandId }) => commandId)).toEqual(['ann.1', 'ann.2']);
    expect(await later.log.append(room, 2, 'ann.1', paused)).toEqual({ outcome: 'duplicate', version: 1 });
    expect((await plain.read(room, 1)).map(({ events }) => events[0]?.type)).toEqual(['sealed']); // which that version leaves alone
  });

  test('without its key nobody can read it, and it does not begin again', async () => {
    const room = randomUUID();
    const one = await start();
    await one.log.append(room, 0, 'ann.1', paused);
    await one.keys.destroy(room);
    await expect((await start()).log.read(room, 0)).rejects.toMatchObject({ code: 'log-lost' });
  });

  test('an entry that was altered, or put in another’s place, is damage', async () => {
    const room = randomUUID();
    const { log, plain } = await start();
    await log.append(room, 0, 'ann.1', paused);
    const [entry] = await plain.read(room, 0);
    await plain.append(room, 1, 'copied', entry?.events ?? []);
    await expect((await start()).log.read(room, 0)).rejects.toMatchObject({ code: 'log-damaged' });
  });

  test('what a newer version sealed in another way is passed on as it is', async () => {
    const room = randomUUID();
    const { log, plain } = await start();
    await log.append(room, 0, 'ann.1', paused);
    const newer = { type: 'sealed', as: 2, box: 'AAAA' } as unknown as RoomEvent;
    await plain.append(room, 1, 'newer', [newer]);
    expect((await (await start()).log.read(room, 0)).at(1)?.events).toEqual([newer]);
  });
});

test('another server hears the opened entry, or that it should look', async () => {
  const room = randomUUID();
  const [ann, ben] = [await onRedis(), await onRedis()];
  const heard = new Heard<unknown>();
  ben.log.follow((where, news) => void (where === room && heard.take(news)));
  await ben.log.read(room, 0);
  await ann.log.append(room, 0, 'ann.1', paused);
  await heard.until('that it should look', (all) => all.includes('unsure'));
  expect(await ben.log.read(room, 0)).toHaveLength(1);
  await ann.log.append(room, 1, 'ann.2', paused);
  await heard.until('the entry', (all) => all.some((news) => JSON.stringify(news).includes('ann.2')));
});

test('the two halves of a key are made once, however many servers ask, and open nothing elsewhere', async () => {
  const room = randomUUID();
  const servers = await Promise.all([onRedis(), onRedis(), onRedis()]);
  const [one, ...others] = await Promise.all(servers.map(({ keys }) => keys.make(room)));
  for (const other of others) expect(other).toEqual(one);
  const half = String(await redis.ask('GET', `balint:{${room}}:key`));
  expect(half).not.toBe(await records.of(room));
  await records.put(`${room}-2`, half);
  await redis.ask('SET', `balint:{${room}-2}:key`, half);
  await expect(servers[0]?.keys.of(`${room}-2`)).rejects.toMatchObject({ code: 'log-damaged' });
});

test('a key file is overwritten before it is removed, and opens only with this secret', async () => {
  const room = randomUUID();
  const { keys } = await onFiles();
  await keys.make(room);
  const path = join(folder, 'keys', `${room}.key`);
  const written = await readFile(path, 'utf8');
  const stranger = await FileRoomKeys.open(join(folder, 'keys'), 'another secret, as long as the first');
  await expect(stranger.of(room)).rejects.toMatchObject({ code: 'log-damaged', message: expect.stringContaining('SECRET') });
  await writeFile(path, 'torn');
  await expect(keys.of(room)).rejects.toMatchObject({ code: 'log-damaged' });
  await writeFile(path, written);
  await keys.destroy(room);
  await keys.destroy(room);
  expect(await readdir(join(folder, 'keys'))).not.toContain(`${room}.key`);
});
