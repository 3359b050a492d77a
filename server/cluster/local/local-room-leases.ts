// Room leases of a single process: every lease is granted, and nobody takes one away.
import type { RoomLeases } from '../../ports/cluster.ts';
import type { RoomId } from '../../ports/rooms.ts';

export class LocalRoomLeases implements RoomLeases {
  readonly #rooms = new Set<RoomId>();

  async acquire(room: RoomId): Promise<boolean> {
    this.#rooms.add(room);
    return true;
  }

  isOurs(room: RoomId): boolean {
    return this.#rooms.has(room);
  }

  async release(room: RoomId): Promise<void> {
    this.#rooms.delete(room);
  }

  follow(): () => void {
    return () => undefined;
  }
}
