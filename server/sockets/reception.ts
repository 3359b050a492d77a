// Receives lines and their messages: lets sessions in, hands commands to the one path, notices lost lines. Knows no Socket.IO.
import { randomUUID } from 'node:crypto';
import type {
  ConnectionRefusal,
  Handshake,
  MediaDoor,
  MediaState,
  Perform,
  Reply,
  SentWhisper,
  SoundFrom,
} from '../../shared/protocol/messages.ts';
import type { Command } from '../../shared/ritual/commands.ts';
import { personOf, seatOf } from '../../shared/ritual/people.ts';
import { rightsOf } from '../../shared/ritual/rights.ts';
import type { PersonId } from '../../shared/ritual/state.ts';
import { seatOfRequest, sessionOfRequest } from '../accounts/seat-of-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { LineBook, LineName } from '../ports/cluster.ts';
import type { Accounts, Meeting, Programs } from '../ports/records.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { LiveRooms, RoomChange } from '../rooms/live-rooms.ts';
import type { CommandPath } from '../rooms/perform-command.ts';
import type { Announcer } from './announcer.ts';
import type { Line, Lines } from './connections.ts';
import type { Whispers } from './notes.ts';
import { commandIdOf, type StoredActs } from './stored-acts.ts';

export type Arrival = Pick<Line, 'room' | 'personId' | 'ref' | 'device' | 'isSignedIn'>;

export interface ReceptionParts {
  readonly accounts: Accounts;
  readonly programs: Programs;
  readonly clock: Clock;
  readonly rooms: LiveRooms;
  readonly path: CommandPath;
  readonly lines: Lines;
  /** Of all servers. */
  readonly book: LineBook;
  readonly announcer: Announcer;
  readonly whispers: Whispers;
  readonly storedActs: StoredActs;
  readonly mediaState: () => MediaState;
  readonly mediaTicket: (line: Line) => string;
  readonly soundFrom: (room: RoomId, personId: PersonId) => void;
  /** A fault or defect on the way; room and command are told, never what people wrote. */
  readonly failed: (room: RoomId, what: string, cause: unknown) => void;
}

/** A reload or a short break is over before anybody need know of it. */
const shortBreakMs = 2_000;
/** Longer than an act waits for its place in the log and for those before it. */
const beatMs = 100;

export class Reception {
  readonly #parts: ReceptionParts;
  #isOpen = false;

  constructor(parts: ReceptionParts) {
    this.#parts = parts;
  }

  /** Until the rooms are in order after a start, and while closing, nobody is let in. */
  set isOpen(open: boolean) {
    this.#isOpen = open;
  }

  /** Whether this browser was ever let into that seat. Asks no records. */
  isKnown({ seat }: Handshake, cookies: string | undefined): boolean {
    const session = sessionOfRequest(cookies, seat);
    return session !== null && this.#parts.accounts.isGenuine(seat, session);
  }

  async admit(handshake: Handshake, cookies: string | undefined): Promise<Arrival | ConnectionRefusal> {
    const { accounts, programs } = this.#parts;
    if (!this.#isOpen) return 'unavailable';
    const membership = await seatOfRequest(cookies, handshake.seat, accounts);
    if (membership === null) return 'not-signed-in';
    if (membership.contractAcceptedAt === null) return 'contract-not-accepted'; // R6.1
    const meeting = await programs.currentMeeting(membership.groupId);
    if (meeting === null) return 'no-meeting';
    await this.#open(meeting).catch((cause: unknown) => {
      this.#parts.failed(meeting.id, 'open', cause);
      throw cause;
    });
    return {
      room: meeting.id,
      personId: membership.personId,
      ref: membership.ref,
      device: handshake.device,
      isSignedIn: async () => (await seatOfRequest(cookies, handshake.seat, accounts)) !== null,
    };
  }

  lineOpened(line: Line): void {
    const { lines, rooms, announcer, mediaState } = this.#parts;
    lines.add(line);
    this.#withRoom(line.room, 'lineOpened', () => this.#parts.book.open(line.room, nameOf(line)));
    line.sendMedia(mediaState());
    this.#withRoom(line.room, 'lineOpened', async () => {
      const live = await rooms.current(line.room);
      if (live === null) return line.close('over');
      announcer.send(line, live);
      this.#parts.whispers.sendKept(line.room, live.state, line);
    });
  }

  lineClosed(line: Line): void {
    const isStillHere = this.#parts.lines.remove(line);
    if (isStillHere) return;
    this.#withRoom(line.room, 'lineClosed', () => this.#parts.book.close(line.room, nameOf(line)));
    if (!this.#isOpen) return;
    this.#parts.clock.after(shortBreakMs, () => this.#loseLine(line));
  }

  /** Somebody whom the log knows as present, but who has no line here: gives them `ms` to come back. */
  expectBack(line: Pick<Line, 'room' | 'personId' | 'device'>, ms: number): void {
    this.#parts.clock.after(ms, () => this.#loseLine(line));
  }

  /** Some sessions of this seat are over; the lines they opened end, the person's others stay. */
  sessionsEnded(ref: string): void {
    for (const line of this.#parts.lines.ofSeat(ref)) {
      this.#withRoom(line.room, 'signOut', async () => {
        if (!(await line.isSignedIn().catch(() => false))) line.close('signed-out');
      });
    }
  }

  /** A room that is not open learns of its guests when it opens. */
  guestNamed(room: RoomId): void {
    this.#withRoom(room, 'seatGuest', () => this.#seatGuests(room));
  }

  /** R7.5: an answer that comes without a new view comes at a full beat, however long others have kept the room busy. */
  async perform(line: Line, message: Perform): Promise<Reply> {
    const { announcer, clock } = this.#parts;
    const [newest, since] = [announcer.newestOn(line), clock.now()];
    const reply = await this.#perform(line, message);
    if (announcer.newestOn(line) === newest) {
      const rest = beatMs - ((clock.now() - since) % beatMs);
      await new Promise<void>((on) => clock.after(rest, on));
    }
    return reply;
  }

  async #perform(line: Line, { id, command, by }: Perform): Promise<Reply> {
    const { path, rooms, whispers, announcer, storedActs } = this.#parts;
    const own: Command = command.type === 'enter' ? { ...command, device: line.device } : command; // never from the payload
    try {
      const known = await rooms.current(line.room);
      const giveBack = known ? storedActs.begin(line.room, known.state, line.personId) : () => undefined;
      if (giveBack === null) return { ok: false, trouble: 'too-many' };
      const done = await path.perform(line.room, commandIdOf(line.personId, id), own, { person: line.personId }, by);
      if (!('version' in done)) giveBack();
      if ('late' in done) return { ok: false, trouble: 'late' };
      if ('refused' in done) return { ok: false, refusal: done.refused };
      const live = await rooms.current(line.room);
      // Whoever is answered has been sent the view that holds what was done.
      if (live) announcer.send(line, live);
      if (command.type === 'enter' && live) whispers.sendKept(line.room, live.state, line);
      return this.#ok(line);
    } catch (cause) {
      this.#parts.failed(line.room, command.type, cause);
      return { ok: false, trouble: 'unavailable' };
    }
  }

  async whisper(line: Line, { by, ...message }: SentWhisper): Promise<Reply> {
    const live = await this.#seatedRoom(line);
    if (by !== undefined && this.#parts.clock.now() > by) return { ok: false, trouble: 'late' };
    if (live === null) return { ok: false, refusal: 'not-in-the-room' };
    const refusal = await this.#parts.whispers.send(line.room, live.state, line.personId, message);
    return refusal === null ? this.#ok(line) : { ok: false, refusal };
  }

  async mediaDoor(line: Line): Promise<MediaDoor | null> {
    const live = await this.#seatedRoom(line);
    if (live === null || this.#parts.mediaState() === 'none' || !rightsOf(live.state, line.personId).mayHear) return null;
    return { path: `/media/${this.#parts.mediaTicket(line)}` };
  }

  /** R3.7: the answer is the same whatever comes of it; only leaders learn that. Nobody hears themselves. */
  async soundFrom(line: Line, { personId }: SoundFrom): Promise<Reply> {
    const live = await this.#seatedRoom(line);
    if (live === null) return { ok: false, refusal: 'not-in-the-room' };
    if (personId !== line.personId) this.#parts.soundFrom(line.room, personId);
    return this.#ok(line);
  }

  /** A line that came back on one server may be reported lost by another: whoever has it puts that right. */
  roomChanged({ room, after }: RoomChange): void {
    for (const line of this.#parts.lines.inRoom(room)) {
      const person = personOf(after, line.personId);
      if (person?.where !== 'lost' || person.device !== line.device) continue;
      this.#withRoom(room, 'enter', () =>
        this.#parts.path.perform(
          room,
          randomUUID(),
          { type: 'enter', device: line.device, replace: false },
          { person: line.personId },
        ),
      );
    }
  }

  /** R7.5: the number of their own newest view, and no other. */
  #ok(line: Line): Reply {
    return { ok: true, version: this.#parts.announcer.newestOn(line) };
  }

  /** A room that is known waits for nothing here, so that nobody learns at the door what keeps it busy (R7.5). */
  async #open(meeting: Meeting): Promise<void> {
    const { programs, path, rooms } = this.#parts;
    if ((await rooms.current(meeting.id)) === null) await path.open(meeting, await programs.roster(meeting.groupId));
    await this.#seatGuests(meeting.id);
  }

  /** R6.1: the records know whom leaders have named, and the room takes up whom it does not know yet. */
  async #seatGuests(room: RoomId): Promise<void> {
    const { programs, path, rooms } = this.#parts;
    const guests = await programs.guests(room);
    const live = await rooms.current(room);
    for (const guest of guests.filter(({ personId }) => !live || !seatOf(live.state, personId)))
      await path.perform(room, `guest.${guest.personId}`, { type: 'seatGuest', ...guest }, 'roster');
  }

  #loseLine(line: Pick<Line, 'room' | 'personId' | 'device'>): void {
    const { room, personId, device } = line;
    const { lines, book, path } = this.#parts;
    if (!this.#isOpen || lines.hasDevice(room, personId, device)) return;
    this.#withRoom(room, 'lineLost', async () => {
      if (await book.isOpen(room, nameOf(line))) return;
      await path.perform(room, randomUUID(), { type: 'lineLost', personId, device }, 'line');
    });
  }

  async #seatedRoom(line: Line) {
    const live = await this.#parts.rooms.current(line.room);
    const person = live && personOf(live.state, line.personId);
    return person?.where === 'in' && person.device === line.device ? live : null;
  }

  #withRoom(room: RoomId, what: string, work: () => Promise<unknown>): void {
    work().catch((cause: unknown) => this.#parts.failed(room, what, cause));
  }
}

function nameOf({ personId, device }: Pick<Line, 'personId' | 'device'>): LineName {
  return `socket/${personId}/${device}`;
}
