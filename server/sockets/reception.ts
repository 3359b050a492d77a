// Receives connections and their messages: passes commands to the command path, and notices who has lost their connection. Knows no Socket.IO.
import { randomUUID } from 'node:crypto';
import type { MediaDoor, MediaState, Perform, Reply, SentNote, SoundFrom } from '../../shared/protocol/messages.ts';
import type { Command } from '../../shared/ritual/commands.ts';
import { personOf } from '../../shared/ritual/people.ts';
import { rightsOf } from '../../shared/ritual/rights.ts';
import type { PersonId } from '../../shared/ritual/state.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectionName, PresenceRegistry } from '../ports/cluster.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { LiveRoom, LiveRooms, RoomChange } from '../rooms/live-rooms.ts';
import type { CommandPath } from '../rooms/perform-command.ts';
import { RoomQueue } from '../rooms/room-queue.ts';
import type { Announcer } from './announcer.ts';
import type { Connection, Connections } from './connections.ts';
import type { Notes } from './notes.ts';
import { commandIdOf, type StoredActs } from './stored-acts.ts';

type NotDone = Extract<Reply, { ok: false }>;

export interface ReceptionParts {
  readonly clock: Clock;
  readonly rooms: LiveRooms;
  readonly path: CommandPath;
  readonly connections: Connections;
  /** Those of all servers. */
  readonly presence: PresenceRegistry;
  readonly announcer: Announcer;
  readonly notes: Notes;
  readonly storedActs: StoredActs;
  readonly mediaState: () => MediaState;
  readonly mediaTicket: (connection: Connection) => string;
  readonly soundFrom: (room: RoomId, personId: PersonId) => void;
  /** Called with a fault or defect, its room and command; never with what people wrote. */
  readonly failed: (room: RoomId, what: string, cause: unknown) => void;
}

/** A reload or a short break is over before anybody needs to know of it. */
const shortBreakMs = 2_000;
/** Longer than a command takes to be stored, one queued before it included; nobody feels it. */
const newsBeatMs = 25;
/** Longer than several take. */
const beatMs = 100;

export class Reception {
  readonly #parts: ReceptionParts;
  /** While closing, and before the rooms are in order after a start, nobody is reported lost. */
  isOpen = false;
  readonly #putOut = new WeakSet<Connection>();
  readonly #ofPerson = new RoomQueue();

  constructor(parts: ReceptionParts) {
    this.#parts = parts;
  }

  connectionOpened(connection: Connection): void {
    const { connections, rooms, announcer, mediaState } = this.#parts;
    connections.add(connection);
    this.#withRoom(connection.room, 'connectionOpened', () => this.#parts.presence.open(connection.room, nameOf(connection)));
    connection.sendMedia(mediaState());
    this.#withRoom(connection.room, 'connectionOpened', async () => {
      const live = await rooms.current(connection.room);
      if (live === null) return connection.close('over');
      announcer.send(connection, live);
      this.#parts.notes.sendKept(connection.room, live.state, connection);
    });
  }

  connectionClosed(connection: Connection): void {
    const isStillHere = this.#parts.connections.remove(connection);
    if (isStillHere) return;
    const isPutOut = this.#putOut.has(connection);
    this.#withRoom(connection.room, 'connectionClosed', async () => {
      await this.#parts.presence
        .close(connection.room, nameOf(connection))
        .finally(() => isPutOut && this.#loseConnection(connection));
    });
    if (this.isOpen && !isPutOut) this.#parts.clock.after(shortBreakMs, () => this.#loseConnection(connection));
  }

  /** For somebody who is present according to the log but has no connection here: gives them `ms` to come back. */
  expectBack(connection: Pick<Connection, 'room' | 'personId' | 'device'>, ms: number): void {
    this.#parts.clock.after(ms, () => this.#loseConnection(connection));
  }

  /** Some sessions of this seat are over: the connections they opened end, the person's others stay. */
  sessionsEnded(ref: string): void {
    for (const connection of this.#parts.connections.ofSeat(ref)) {
      this.#withRoom(connection.room, 'signOut', async () => {
        if (!(await connection.isSignedIn().catch(() => false))) this.putOut(connection);
      });
    }
  }

  /** The session that opened it is over: no break is given, since the media would go on meanwhile with what that session was given. */
  putOut(connection: Connection): void {
    this.#putOut.add(connection);
    connection.close('signed-out');
  }

  /**
   * R7.5: what a command brings its person comes at a full beat, so that it does not give away how busy others have kept the room: the view that it
   * changes at a short one, an answer alone at a long one. Of one person one command is done at a time.
   */
  async perform(connection: Connection, message: Perform): Promise<Reply> {
    const { announcer, clock } = this.#parts;
    const { done, rest } = await this.#ofPerson.run(`${connection.room}/${connection.personId}`, async () => {
      const [newest, since] = [announcer.newestOn(connection), clock.now()];
      const untilFull = (ms: number) => ms - ((clock.now() - since) % ms);
      const done = await this.#performHeld(connection, message, () => this.#wait(untilFull(newsBeatMs)));
      return { done, rest: announcer.newestOn(connection) === newest ? untilFull(beatMs) : 0 };
    });
    if (rest > 0) await this.#wait(rest);
    return 'ok' in done ? done : this.#ok(connection);
  }

  async #performHeld(connection: Connection, message: Perform, beat: () => Promise<void>) {
    const { announcer, notes } = this.#parts;
    const comesIn = message.command.type === 'enter' && (await this.#isOutside(connection));
    const release = comesIn ? null : announcer.hold(connection);
    const done = await this.#perform(connection, message);
    if (release) {
      await beat();
      release();
    }
    if ('live' in done && done.live && message.command.type === 'enter')
      notes.sendKept(connection.room, done.live.state, connection);
    return done;
  }

  /** Whoever comes in from outside is let in at once: their sound waits for it, and everybody sees it. */
  async #isOutside({ room, personId }: Connection): Promise<boolean> {
    const live = await this.#parts.rooms.current(room).catch(() => null);
    return live !== null && personOf(live.state, personId)?.where !== 'in';
  }

  #wait(ms: number): Promise<void> {
    return new Promise((on) => this.#parts.clock.after(ms, on));
  }

  async #perform(connection: Connection, { id, command, by }: Perform): Promise<NotDone | { readonly live: LiveRoom | null }> {
    const { path, rooms, announcer, storedActs } = this.#parts;
    const own: Command = command.type === 'enter' ? { ...command, device: connection.device } : command; // never from the payload
    try {
      const known = await rooms.current(connection.room);
      const commandId = commandIdOf(connection.personId, id);
      const begun = known ? storedActs.begin(connection.room, known.state, connection.personId) : undefined;
      // What was stored before its answer was lost is answered as done, whatever may be stored now.
      if (begun === null && !(await path.isDone(connection.room, commandId))) return { ok: false, trouble: 'too-many' };
      const done = await path.perform(
        connection.room,
        commandId,
        own,
        { person: connection.personId },
        { notAfter: by, mayStore: begun === null ? () => false : begun?.mayStore },
      );
      if (!('version' in done)) begun?.giveBack();
      if ('tooMuch' in done) return { ok: false, trouble: 'too-many' };
      if ('late' in done) return { ok: false, trouble: 'late' };
      if ('refused' in done) return { ok: false, refusal: done.refused };
      const live = await rooms.current(connection.room);
      // Before the reply, its person is sent the view that contains what was done.
      if (live) announcer.send(connection, live);
      return { live };
    } catch (cause) {
      this.#parts.failed(connection.room, command.type, cause);
      return { ok: false, trouble: 'unavailable' };
    }
  }

  async note(connection: Connection, { by, ...message }: SentNote): Promise<Reply> {
    const live = await this.#seatedRoom(connection);
    if (by !== undefined && this.#parts.clock.now() > by) return { ok: false, trouble: 'late' };
    if (live === null) return { ok: false, refusal: 'not-in-the-room' };
    const refusal = await this.#parts.notes.send(connection.room, live.state, connection.personId, message);
    return refusal === null ? this.#ok(connection) : { ok: false, refusal };
  }

  async mediaDoor(connection: Connection): Promise<MediaDoor | null> {
    const live = await this.#seatedRoom(connection);
    if (live === null || this.#parts.mediaState() === 'none' || !rightsOf(live.state, connection.personId).mayHear) return null;
    return { path: `/media/${this.#parts.mediaTicket(connection)}` };
  }

  /** R3.7: the reply is the same whatever the outcome, which only leaders learn. Nobody reports themselves. */
  async soundFrom(connection: Connection, { personId }: SoundFrom): Promise<Reply> {
    const live = await this.#seatedRoom(connection);
    if (live === null) return { ok: false, refusal: 'not-in-the-room' };
    if (personId !== connection.personId) this.#parts.soundFrom(connection.room, personId);
    return this.#ok(connection);
  }

  /** A connection that came back on one server may be reported lost by another: the server that has it corrects that. */
  roomChanged({ room, after }: RoomChange): void {
    for (const connection of this.#parts.connections.inRoom(room)) {
      const person = personOf(after, connection.personId);
      if (person?.where !== 'lost' || person.device !== connection.device) continue;
      this.#withRoom(room, 'enter', () =>
        this.#parts.path.perform(
          room,
          randomUUID(),
          { type: 'enter', device: connection.device, replace: false },
          { person: connection.personId },
        ),
      );
    }
  }

  /** R7.5: only the number of their own newest view. */
  #ok(connection: Connection): Reply {
    return { ok: true, version: this.#parts.announcer.newestOn(connection) };
  }

  #loseConnection(connection: Pick<Connection, 'room' | 'personId' | 'device'>): void {
    const { room, personId, device } = connection;
    const { connections, presence, path } = this.#parts;
    if (!this.isOpen || connections.hasDevice(room, personId, device)) return;
    this.#withRoom(room, 'lineLost', async () => {
      if (await presence.isOpen(room, nameOf(connection))) return;
      await path.perform(room, randomUUID(), { type: 'lineLost', personId, device }, 'connection');
    });
  }

  async #seatedRoom(connection: Connection) {
    const live = await this.#parts.rooms.current(connection.room);
    const person = live && personOf(live.state, connection.personId);
    return person?.where === 'in' && person.device === connection.device ? live : null;
  }

  #withRoom(room: RoomId, what: string, work: () => Promise<unknown>): void {
    work().catch((cause: unknown) => this.#parts.failed(room, what, cause));
  }
}

function nameOf({ personId, device }: Pick<Connection, 'personId' | 'device'>): ConnectionName {
  return `socket/${personId}/${device}`;
}
