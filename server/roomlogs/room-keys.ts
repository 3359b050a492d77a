// The keys of the rooms. A room's journal is written under a key that is made with the room and destroyed with it: what is left of the
// journal then, in whatever file, log or copy, says nothing (R9.2, R9.5).
import type { RoomId } from '../ports/rooms.ts';
import { derivedKey, type Key, newKey, seal, unseal } from './seal.ts';

/** Throws `Fault`. */
export interface RoomKeys {
  /** Null for a room that has none, or none any more. */
  of(room: RoomId): Promise<Key | null>;
  /** The room's key, made now if there is none yet: the same for all who ask at once. */
  make(room: RoomId): Promise<Key>;
  destroy(room: RoomId): Promise<void>;
}

/** How a key lies in a store: readable for the servers of this installation alone. */
export class WrappedKeys {
  readonly #key: Key;
  readonly #place: string;

  /** `place` names the store, so that what lies in one opens nowhere else. */
  constructor(secret: string, place: string) {
    this.#key = derivedKey(secret, `the keys of rooms, ${place}`);
    this.#place = place;
  }

  make(room: RoomId): string {
    return seal(this.#key, this.#about(room), newKey().toString('base64url'));
  }

  /** Null for what this installation did not write. */
  open(room: RoomId, wrapped: string): Key | null {
    const text = unseal(this.#key, this.#about(room), wrapped);
    return text === null ? null : Buffer.from(text, 'base64url');
  }

  #about(room: RoomId): string {
    return `${this.#place}\n${room}`;
  }
}

/** The keys that this process has seen, so that a store is asked once for each. */
export class KeyRing implements RoomKeys {
  readonly #keys: RoomKeys;
  readonly #known = new Map<RoomId, Key>();

  constructor(keys: RoomKeys) {
    this.#keys = keys;
  }

  /** What can be told without asking anybody. */
  known(room: RoomId): Key | null {
    return this.#known.get(room) ?? null;
  }

  async of(room: RoomId): Promise<Key | null> {
    const key = this.known(room) ?? (await this.#keys.of(room));
    if (key) this.#known.set(room, key);
    return key;
  }

  async make(room: RoomId): Promise<Key> {
    const key = this.known(room) ?? (await this.#keys.make(room));
    this.#known.set(room, key);
    return key;
  }

  async destroy(room: RoomId): Promise<void> {
    this.forget(room);
    await this.#keys.destroy(room);
  }

  forget(room: RoomId): void {
    this.#known.delete(room);
  }
}
