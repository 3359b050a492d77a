// The rooms' keys for many servers, in two halves, one in Redis and one in the records: neither store alone, nor a copy of it, opens
// anything. Redis forgets its half for good, even in its files, so old bytes of the records' half may stay on disk without harm.
import { Fault } from '../ports/fault.ts';
import type { RoomId } from '../ports/rooms.ts';
import { type RoomKeys, WrappedKeys } from './room-keys.ts';
import type { Key } from './seal.ts';

/** One store of key halves. Throws `Fault`. */
export interface KeyHalves {
  of(room: RoomId): Promise<string | null>;
  /** Stores it if there is none yet; answers with the stored half, or null if no such room may be open. */
  put(room: RoomId, half: string): Promise<string | null>;
  remove(room: RoomId): Promise<void>;
}

export class SharedRoomKeys implements RoomKeys {
  readonly #halves: readonly (readonly [KeyHalves, WrappedKeys])[];

  constructor(inRedis: KeyHalves, inRecords: KeyHalves, secret: string) {
    this.#halves = [
      [inRedis, new WrappedKeys(secret, 'redis')],
      [inRecords, new WrappedKeys(secret, 'records')],
    ];
  }

  of(room: RoomId): Promise<Key | null> {
    return this.#whole(room, (halves) => halves.of(room));
  }

  async make(room: RoomId): Promise<Key> {
    const key = await this.#whole(room, (halves, wrapped) => halves.put(room, wrapped.make(room)));
    if (key === null) throw new Fault('log-unavailable', `no meeting is open in room ${room}`);
    return key;
  }

  async destroy(room: RoomId): Promise<void> {
    await Promise.all(this.#halves.map(([halves]) => halves.remove(room)));
  }

  async #whole(room: RoomId, ask: (halves: KeyHalves, wrapped: WrappedKeys) => Promise<string | null>): Promise<Key | null> {
    const opened = await Promise.all(
      this.#halves.map(async ([halves, wrapped]) => {
        const half = await ask(halves, wrapped);
        return half === null ? null : this.#opened(room, wrapped, half);
      }),
    );
    const [one, two] = opened;
    return one && two ? Buffer.from(one.map((byte, at) => byte ^ (two[at] ?? 0))) : null;
  }

  #opened(room: RoomId, wrapped: WrappedKeys, half: string): Key {
    const key = wrapped.open(room, half);
    if (key) return key;
    throw new Fault('log-damaged', `half of the key of room ${room} was not made with this SECRET, or is damaged`);
  }
}
