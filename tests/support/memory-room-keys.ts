// The keys of rooms in memory, for tests of what is sealed with them.
import type { RoomId } from '../../server/ports/rooms.ts';
import type { RoomKeys } from '../../server/roomlogs/room-keys.ts';
import { type Key, newKey } from '../../server/roomlogs/seal.ts';

export class MemoryRoomKeys implements RoomKeys {
  readonly #keys = new Map<RoomId, Key>();

  async of(room: RoomId): Promise<Key | null> {
    return this.#keys.get(room) ?? null;
  }

  async make(room: RoomId): Promise<Key> {
    const key = this.#keys.get(room) ?? newKey();
    this.#keys.set(room, key);
    return key;
  }

  async destroy(room: RoomId): Promise<void> {
    this.#keys.delete(room);
  }
}
