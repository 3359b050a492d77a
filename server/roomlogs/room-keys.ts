// The rooms' keys. A room's journal is encrypted under a key that is made with the room and destroyed with it: whatever is left of the
// journal afterwards, in any file, log or copy, is unreadable (R9.2, R9.5).
import type { RoomId } from '../ports/rooms.ts';
import { derivedKey, type Key, newKey, seal, unseal } from './seal.ts';

/** Throws `Fault`. */
export interface RoomKeys {
  /** Null if the room has no key, or no longer has one. */
  of(room: RoomId): Promise<Key | null>;
  /** The room's key, made now if there is none yet: the same for all who ask at the same time. */
  make(room: RoomId): Promise<Key>;
  destroy(room: RoomId): Promise<void>;
}

/** How a key is stored: readable only by the servers of this installation. */
export class WrappedKeys {
  readonly #key: Key;
  readonly #place: string;

  /** `place` names the store, so that a key copied from one store does not open in another. */
  constructor(secret: string, place: string) {
    this.#key = derivedKey(secret, `the keys of rooms, ${place}`);
    this.#place = place;
  }

  make(room: RoomId): string {
    return seal(this.#key, this.#about(room), newKey().toString('base64url'));
  }

  /** Null for anything that this installation did not write. */
  open(room: RoomId, wrapped: string): Key | null {
    const text = unseal(this.#key, this.#about(room), wrapped);
    return text === null ? null : Buffer.from(text, 'base64url');
  }

  #about(room: RoomId): string {
    return `${this.#place}\n${room}`;
  }
}

/** The keys that this process has seen, so that the store is asked only once for each. */
export class KeyRing implements RoomKeys {
  readonly #keys: RoomKeys;
  readonly #known = new Map<RoomId, Key>();

  constructor(keys: RoomKeys) {
    this.#keys = keys;
  }

  /** Answers without asking the store. */
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
