// Several servers on one real Redis: who looks after a room, who carries a connection, what they tell each other, and what is left of one that dies.
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectRedis, type RedisConnection } from '../../server/cluster/redis/redis-connection.ts';
import { RedisHeartbeat } from '../../server/cluster/redis/redis-heartbeat.ts';
import { serversKey } from '../../server/cluster/redis/redis-keys.ts';
import { RedisPresenceRegistry } from '../../server/cluster/redis/redis-presence-registry.ts';
import { RedisRoomLeases } from '../../server/cluster/redis/redis-room-leases.ts';
import { RedisServerBus } from '../../server/cluster/redis/redis-server-bus.ts';
import { RedisSharedCounts } from '../../server/cluster/redis/redis-shared-counts.ts';
import type { ServerNews } from '../../server/ports/cluster.ts';
import { startClusterRedis, startRedis, type TestRedis } from '../support/redis.ts';
import { relayTo } from '../support/tcp-relay.ts';
import { type ServerParts, serverSuite } from './cluster-suite.ts';
import { Heard } from './heard.ts';

type LeaseNews = { readonly type: 'lost'; readonly room: string } | { readonly type: 'serverGone' };

interface Server extends ServerParts {
  readonly id: string;
  readonly heartbeat: RedisHeartbeat;
  readonly counts: RedisSharedCounts;
  readonly heard: Heard<LeaseNews>;
  readonly troubles: Heard<string>;
  /** Its connections end abruptly, as in a crash. */
  die(): void;
  leave(): Promise<void>;
}

let redis: TestRedis;
const servers: Server[] = [];

async function openServer(url = redis.url): Promise<Server> {
  const troubles = new Heard<string>();
  const connection: RedisConnection = await connectRedis({ url, onTrouble: troubles.take });
  const heartbeat = await RedisHeartbeat.open(connection);
  const bus = await RedisServerBus.open(connection);
  const [presence, leases] = [new RedisPresenceRegistry(connection, heartbeat), new RedisRoomLeases(connection, heartbeat)];
  const counts = new RedisSharedCounts(connection, heartbeat, 'a secret of the servers');
  const heard = new Heard<LeaseNews>();
  leases.follow(heard.take);
  const leave = async () => {
    counts.stop();
    await leases.close();
    await bus.close();
    await heartbeat.close();
    connection.close();
  };
  const server = {
    id: connection.serverId,
    bus,
    presence,
    leases,
    heartbeat,
    counts,
    heard,
    troubles,
    die: () => connection.close(),
    leave,
  };
  servers.push(server);
  return server;
}

const isGone = (all: readonly LeaseNews[]) => all.some(({ type }) => type === 'serverGone');
const hasLost = (room: string) => (all: readonly LeaseNews[]) => all.some((news) => news.type === 'lost' && news.room === room);

afterEach(async () => {
  for (const server of servers.splice(0)) await server.leave();
  await redis.ask('FLUSHALL');
});

describe.each([
  ['in Redis', startRedis],
  ['in Redis that shares keys out by slots', startClusterRedis],
] as const)('%s', (_, start) => {
  beforeAll(async () => {
    redis = await start();
  });
  afterAll(() => redis.stop());

  describe('as one of the servers', () => serverSuite(() => openServer()));

  test('what one tells, each other hears once', async () => {
    const [ann, ben, cid] = [await openServer(), await openServer(), await openServer()];
    const heard = [ann, ben, cid].map(({ bus }) => {
      const news = new Heard<ServerNews>();
      bus.follow(news.take);
      return news;
    });
    const told: ServerNews[] = [
      { type: 'whisper', room: 'r', whisper: { to: 'leaders', text: 'a word', from: 'ann', at: 7 } },
      { type: 'cutMedia', room: 'r', personId: 'ben' },
      { type: 'lookAtMedia', room: 'r' },
      { type: 'soundFrom', room: 'r', personId: 'ben' },
      { type: 'sessionsEnded', ref: 'seat' },
    ];
    for (const news of told) await ann.bus.tell(news);
    for (const news of heard.slice(1)) await news.until('all five', (all) => all.length === 5);
    expect(heard.map(({ all }) => all)).toEqual([[], told, told]);
    expect(await redis.ask('KEYS', '*between*')).toEqual([]);
  });

  test('what one caller spends on two servers is one account, which rests, and ends in Redis once it has', async () => {
    const [ann, ben] = [await openServer(), await openServer()];
    const measure = { burst: 40, perSecond: 10 };
    expect(await ann.counts.spend('acts', 'seat of Dee', 30, measure)).toBe(0);
    expect(await ben.counts.spend('acts', 'seat of Eva', 30, measure)).toBe(0);
    const over = await ben.counts.spend('acts', 'seat of Dee', 39, measure);
    expect(over).toBeGreaterThan(0);
    expect(over).toBeLessThanOrEqual(2_900);
    for (let i = 0; i < 5; i++) await ann.counts.spend('acts', 'seat of Dee', 1_000, measure);
    expect(await ben.counts.spend('acts', 'seat of Dee', 1, measure), 'a debt is one burst at most').toBeLessThanOrEqual(4_000);
    const keys = (await redis.ask('KEYS', 'balint:spent:*')) as string[];
    expect(keys).toHaveLength(2);
    expect(keys.join()).not.toMatch(/Dee|Eva|seat|acts/);
    for (const key of keys) expect(await redis.ask('PTTL', key)).toBeGreaterThan(0);
    await expect.poll(() => redis.ask('KEYS', 'balint:spent:*')).toEqual([]);
  });

  test('what one caller holds is counted over all living servers, and what is let go leaves nothing', async () => {
    const [ann, ben] = [await openServer(), await openServer()];
    expect(await ann.counts.hold('sockets', 'seat of Dee', 3)).toBe(3);
    expect(await ben.counts.hold('sockets', 'seat of Dee', 2)).toBe(5);
    expect(await ben.counts.hold('sockets', 'seat of Eva', 1)).toBe(1);
    expect(await ann.counts.hold('sockets', 'seat of Dee', 2)).toBe(4);
    const keys = (await redis.ask('KEYS', 'balint:held:*')) as string[];
    expect(keys).toHaveLength(2);
    expect(keys.join()).not.toMatch(/Dee|Eva|seat|sockets/);
    for (const key of keys) expect(await redis.ask('TTL', key)).toBeGreaterThan(0);
    expect(await ben.counts.hold('sockets', 'seat of Eva', 0)).toBe(0);
    ann.die();
    await expect.poll(() => ben.counts.hold('sockets', 'seat of Dee', 2)).toBe(2);
    await ben.counts.hold('sockets', 'seat of Dee', 0);
    const left = (await redis.ask('KEYS', 'balint:held:*')) as string[];
    expect(left, 'of the dead one').toHaveLength(1);
    expect(await redis.ask('TTL', left[0] ?? ''), 'and that ends by itself').toBeGreaterThan(0);
  });

  test('a room has one keeper; the next gets it once it is released', async () => {
    const [ann, ben] = [await openServer(), await openServer()];
    const answers = await Promise.all([ann.leases.acquire('r'), ben.leases.acquire('r')]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    const [keeper, other] = answers[0] ? [ann, ben] : [ben, ann];
    await keeper.leases.release('r');
    expect(await other.leases.acquire('r')).toBe(true);
    expect(await keeper.leases.acquire('r')).toBe(false);
  });

  test('what a dead server had goes to the others: its rooms are free, its connections closed', async () => {
    const [ann, ben] = [await openServer(), await openServer()];
    expect(await ann.leases.acquire('r')).toBe(true);
    expect(await ben.leases.acquire('r')).toBe(false);
    await ann.presence.open('r', 'media/dee');
    expect(await ben.presence.isOpen('r', 'media/dee')).toBe(true);
    ann.die();
    await ben.heard.until('that a server is gone', isGone);
    expect(await ben.leases.acquire('r')).toBe(true);
    expect(await ben.presence.isOpen('r', 'media/dee')).toBe(false);
    await ann.heard.until('its own loss', hasLost('r'));
    expect(ann.leases.isOurs('r')).toBe(false);
    await expect(ann.leases.acquire('r')).rejects.toMatchObject({ code: 'servers-unreachable' });
  });

  test('a server that leaves hands over without being missed first', async () => {
    const [ann, ben] = [await openServer(), await openServer()];
    await ann.leases.acquire('r');
    await ann.leave();
    expect(await redis.ask('ZSCORE', serversKey, ann.id), 'nobody has to wait until its heartbeat is too old').toBeNull();
    await ben.heard.until('that a server is gone', isGone);
    expect(await ben.leases.acquire('r')).toBe(true);
  });

  test('a server that has just started counts as alive, for its rooms and its connections', async () => {
    const ann = await openServer();
    const ben = await openServer();
    await ben.leases.acquire('r');
    await ben.presence.open('r', 'socket/dee/tab');
    expect(await ann.leases.acquire('r')).toBe(false);
    expect(await ann.presence.isOpen('r', 'socket/dee/tab')).toBe(true);
    expect(ann.heard.all).toEqual([]);
  });

  test.each([
    ['first', 0],
    ['last', 1],
  ])(
    'a connection that two servers carry is open until both have closed it, even if the %s to open it closes first',
    async (_, first) => {
      const servers = [await openServer(), await openServer()] as const;
      const [closesFirst, closesLast] = first === 0 ? servers : [servers[1], servers[0]];
      for (const { presence } of [...servers, ...servers]) await presence.open('r', 'media/dee');
      await closesFirst.presence.close('r', 'media/dee');
      for (const { presence } of servers) expect(await presence.isOpen('r', 'media/dee')).toBe(true);
      await closesLast.presence.close('r', 'media/dee');
      for (const { presence } of servers) expect(await presence.isOpen('r', 'media/dee')).toBe(false);
      expect(await redis.ask('KEYS', '*{r}*')).toEqual([]);
    },
  );

  test('a message that none of our servers would send is ignored with a warning', async () => {
    const ann = await openServer();
    const news = new Heard<ServerNews>();
    ann.bus.follow(news.take);
    const strange = ['', 'x', 'x {', 'x {"type":"whisper","room":"r"}', 'x {"type":"lookAtMedia","room":"r","more":1}'];
    for (const message of strange) await redis.ask('PUBLISH', 'balint:between@0', message);
    await redis.ask('PUBLISH', 'balint:between@0', 'x {"type":"lookAtMedia","room":"r"}');
    await news.until('the one that is right', (all) => all.length === 1);
    expect(ann.troubles.all).toHaveLength(strange.length);
  });

  test('a lease that another server has by now is noticed', async () => {
    const [ann, ben] = [await openServer(), await openServer()];
    await ann.leases.acquire('r');
    await redis.ask('SET', 'balint:{r}:keeper', ben.id);
    await ann.heard.until('the loss', hasLost('r'));
    expect(ann.leases.isOurs('r')).toBe(false);
  });
});

describe('when Redis is away', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  test('for a long time, every server lets go of its rooms, and the first one back does not judge those that come later', async () => {
    const relay = await relayTo(redis.port);
    try {
      const [ann, ben] = [await openServer(`redis://127.0.0.1:${relay.port}`), await openServer()];
      await ann.leases.acquire('r');
      await ann.presence.open('r', 'media/dee');
      expect(await ben.presence.isOpen('r', 'media/dee')).toBe(true);
      relay.refuse(true);
      await redis.kill();
      await ann.heard.until('its own loss', hasLost('r'));
      expect(ann.leases.isOurs('r')).toBe(false);
      await expect(ben.presence.isOpen('r', 'media/dee')).rejects.toMatchObject({ code: 'servers-unreachable' });
      await expect(ann.bus.tell({ type: 'lookAtMedia', room: 'r' })).rejects.toMatchObject({ code: 'servers-unreachable' });
      await vi.waitFor(() => expect(ben.heartbeat.isBeating).toBe(false), { timeout: 60_000 });
      await redis.restart();
      await ben.heard.until('that anything may have happened', isGone);
      expect(await ben.leases.acquire('r')).toBe(false);
      expect(await ben.presence.isOpen('r', 'media/dee')).toBe(true);
      relay.refuse(false);
      await ann.heard.until('that anything may have happened', isGone);
      expect(await ann.leases.acquire('r')).toBe(true);
    } finally {
      await relay.close();
    }
  });

  test('and comes back without its data, the open connections are entered again', async () => {
    const [ann, ben] = [await openServer(), await openServer()];
    await ann.presence.open('r', 'media/dee');
    await redis.kill();
    await redis.restart({ disk: 'empty' });
    await vi.waitFor(async () => expect(await ben.presence.isOpen('r', 'media/dee')).toBe(true), { timeout: 60_000 });
  });

  test('what is held is entered again when it is back without its data, and what was let go meanwhile is not', async () => {
    const server = await openServer();
    await server.counts.hold('sockets', 'seat of Dee', 3);
    await server.counts.hold('sockets', 'seat of Eva', 3);
    await redis.kill();
    const unreachable = { code: 'servers-unreachable' };
    await expect(server.counts.hold('sockets', 'seat of Eva', 0)).rejects.toMatchObject(unreachable);
    await expect(server.counts.spend('acts', 'seat of Dee', 1, { burst: 1, perSecond: 1 })).rejects.toMatchObject(unreachable);
    await redis.restart({ disk: 'empty' });
    await expect.poll(() => redis.ask('KEYS', 'balint:held:*'), { timeout: 20_000 }).toHaveLength(1);
  });

  test('what was closed or released meanwhile is known to the others when it is back', async () => {
    const [ann, ben] = [await openServer(), await openServer()];
    await ann.presence.open('r', 'media/dee');
    await ann.leases.acquire('r');
    await redis.kill();
    await ann.presence.close('r', 'media/dee');
    await ann.leases.release('r');
    await redis.restart();
    await vi.waitFor(async () => expect(await ben.presence.isOpen('r', 'media/dee')).toBe(false), { timeout: 60_000 });
    await vi.waitFor(async () => expect(await ben.leases.acquire('r')).toBe(true), { timeout: 60_000 });
    expect(ann.heartbeat.isBeating).toBe(true); // not because it was considered dead
  });

  test('a server that has its wires back carries the same connections as before', async () => {
    const [ann, ben] = [await openServer(), await openServer()];
    await ann.presence.open('r', 'media/dee');
    await ben.presence.open('r', 'media/dee');
    await redis.ask('CLIENT', 'KILL', 'TYPE', 'normal');
    await ann.troubles.until('the loss', (all) => all.length > 0);
    await vi.waitFor(() => ann.bus.tell({ type: 'lookAtMedia', room: 'r' }), { timeout: 60_000 });
    await vi.waitFor(() => ben.presence.close('r', 'media/dee'), { timeout: 60_000 });
    expect(await ben.presence.isOpen('r', 'media/dee')).toBe(true);
    await ann.presence.close('r', 'media/dee');
    await vi.waitFor(async () => expect(await ben.presence.isOpen('r', 'media/dee')).toBe(false), { timeout: 60_000 });
  });
});
