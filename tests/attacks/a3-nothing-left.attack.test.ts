// R9.2, R9.5: whoever reads every byte that a meeting ran on learns nothing of who presented, of phases or of signals, however
// the meeting ended; and copies of one store say nothing even while the meeting is on.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveRecords } from '../../server/backup/records-file.ts';
import { startServers } from '../../server/cluster/start-cluster.ts';
import { openDatabase } from '../../server/database/database.ts';
import { ensureDemoGroup } from '../../server/groups/demo-group.ts';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import { readConfig } from '../../server/process/config.ts';
import { SqlKeyHalves } from '../../server/roomlogs/sql-key-halves.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { all, foundIn, type Sought, words } from './left-behind.ts';
import { ended, inTime, isClosed, Server, type Stage, type Story, toldOn } from './told-meeting.ts';

const secret = 'a secret that all servers of this test share';
const minute = 60_000;

/** What the meeting runs on. */
interface Ground extends Stage {
  readonly folders: readonly string[];
  /** Everything known of the room is gone from its store. */
  loseRooms(): Promise<void>;
  /** Everything in memory has been written to disk, and background work is done. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

async function onFiles(): Promise<Ground> {
  const dataDir = mkdtempSync(join(tmpdir(), 'balint-a3-'));
  const db = await openDatabase({ folder: join(dataDir, 'database') });
  const around = { dataDir, secret, halves: new SqlKeyHalves(db), log: { warn: () => undefined } };
  return {
    folders: [dataDir],
    db,
    startServers: () => startServers(readConfig({}), around),
    loseRooms: async () => rmSync(join(dataDir, 'rooms'), { recursive: true }),
    settle: async () => void (await sql`checkpoint`.execute(db)),
    async stop() {
      await db.destroy();
      rmSync(dataDir, { recursive: true });
    },
  };
}

let redis: TestRedis;
let postgres: TestPostgres;

async function onRedisAndPostgres(): Promise<Ground> {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  const db = await openDatabase({ url: postgres.url, onLostConnection: () => undefined });
  const media = { LIVEKIT_URL: 'http://127.0.0.1:1', LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: secret };
  const config = readConfig({ REDIS_URL: redis.url, DATABASE_URL: postgres.url, SECRET: secret, ...media });
  const around = { dataDir: '', secret, halves: new SqlKeyHalves(db), log: { warn: () => undefined } };
  return {
    folders: [redis.folder, postgres.folder],
    db,
    startServers: () => startServers(config, around),
    async loseRooms() {
      await redis.kill();
      await redis.restart({ disk: 'empty' });
    },
    async settle() {
      await sql`checkpoint`.execute(db);
      await expect
        .poll(() => redis.ask('GET', 'balint:sweep'), { timeout: 90_000, message: 'Redis has written its files anew' })
        .toBeNull();
    },
    async stop() {
      await db.destroy();
      await Promise.all([redis.stop(), postgres.stop()]);
    },
  };
}

describe.each([
  ['files and PGlite', onFiles],
  ['Redis and PostgreSQL', onRedisAndPostgres],
] as const)('on %s', (name, open) => {
  let ground: Ground;
  let clock: FakeClock;
  let groups: SqlGroups;
  const stories: Story[] = [];
  const keys: Sought[] = [];
  const soughtIn = () => all(...stories.map(({ sought }) => sought));

  const start = (over: Pick<SqlGroups, 'closeMeeting'> = groups) => Server.start(ground, clock, over);
  const tell = async (server: Server): Promise<string> => {
    const story = await toldOn(server, ground);
    stories.push(story);
    if (name === 'Redis and PostgreSQL') keys.push(words(String(await redis.ask('GET', `balint:{${story.room}}:key`))));
    return story.room;
  };

  beforeAll(async () => {
    ground = await open();
    clock = new FakeClock(Date.parse('2026-11-24T18:00:00.417Z'));
    await ensureDemoGroup(ground.db, clock);
    groups = new SqlGroups(ground.db, clock);
  });
  afterAll(() => ground?.stop());

  test('whoever reads along during the meeting finds nothing unsealed; a meeting that ends as usual', async () => {
    const server = await start();
    const room = await tell(server);
    await sql`checkpoint`.execute(ground.db);
    expect(foundIn(ground.folders, words(room)), 'the search finds what is there').not.toEqual([]);
    expect(foundIn(ground.folders, soughtIn())).toEqual([]);
    await ended(server, room);
    await isClosed(server, room);
    await server.end();
  });

  test('a meeting that nobody led any more', async () => {
    const server = await start();
    const room = await tell(server);
    const state = (await server.rooms.current(room))?.state;
    const leader = state?.seats[0]?.personId ?? '';
    const device = state?.people[leader]?.device ?? '';
    await server.path.perform(room, randomUUID(), { type: 'lineLost', personId: leader, device }, 'connection');
    await clock.advance(30 * minute);
    await isClosed(server, room);
    await server.end();
  });

  test('a meeting whose server was killed at its end, finished by another', async () => {
    const killed = await start();
    const room = await tell(killed);
    await ended(killed, room);
    await killed.end();
    const next = await start();
    await next.takeUpAll();
    await isClosed(next, room);
    await next.end();
  });

  test('a meeting whose server was killed when the records had closed it', async () => {
    const dies = new Promise<void>(() => undefined);
    let isKept = false;
    const killed = await start({
      async closeMeeting(...meeting) {
        await groups.closeMeeting(...meeting);
        isKept = true;
        await dies;
      },
    });
    const room = await tell(killed);
    await ended(killed, room);
    await inTime(clock, 'the records have closed the meeting', () => isKept);
    await killed.end();
    const next = await start();
    await next.takeUpAll();
    expect(await next.log.liveRooms()).not.toContain(room);
    await next.end();
  });

  test('a meeting whose room was lost, and which an operator ended', async () => {
    const server = await start();
    const room = await tell(server);
    await server.end();
    await ground.loseRooms();
    const next = await start();
    await expect(next.log.read(room, 0)).rejects.toMatchObject({ code: 'log-lost' });
    await clock.advance(61_003);
    await groups.closeMeeting(room, []);
    expect(await next.log.read(room, 0)).toEqual([]);
    await next.end();
  });

  test('some minutes later no byte tells of any of them, and no key can be put together again', async () => {
    const server = await start();
    if (name === 'Redis and PostgreSQL') {
      // What the media server writes about somebody's rights, in the same Redis.
      await redis.ask('HSET', 'room_participants:planted', 'ben', 'may-not-publish-planted');
      await redis.ask('DEL', 'room_participants:planted');
      const planted = words('may-not-publish-planted');
      expect(foundIn([redis.folder], planted), 'what was deleted is still there until the files are rewritten').not.toEqual([]);
      await redis.ask('SET', 'balint:sweep', 'due');
      keys.push(planted);
    }
    await ground.settle();
    await server.end();
    expect(stories).toHaveLength(5);
    expect(foundIn(ground.folders, soughtIn())).toEqual([]);
    if (name === 'Redis and PostgreSQL') expect(foundIn([redis.folder], all(...keys))).toEqual([]);
    expect(foundIn(ground.folders.slice(0, 1), words(...stories.map(({ room }) => `${room}.key`)))).toEqual([]);
    const backup: string[] = [];
    await saveRecords(ground.db, (line) => backup.push(line));
    for (const [what, bytes] of soughtIn()) expect(backup.join('').includes(bytes.toString()), what).toBe(false);
  });
});
