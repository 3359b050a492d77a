// R9.2, R9.5: whoever reads every byte that a meeting ran on learns nothing of who presented, of phases or of signals, however
// the meeting ended; and copies of one store say nothing even while the meeting is on.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveRecords } from '../../server/backup/records-file.ts';
import { type StartedServers, startServers } from '../../server/cluster/start-cluster.ts';
import { type Database, openDatabase } from '../../server/database/database.ts';
import { demoGroupId, ensureDemoGroup } from '../../server/groups/demo-group.ts';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import type { RoomLog } from '../../server/ports/rooms.ts';
import { readConfig } from '../../server/process/config.ts';
import { SealedMarks } from '../../server/roomlogs/sealed-marks.ts';
import { SqlKeyHalves } from '../../server/roomlogs/sql-key-halves.ts';
import { SqlLogMarks } from '../../server/roomlogs/sql-log-marks.ts';
import { WitnessedLog } from '../../server/roomlogs/witnessed-log.ts';
import { GraceKeeper } from '../../server/rooms/grace-keeper.ts';
import { type LiveRoom, LiveRooms } from '../../server/rooms/live-rooms.ts';
import { MeetingCloser } from '../../server/rooms/meeting-closer.ts';
import { CommandPath } from '../../server/rooms/perform-command.ts';
import type { By, Command } from '../../shared/ritual/commands.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { all, foundIn, moment, type Sought, words } from './left-behind.ts';

const secret = 'a secret that all servers of this test share';
const minute = 60_000;

/** What the meeting runs on. */
interface Ground {
  readonly folders: readonly string[];
  readonly db: Database;
  startServers(): Promise<StartedServers>;
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

/** One server without pages: rooms, their graces and their end. */
class Server {
  readonly clock: FakeClock;
  readonly log: RoomLog;
  readonly rooms: LiveRooms;
  readonly path: CommandPath;
  readonly closed: string[] = [];
  readonly #closer: MeetingCloser;
  readonly #graces: GraceKeeper;
  readonly #servers: StartedServers;

  private constructor(clock: FakeClock, servers: StartedServers, groups: Pick<SqlGroups, 'closeMeeting'>, db: Database) {
    this.clock = clock;
    this.#servers = servers;
    const marks = new SealedMarks(new SqlLogMarks(db, clock), servers.keys);
    this.log = new WitnessedLog(servers.ports.log, { marks, groups, clock });
    this.rooms = new LiveRooms(this.log);
    this.path = new CommandPath(this.log, this.rooms, clock);
    this.#graces = new GraceKeeper(clock, (room, command) => this.path.perform(room, randomUUID(), command, 'clock'));
    this.#closer = new MeetingCloser(
      { clock, log: this.log, groups, media: null, rooms: this.rooms, path: this.path },
      (room) => this.closed.push(room),
      () => undefined,
    );
    this.rooms.follow((change) => {
      this.#graces.roomChanged(change);
      this.#closer.roomChanged(change);
    });
  }

  static async start(ground: Ground, clock: FakeClock, groups: Pick<SqlGroups, 'closeMeeting'>): Promise<Server> {
    return new Server(clock, await ground.startServers(), groups, ground.db);
  }

  /** Does what a server does first after its start. */
  async takeUpAll(): Promise<void> {
    for (const room of await this.log.liveRooms()) {
      const live: LiveRoom | null = await this.rooms.catchUp(room).catch(() => null);
      if (live) this.#closer.roomChanged({ room, before: null, after: live.state, version: live.version, isOwn: false });
    }
  }

  /** Stops all of it. */
  async end(): Promise<void> {
    this.#closer.stop();
    this.#graces.stop();
    await this.log.close();
    await this.#servers.stop();
  }
}

interface Story {
  readonly room: string;
  readonly sought: Sought;
}

const types = [
  'phaseChanged',
  'caseChosen',
  'caseAccepted',
  'signalRaised',
  'silenceConfirmed',
  'personHeld',
  'phaseUndone',
  'meetingClosed',
];
const pairs = ['"from":"clarifying"', '"to":"associative"', '"to":"presentation"'];

/** Walks a case to its silence, each step at a time of its own. */
async function toldOn(server: Server, ground: Ground): Promise<Story> {
  const { path, clock } = server;
  const groups = new SqlGroups(ground.db, clock);
  const meeting = await groups.currentMeeting(demoGroupId);
  if (!meeting) throw new Error('no meeting is on');
  const room = meeting.id;
  const roster = await groups.roster(demoGroupId);
  const [leader, presenter] = [roster.seats[0]?.personId ?? '', roster.seats[1]?.personId ?? ''];
  const ids: string[] = [];
  const times: Sought[] = [];
  const act = async (command: Command, by: By) => {
    const id = randomUUID();
    ids.push(id);
    await clock.advance(7_237);
    if (by !== 'connection' && command.type !== 'enter')
      times.push(moment(`the time of ${command.type} in room ${room}`, clock.now()));
    const done = await path.perform(room, typeof by === 'object' ? `${by.person}.${id}` : id, command, by);
    if ('refused' in done) throw new Error(`${command.type} was refused: ${done.refused}`);
  };
  await path.open(meeting, roster);
  for (const person of [leader, presenter]) await act({ type: 'enter', device: randomUUID(), replace: false }, { person });
  const leads = { person: leader };
  await act({ type: 'advance', from: 'gathering', to: 'caseCall' }, leads);
  await act({ type: 'chooseCase', personId: presenter }, leads);
  await act({ type: 'acceptCase' }, { person: presenter });
  await act({ type: 'advance', from: 'caseCall', to: 'presentation' }, leads);
  await act({ type: 'advance', from: 'presentation', to: 'clarifying' }, leads);
  await act({ type: 'advance', from: 'clarifying', to: 'associative' }, leads);
  await act({ type: 'signalLeaders' }, { person: presenter });
  await act({ type: 'confirmSilence', personId: presenter, silenceNumber: 1 }, 'media');
  await act({ type: 'hold', personId: presenter }, leads);
  return { room, sought: all(words(...types, ...pairs, ...ids), ...times) };
}

const byLeader = async (server: Server, room: string, command: Command) => {
  const live = await server.rooms.current(room);
  const leader = live?.state.seats[0]?.personId ?? '';
  const done = await server.path.perform(room, `${leader}.${randomUUID()}`, command, { person: leader });
  if ('refused' in done) throw new Error(`${command.type} was refused: ${done.refused}`);
};

const end = (server: Server, room: string) => byLeader(server, room, { type: 'advance', from: 'associative', to: 'ended' });
/** Lets time go on until the condition holds. */
async function inTime(clock: FakeClock, what: string, isSo: () => boolean): Promise<void> {
  const aWhileLater = async () => {
    await clock.advance(5_000);
    return isSo();
  };
  await expect.poll(aWhileLater, { message: what }).toBe(true);
}

const isClosed = (server: Server, room: string) =>
  inTime(server.clock, 'the meeting is closed', () => server.closed.includes(room));

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
    await end(server, room);
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
    await end(killed, room);
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
    await end(killed, room);
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
