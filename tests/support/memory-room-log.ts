// A room log in memory, for tests of what uses it: several servers may share one, and each answer comes after a turn of the microtask queue.
import type { Appended, LogEntry, RoomId, RoomLog } from '../../server/ports/rooms.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';

export class MemoryRoomLog implements RoomLog {
  readonly #rooms = new Map<RoomId, LogEntry[]>();

  async read(room: RoomId, afterVersion: number): Promise<readonly LogEntry[]> {
    return (this.#rooms.get(room) ?? []).slice(afterVersion);
  }

  async append(room: RoomId, expectedVersion: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended> {
    const done = await this.versionOf(room, commandId);
    const entries = this.#rooms.get(room) ?? [];
    if (done !== null) return { outcome: 'duplicate', version: done };
    if (entries.length !== expectedVersion) return { outcome: 'conflict', missed: entries.slice(expectedVersion) };
    const version = entries.length + 1;
    this.#rooms.set(room, [...entries, { version, commandId, events }]);
    return { outcome: 'appended', version };
  }

  async versionOf(room: RoomId, commandId: string): Promise<number | null> {
    return this.#rooms.get(room)?.find((entry) => entry.commandId === commandId)?.version ?? null;
  }

  async liveRooms(): Promise<readonly RoomId[]> {
    return [...this.#rooms.keys()];
  }

  async remove(room: RoomId): Promise<void> {
    this.#rooms.delete(room);
  }

  follow(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {}
}
