// Runs one thing at a time per room in this process; rooms do not wait for each other.
import type { RoomId } from '../ports/rooms.ts';

export class RoomQueue {
  readonly #tails = new Map<RoomId, Promise<unknown>>();

  /** Runs `work` after all earlier work for the room; a failure goes to its caller and does not stop later work. */
  run<T>(room: RoomId, work: () => Promise<T>): Promise<T> {
    const result = (this.#tails.get(room) ?? Promise.resolve()).then(work, work);
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (this.#tails.get(room) === tail) this.#tails.delete(room);
      });
    this.#tails.set(room, tail);
    return result;
  }
}
