// Decides whether a session is let into its meeting's room, which opens for whoever comes first. Knows no socket.
import type { ConnectionRefusal, Handshake } from '../../shared/protocol/messages.ts';
import { seatOf } from '../../shared/ritual/people.ts';
import { mightHoldSeat, seatOfRequest } from '../accounts/seat-of-request.ts';
import type { Accounts, Groups, Meeting } from '../ports/records.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { LiveRooms } from '../rooms/live-rooms.ts';
import type { CommandPath } from '../rooms/perform-command.ts';
import type { Connection } from './connections.ts';

export type Arrival = Pick<Connection, 'room' | 'personId' | 'ref' | 'device' | 'isSignedIn'>;

export interface AdmissionParts {
  readonly accounts: Accounts;
  readonly groups: Groups;
  readonly rooms: LiveRooms;
  readonly path: CommandPath;
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

  /** Whether this browser was ever let into that seat. Asks no records. */
  isKnown({ seat }: Handshake, cookies: string | undefined): boolean {
    return mightHoldSeat(cookies, seat, this.#parts.accounts);
  }

  /** Throws `Fault` when the world fails. */
  async admit(handshake: Handshake, cookies: string | undefined): Promise<Arrival | ConnectionRefusal> {
    const { accounts, groups } = this.#parts;
    if (!this.isOpen) return 'unavailable';
    const membership = await seatOfRequest(cookies, handshake.seat, accounts);
    if (membership === null) return 'not-signed-in';
    if (membership.contractAcceptedAt === null) return 'contract-not-accepted'; // R6.1
    const meeting = await groups.currentMeeting(membership.groupId);
    if (meeting === null) return 'no-meeting';
    await this.#openRoom(meeting).catch((cause: unknown) => {
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
    this.#seatGuests(room).catch((cause: unknown) => this.#parts.failed(room, 'seatGuest', cause));
  }

  /** Does not wait in the queue of a known room, so that nobody can tell at the door how busy it is (R7.5). */
  async #openRoom(meeting: Meeting): Promise<void> {
    const { groups, path, rooms } = this.#parts;
    if ((await rooms.current(meeting.id)) === null) await path.open(meeting, await groups.roster(meeting.groupId));
    await this.#seatGuests(meeting.id);
  }

  /** R6.1: the records know whom leaders have named; the room adds those it does not know yet. */
  async #seatGuests(room: RoomId): Promise<void> {
    const { groups, path, rooms } = this.#parts;
    const guests = await groups.guests(room);
    const live = await rooms.current(room);
    for (const guest of guests.filter(({ personId }) => !live || !seatOf(live.state, personId)))
      await path.perform(room, `guest.${guest.personId}`, { type: 'seatGuest', ...guest }, 'roster');
  }
}
