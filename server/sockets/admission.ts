// Decides whether a session is let into its meeting's room, which opens for whoever comes first. Knows no socket.
import { randomUUID } from 'node:crypto';
import type { ConnectionRefusal, Handshake } from '../../shared/protocol/messages.ts';
import { seatOf } from '../../shared/ritual/people.ts';
import type { PersonId, RoomState, Seat } from '../../shared/ritual/state.ts';
import { countedFor, seatOfRequest } from '../accounts/seat-of-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { Accounts, Groups, Meeting, Roster } from '../ports/records.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { LiveRooms } from '../rooms/live-rooms.ts';
import type { CommandPath } from '../rooms/perform-command.ts';
import type { Connection } from './connections.ts';
import { isOccupied, openDoorFor } from './open-door.ts';

export type Arrival = Pick<Connection, 'room' | 'personId' | 'ref' | 'device' | 'isSignedIn'>;

export interface AdmissionParts {
  readonly accounts: Accounts;
  readonly groups: Groups;
  readonly rooms: LiveRooms;
  readonly path: CommandPath;
  readonly clock: Pick<Clock, 'now'>;
  /** Called with a fault or defect, its room and command; never with what people wrote. */
  readonly failed: (room: RoomId, what: string, cause: unknown) => void;
}

export class Admission {
  readonly #parts: AdmissionParts;
  /** Nobody is let in before the rooms are in order after a start, nor while closing. */
  isOpen = false;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
  }

  /** For whom a greeting is counted; null for a browser that was never let into that seat. Asks no records. */
  countedFor({ seat }: Handshake, cookies: string | undefined): string | null {
    return countedFor(cookies, seat, this.#parts.accounts);
  }

  /** Throws `Fault` when the world fails. */
  async admit(handshake: Handshake, cookies: string | undefined): Promise<Arrival | ConnectionRefusal> {
    const { accounts, groups } = this.#parts;
    if (!this.isOpen) return 'unavailable';
    const membership = await seatOfRequest(cookies, handshake.seat, accounts);
    if (membership === null) return 'not-signed-in';
    if (membership.contractAcceptedAt === null) return 'contract-not-accepted'; // R6.1
    const meeting = await openDoorFor(membership, this.#parts);
    if (meeting === null) return 'no-meeting'; // R6.9
    if (membership.role === 'observer' && !(await groups.agreedObservers(meeting)).has(membership.personId)) return 'not-agreed'; // R6.6
    await this.#openRoom(meeting, membership.personId).catch((cause: unknown) => {
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

  /** A room that is not open yet learns of its guests when it opens. */
  guestNamed(room: RoomId): void {
    this.#seatNewcomers(room).catch((cause: unknown) => this.#parts.failed(room, 'seatGuest', cause));
  }

  /** R11.6: seats of this group were given, ordered, changed or ended. */
  rosterChanged(groupId: string): void {
    const change = async () => {
      for (const { meeting, state } of await this.#openRooms(groupId))
        if (state.scene.phase !== 'ended') await this.#changeRoster(meeting);
    };
    change().catch((cause: unknown) => this.#parts.failed('', 'changeRoster', cause));
  }

  async isSatIn(groupId: string): Promise<boolean> {
    const now = this.#parts.clock.now();
    return (await this.#openRooms(groupId)).some(({ meeting, state }) => isOccupied(state, meeting, now));
  }

  /** Several, where one meeting overruns into the hours of the next. */
  async #openRooms(groupId: string): Promise<{ meeting: Meeting; state: RoomState }[]> {
    const { groups, rooms } = this.#parts;
    const [doors, current] = await Promise.all([groups.openDoors(groupId), groups.currentMeeting(groupId)]);
    const known = new Map([...doors, ...(current ? [current] : [])].map((meeting) => [meeting.id, meeting]));
    const open = await Promise.all(
      [...known.values()].map(async (meeting) => ({ meeting, state: (await rooms.current(meeting.id))?.state ?? null })),
    );
    return open.flatMap(({ meeting, state }) => (state === null ? [] : [{ meeting, state }]));
  }

  /** Does not wait in the queue of a known room, so that nobody can tell at the door how busy it is (R7.5). */
  async #openRoom(meeting: Meeting, personId: PersonId): Promise<void> {
    const { path, rooms } = this.#parts;
    if ((await rooms.current(meeting.id)) === null) await path.open(meeting, await this.#rosterFor(meeting));
    await this.#seatNewcomers(meeting.id);
    // They were given their seat by a server that ended before it could say so.
    const live = await rooms.current(meeting.id);
    if (live && !seatOf(live.state, personId)) await this.#changeRoster(meeting);
  }

  /** R6.1: the records know whom leaders have named; the room adds those it does not know yet. */
  async #seatNewcomers(room: RoomId): Promise<void> {
    const { groups, path, rooms } = this.#parts;
    const guests = await groups.guests(room);
    const live = await rooms.current(room);
    const unknown = guests.filter(({ personId }) => !live || !seatOf(live.state, personId));
    for (const { personId, name } of unknown.filter(({ role }) => role === 'member'))
      await path.perform(room, `guest.${personId}`, { type: 'seatGuest', personId, name }, 'roster');
    const meeting = unknown.every(({ role }) => role === 'member') ? null : await groups.meeting(room);
    if (meeting) await this.#changeRoster(meeting);
  }

  async #changeRoster(meeting: Meeting): Promise<void> {
    const { groups, path } = this.#parts;
    const [{ seats }, guests] = await Promise.all([this.#rosterFor(meeting), groups.guests(meeting.id)]);
    const agreed = await this.#agreedTo(meeting, guests);
    await path.perform(meeting.id, `roster.${randomUUID()}`, { type: 'changeRoster', seats: [...seats, ...agreed] }, 'roster');
  }

  async #rosterFor(meeting: Meeting): Promise<Roster> {
    const roster = await this.#parts.groups.roster(meeting.groupId, meeting.id);
    return { ...roster, seats: await this.#agreedTo(meeting, roster.seats) };
  }

  /** R6.6: an observer has a seat once everybody of the circle has said yes. */
  async #agreedTo<T extends Seat>(meeting: Meeting, seats: readonly T[]): Promise<readonly T[]> {
    if (seats.every(({ role }) => role !== 'observer')) return seats;
    const agreed = await this.#parts.groups.agreedObservers(meeting);
    return seats.filter(({ role, personId }) => role !== 'observer' || agreed.has(personId));
  }
}
