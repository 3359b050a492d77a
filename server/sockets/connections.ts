// The open connections of this process: which person sits behind which socket, by room. Knows no Socket.IO.
import type { Goodbye, HeardNote, MediaState } from '../../shared/protocol/messages.ts';
import type { PersonId } from '../../shared/ritual/state.ts';
import type { View } from '../../shared/ritual/view.ts';
import type { RoomId } from '../ports/rooms.ts';

/** One browser tab of one person. */
export interface Connection {
  readonly room: RoomId;
  readonly personId: PersonId;
  /** The reference of the seat whose session opened the connection. */
  readonly ref: string;
  readonly device: string;
  /** Checks again whether the session that opened the connection is still valid. */
  isSignedIn(): Promise<boolean>;
  sendView(view: View): void;
  sendNote(note: HeardNote): void;
  sendMedia(state: MediaState): void;
  close(why: Goodbye): void;
  /** Ends the connection; the page connects again, to another server or to our successor. */
  move(): void;
}

export class Connections {
  readonly #rooms = new Map<RoomId, Set<Connection>>();

  add(connection: Connection): void {
    const room = this.#rooms.get(connection.room) ?? new Set();
    this.#rooms.set(connection.room, room.add(connection));
  }

  /** True if the person still has a connection from the same device. */
  remove(connection: Connection): boolean {
    const room = this.#rooms.get(connection.room);
    room?.delete(connection);
    if (room?.size === 0) this.#rooms.delete(connection.room);
    return this.hasDevice(connection.room, connection.personId, connection.device);
  }

  hasDevice(room: RoomId, personId: PersonId, device: string | null): boolean {
    return this.inRoom(room).some((connection) => connection.personId === personId && connection.device === device);
  }

  inRoom(room: RoomId): Connection[] {
    return [...(this.#rooms.get(room) ?? [])];
  }

  ofSeat(ref: string): Connection[] {
    return this.all().filter((connection) => connection.ref === ref);
  }

  all(): Connection[] {
    return [...this.#rooms.values()].flatMap((connections) => [...connections]);
  }
}
