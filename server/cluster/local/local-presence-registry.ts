// The book of open lines of a single process, in its memory: whatever is noted is carried here.
import type { LineBook, LineName } from '../../ports/cluster.ts';
import type { RoomId } from '../../ports/rooms.ts';

export class LocalLineBook implements LineBook {
  readonly #lines = new Map<RoomId, Set<LineName>>();

  async open(room: RoomId, line: LineName): Promise<void> {
    const lines = this.#lines.get(room) ?? new Set();
    this.#lines.set(room, lines.add(line));
  }

  async close(room: RoomId, line: LineName): Promise<void> {
    const lines = this.#lines.get(room);
    lines?.delete(line);
    if (lines?.size === 0) this.#lines.delete(room);
  }

  async isOpen(room: RoomId, line: LineName): Promise<boolean> {
    return this.#lines.get(room)?.has(line) ?? false;
  }
}
