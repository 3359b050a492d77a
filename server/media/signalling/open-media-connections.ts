// The media connections that this server carries, opening or open, one for each person. Knows when one must be cut, not how it works.
import { rightsOf } from '../../../shared/ritual/rights.ts';
import type { PersonId, RoomState } from '../../../shared/ritual/state.ts';
import type { RoomId } from '../../ports/rooms.ts';
import type { TrackKinds } from './track-kinds.ts';

export interface MediaConnection {
  readonly room: RoomId;
  readonly personId: PersonId;
  readonly device: string;
  /** Ends both sides of the connection at once. */
  close(): void;
}

/** Is told of each connection that begins or ends here. */
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

  /** A person's newest connection replaces an older one, and may take up its stay. */
  open(connection: MediaConnection): void {
    this.#end(connection.room, connection.personId);
    this.#connections.set(keyOf(connection.room, connection.personId), connection);
    this.#follower.opened(connection.room, connection.personId);
  }

  /** This connection is over; a newer one of the same person is left alone. */
  forget(connection: MediaConnection): void {
    const key = keyOf(connection.room, connection.personId);
    if (this.#connections.get(key) !== connection) return;
    this.#connections.delete(key);
    this.#follower.closed(connection.room, connection.personId);
  }

  isOpen(room: RoomId, identity: PersonId): boolean {
    return this.#connections.has(keyOf(room, identity));
  }

  /** They are connected elsewhere now, or must not be connected at all: whatever comes here next joins anew. */
  cut(room: RoomId, identity: PersonId): void {
    this.#end(room, identity);
    this.#stays.delete(keyOf(room, identity));
  }

  /** The room is over, or another server looks after it alone: nothing of it is remembered. */
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

  /** The known kinds of the tracks in this person's present stay. */
  stay(room: RoomId, identity: PersonId): TrackKinds | undefined {
    return this.#stays.get(keyOf(room, identity));
  }

  /** Nothing is remembered of a connection that was cut while the media server was being asked. */
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
