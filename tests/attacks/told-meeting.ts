// A meeting that is told to its silence, on whatever rooms and records a test has, and all that nobody may find of it afterwards.
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { StartedServers } from '../../server/cluster/start-cluster.ts';
import type { Database } from '../../server/database/database.ts';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import type { RoomLog } from '../../server/ports/rooms.ts';
import { SealedMarks } from '../../server/roomlogs/sealed-marks.ts';
import { SqlLogMarks } from '../../server/roomlogs/sql-log-marks.ts';
import { WitnessedLog } from '../../server/roomlogs/witnessed-log.ts';
import { GraceKeeper } from '../../server/rooms/grace-keeper.ts';
import { type LiveRoom, LiveRooms } from '../../server/rooms/live-rooms.ts';
import { MeetingCloser } from '../../server/rooms/meeting-closer.ts';
import { CommandPath } from '../../server/rooms/perform-command.ts';
import type { By, Command } from '../../shared/ritual/commands.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { all, moment, type Sought, words } from './left-behind.ts';

/** What the meeting runs on. */
export interface Stage {
  readonly db: Database;
  startServers(): Promise<StartedServers>;
}

/** One server without pages: rooms, their graces and their end. */
export class Server {
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

  static async start(ground: Stage, clock: FakeClock, groups: Pick<SqlGroups, 'closeMeeting'>): Promise<Server> {
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

export interface Story {
  readonly room: string;
  readonly presenter: string;
  /** Who came as the presenter did, and only listened. */
  readonly listener: string;
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
export async function toldOn(server: Server, ground: Stage): Promise<Story> {
  const { path, clock } = server;
  const groups = new SqlGroups(ground.db, clock);
  const meeting = await groups.currentMeeting(demoGroupId);
  if (!meeting) throw new Error('no meeting is on');
  const room = meeting.id;
  const roster = await groups.roster(demoGroupId);
  const [leader = '', presenter = '', listener = ''] = roster.seats.map(({ personId }) => personId);
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
  for (const person of [leader, presenter, listener])
    await act({ type: 'enter', device: randomUUID(), replace: false }, { person });
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
  return { room, presenter, listener, sought: all(words(...types, ...pairs, ...ids), ...times) };
}

const byLeader = async (server: Server, room: string, command: Command) => {
  const live = await server.rooms.current(room);
  const leader = live?.state.seats[0]?.personId ?? '';
  const done = await server.path.perform(room, `${leader}.${randomUUID()}`, command, { person: leader });
  if ('refused' in done) throw new Error(`${command.type} was refused: ${done.refused}`);
};

/** As its leader ends it. */
export const ended = (server: Server, room: string) =>
  byLeader(server, room, { type: 'advance', from: 'associative', to: 'ended' });
/** Lets time go on until the condition holds. */
export async function inTime(clock: FakeClock, what: string, isSo: () => boolean): Promise<void> {
  const aWhileLater = async () => {
    await clock.advance(5_000);
    return isSo();
  };
  await expect.poll(aWhileLater, { message: what }).toBe(true);
}

export const isClosed = (server: Server, room: string) =>
  inTime(server.clock, 'the meeting is closed', () => server.closed.includes(room));
