// Redis is checked before any room is trusted to it, and every refusal says what to do, without a password.
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectRedis, type RedisConnection } from '../../server/cluster/redis/redis-connection.ts';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { durable, startClusterRedis, startRedis, type TestRedis } from '../support/redis.ts';
import { relayTo } from '../support/tcp-relay.ts';
import { Heard } from './heard.ts';

let redis: TestRedis;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(() => redis.stop());

async function connect(url: string, troubles = new Heard<string>()): Promise<RedisConnection> {
  const connection = await connectRedis({ url, onTrouble: troubles.take });
  ends.push(() => connection.close());
  return connection;
}

async function other(...settings: string[]): Promise<TestRedis> {
  const started = await startRedis(settings);
  ends.push(() => started.stop());
  return started;
}

async function bent(change: (answer: string) => string): Promise<string> {
  const relay = await relayTo(redis.port, change);
  ends.push(() => relay.close());
  return `redis://127.0.0.1:${relay.port}`;
}

const refusal = (sentence: RegExp) => ({ name: 'CannotStart', message: expect.stringMatching(sentence) });

describe('a Redis that is not there', () => {
  test.each(['localhost:6379', 'http://localhost:6379', 'redis://', 'redis://host/rooms', 'redis://:hush%@@'])(
    '%s',
    async (url) => {
      await expect(connect(url)).rejects.toMatchObject(refusal(/^REDIS_URL should be an address such as redis:/));
    },
  );

  test('nobody answers', async () => {
    const url = `redis://ann:hush-hush@127.0.0.1:${await freeTcpPort()}/2`;
    const failure = await connect(url).catch((error: Error) => error);
    expect(failure).toMatchObject(refusal(/^Redis on 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)\. Is it running/));
    expect(String(failure)).not.toContain('hush-hush');
  });

  test('a password is missing or wrong', async () => {
    const { port, url } = await other('--requirepass', 'hush-hush', '--appendonly', 'yes');
    for (const wrong of [`redis://127.0.0.1:${port}`, `redis://:hush@127.0.0.1:${port}`]) {
      const failure = await connect(wrong).catch((error: Error) => error);
      expect(failure).toMatchObject(refusal(/refuses the name or the password in REDIS_URL/));
      expect(String(failure)).not.toContain('hush');
    }
    expect((await connect(url)).isUp).toBe(true);
  });

  test('the database is not there', async () => {
    await expect(connect(`${redis.url}/99`)).rejects.toMatchObject(refusal(/refuses: ERR DB index is out of range/));
  });
});

describe('a Redis that cannot be trusted with rooms', () => {
  test('it is too old', async () => {
    const url = await bent((answer) => answer.replace('redis_version:7.0.15', 'redis_version:6.2.14'));
    await expect(connect(url)).rejects.toMatchObject(refusal(/is version 6\.2\.14; version 7 or newer is needed/));
  });

  test('it evicts what it has no room for', async () => {
    const { url } = await other('--maxmemory-policy', 'allkeys-lru');
    await expect(connect(url)).rejects.toMatchObject(
      refusal(/maxmemory-policy is allkeys-lru.*Set maxmemory-policy to noeviction/),
    );
  });

  test('it is a replica', async () => {
    const { url } = await other('--replicaof', '127.0.0.1', String(redis.port));
    await expect(connect(url)).rejects.toMatchObject(refusal(/is a replica.*address of the primary/));
  });

  test.each([
    [7, /is (6\.9|7\.\d) s behind the clock of Redis.*date -u/],
    [-7, /is [67]\.\d s ahead of the clock of Redis/],
  ])('its clock is %i s away from ours', async (seconds, sentence) => {
    const url = await bent((answer) =>
      answer.replace(/(\*2\r\n\$10\r\n)(\d{10})/, (_, head, now) => head + (Number(now) + seconds)),
    );
    await expect(connect(url)).rejects.toMatchObject(refusal(sentence));
  });

  test('it keeps nothing across a restart: only a warning, in case that is wanted', async () => {
    const { url } = await other('--save', '');
    const troubles = new Heard<string>();
    await connect(url, troubles);
    expect(troubles.all).toEqual([expect.stringMatching(/appendonly is off/)]);
  });

  test('it may lose its latest writes: a warning', async () => {
    const { url } = await other('--appendonly', 'yes', '--appendfsync', 'everysec');
    const troubles = new Heard<string>();
    await connect(url, troubles);
    expect(troubles.all).toEqual([expect.stringMatching(/may lose the last acts.*appendfsync is everysec/)]);
  });

  test('it is one of several masters that share the rooms out', async () => {
    const [one, two] = [await startClusterRedis(0, 8191), await startClusterRedis(8192, 16383)];
    ends.push(one.stop, two.stop);
    await one.meet(two);
    const size = async () => String(await one.ask('CLUSTER', 'INFO'));
    await expect.poll(size, { timeout: 60_000 }).toMatch(/cluster_size:2/);
    await expect(connect(one.url)).rejects.toMatchObject(refusal(/is a cluster of 2 masters.*one primary has all of them/));
  });

  test('it serves another installation', async () => {
    await (await connect(redis.url)).claimInstallation('one');
    await (await connect(redis.url)).claimInstallation('one');
    const second = await connect(redis.url);
    await expect(second.claimInstallation('two')).rejects.toMatchObject(refusal(/another Balint Room.*redis:\/\/host\/1/));
    await (await connect(`${redis.url}/1`)).claimInstallation('two');
  });
});

describe('an open connection', () => {
  test('counts as a server of its own', async () => {
    const [one, two] = [await connect(redis.url), await connect(redis.url)];
    expect(one.serverId).not.toBe(two.serverId);
  });

  test('goes on, and says so once, when the clock of Redis is set meanwhile', async () => {
    let ahead = 0;
    const url = await bent((answer) => answer.replace(/(\*2\r\n\$10\r\n)(\d{10})/, (_, head, now) => head + (Number(now) + ahead)));
    const troubles = new Heard<string>();
    const connection = await connect(url, troubles);
    ahead = 7;
    await redis.ask('CLIENT', 'KILL', 'TYPE', 'normal');
    await troubles.until('which clock to look at', (all) =>
      all.some((one) => /behind the clock of Redis.*start this server again/.test(one)),
    );
    expect(connection.isTrusted).toBe(true);
  });

  test('checks Redis again on each return, reports a problem once, and trusts it again when it is fixed', async () => {
    const own = await other(...durable);
    const troubles = new Heard<string>();
    const connection = await connect(own.url, troubles);
    const returns = new Heard<string>();
    connection.questions.followReturn(() => returns.take('back'));
    const comeBack = async () => {
      const before = returns.all.length;
      await own.ask('CLIENT', 'KILL', 'TYPE', 'normal');
      await returns.until('the return', (all) => all.length > before);
    };
    await own.ask('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await comeBack();
    await troubles.until('what is wrong', (all) => all.some((one) => /maxmemory-policy is allkeys-lru.*nobody is sent/.test(one)));
    expect(connection.isTrusted).toBe(false);
    expect(await connection.questions.ask((client) => client.ping())).toBe('PONG');
    await comeBack();
    await own.ask('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    await comeBack();
    await troubles.until('that all is well', (all) => all.some((one) => one.includes('can be trusted with the rooms again')));
    expect(connection.isTrusted).toBe(true);
    expect(troubles.all.filter((one) => one.includes('allkeys-lru'))).toHaveLength(1);
  });

  test('checks Redis again every minute', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    ends.push(() => vi.useRealTimers());
    const own = await other(...durable);
    const troubles = new Heard<string>();
    const connection = await connect(own.url, troubles);
    await own.ask('CONFIG', 'SET', 'appendfsync', 'everysec');
    await vi.advanceTimersByTimeAsync(60_000);
    await troubles.until('the warning', (all) => all.some((one) => /appendfsync is everysec/.test(one)));
    expect(connection.isTrusted).toBe(true);
    expect(troubles.all).toHaveLength(1);
  });

  test('reports each problem once, fails questions at once while Redis is away, and comes back by itself', async () => {
    const own = await other('--appendonly', 'yes', '--requirepass', 'hush-hush');
    const troubles = new Heard<string>();
    const connection = await connect(own.url, troubles);
    await own.kill();
    await troubles.until('the loss', (all) => all.length >= 2);
    await expect(connection.questions.ask((client) => client.ping())).rejects.toThrow();
    expect(connection.isUp).toBe(false);
    const returns = new Heard<string>();
    connection.questions.followReturn(() => returns.take('questions'));
    connection.news.followReturn(() => returns.take('news'));
    await own.restart();
    await returns.until('both wires', (all) => all.length === 2);
    expect(connection.isUp).toBe(true);
    expect(await connection.questions.ask((client) => client.ping())).toBe('PONG');
    expect(troubles.all.join()).not.toContain('hush');
    expect(troubles.all.length).toBeLessThan(8);
  });

  test('a network that swallows everything is noticed, and the channels are subscribed to again on new wires', async () => {
    const relay = await relayTo(redis.port);
    ends.push(() => relay.close());
    const troubles = new Heard<string>();
    const connection = await connect(`redis://127.0.0.1:${relay.port}`, troubles);
    const heard = new Heard<string>();
    await connection.news.subscribe('somewhere', true, heard.take);
    const returns = new Heard<string>();
    connection.questions.followReturn(() => returns.take('questions'));
    connection.news.followReturn(() => returns.take('news'));
    relay.swallow();
    await expect(connection.questions.ask((client) => client.ping())).rejects.toThrow('no answer within 5 s');
    await returns.until('both wires', (all) => all.length === 2);
    expect(troubles.all).toEqual(Array(2).fill(expect.stringContaining('no answer within 5 s')));
    await redis.ask('SPUBLISH', 'somewhere', 'hello');
    await heard.until('what is said there', (all) => all.includes('hello'));
  });
});
