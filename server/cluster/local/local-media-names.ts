// The rooms' media names for a single process, in memory.
import type { MediaNames } from '../../ports/media.ts';
import type { RoomId } from '../../ports/rooms.ts';

export class LocalMediaNames implements MediaNames {
  readonly #names = new Map<RoomId, string>();
  readonly #givenUp = new Set<string>();

  async of(room: RoomId): Promise<string | null> {
    return this.#names.get(room) ?? null;
  }

  async replace(room: RoomId, before: string | null, after: string): Promise<string | null> {
    const now = this.#names.get(room) ?? null;
    if (now !== before) return now;
    this.#names.set(room, after);
    return after;
  }

  async forget(room: RoomId): Promise<void> {
    this.#names.delete(room);
  }

  async giveUp(name: string): Promise<void> {
    this.#givenUp.add(name);
  }

  async givenUp(): Promise<readonly string[]> {
    return [...this.#givenUp];
  }

  async noteClosed(name: string): Promise<void> {
    this.#givenUp.delete(name);
  }
}
