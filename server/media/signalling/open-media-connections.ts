// The lines into the media server that this server carries, one for each person: opening or open. Knows when a line must go, not how it runs.
import { rightsOf } from '../../../shared/ritual/rights.ts';
import type { PersonId, RoomState } from '../../../shared/ritual/state.ts';
import type { RoomId } from '../../ports/rooms.ts';
import type { TrackKinds } from './track-kinds.ts';

export interface MediaConnection {
  readonly room: RoomId;
  readonly personId: PersonId;
  readonly device: string;
  /** Ends both sides of the line at once. */
  close(): void;
}

/** Told of each line that begins or ends here. */
export interface ConnectionFollower {
  opened(room: RoomId, identity: PersonId): void;
  closed(room: RoomId, identity: PersonId): void;
}

export class OpenMediaConnections {
  readonly #follower: ConnectionFollower;
  readonly #connections = new Map<string, MediaConnection>();
  readonly #stays = new Map<string, TrackKinds>();

  constructor(follower: ConnectionFollower) {
    this.#follower = follower;
  }

  get count(): number {
    return this.#connections.size;
  }

  /** The newest line of a person replaces an older one, and may go on with its stay. */
  open(connection: MediaConnection): void {
    this.#end(connection.room, connection.personId);
    this.#connections.set(keyOf(connection.room, connection.personId), connection);
    this.#follower.opened(connection.room, connection.personId);
  }

  /** The line is over; a newer one of the same person is not touched. */
  forget(connection: MediaConnection): void {
    const key = keyOf(connection.room, connection.personId);
    if (this.#connections.get(key) !== connection) return;
    this.#connections.delete(key);
    this.#follower.closed(connection.room, connection.personId);
  }

  isOpen(room: RoomId, identity: PersonId): boolean {
    return this.#connections.has(keyOf(room, identity));
  }

  /** Their line is elsewhere now, or they are to have none: whatever comes here next begins anew. */
  cut(room: RoomId, identity: PersonId): void {
    this.#end(room, identity);
    this.#stays.delete(keyOf(room, identity));
  }

  /** The room is over, or another server's alone: nothing of it is remembered. */
  forgetRoom(room: RoomId): void {
    for (const connection of [...this.#connections.values()]) if (connection.room === room) this.cut(room, connection.personId);
    this.#forgetStays(room);
  }

  holdTo(room: RoomId, state: RoomState): void {
    for (const connection of [...this.#connections.values()]) {
      if (connection.room === room && !mayHoldMediaConnection(state, connection)) this.cut(room, connection.personId);
    }
    if (state.scene.phase === 'ended') this.#forgetStays(room);
  }

  /** What the tracks of this person's present stay are known as. */
  stay(room: RoomId, identity: PersonId): TrackKinds | undefined {
    return this.#stays.get(keyOf(room, identity));
  }

  /** Nothing is remembered of a line that was cut while the media server was asked. */
  beginStay(connection: MediaConnection, kinds: TrackKinds): void {
    const key = keyOf(connection.room, connection.personId);
    if (this.#connections.get(key) === connection) this.#stays.set(key, kinds);
  }

  cutAll(): void {
    for (const connection of [...this.#connections.values()]) this.cut(connection.room, connection.personId);
  }

  #end(room: RoomId, identity: PersonId): void {
    const connection = this.#connections.get(keyOf(room, identity));
    if (!connection) return;
    this.forget(connection);
    connection.close();
  }

  #forgetStays(room: RoomId): void {
    for (const key of this.#stays.keys()) if (key.startsWith(keyOf(room, ''))) this.#stays.delete(key);
  }
}

/** R6.5: only the device that holds the seat, and only while the person may hear. */
export function mayHoldMediaConnection(state: RoomState, connection: Pick<MediaConnection, 'personId' | 'device'>): boolean {
  return rightsOf(state, connection.personId).mayHear && state.people[connection.personId]?.device === connection.device;
}

function keyOf(room: RoomId, identity: PersonId): string {
  return `${room}\n${identity}`;
}
