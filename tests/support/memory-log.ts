// A room log in memory, for one room: each entry takes the time it is told to take before it counts.

import type { Clock } from '../../server/ports/clock.ts';
import type { Appended, LogEntry, RoomLog } from '../../server/ports/rooms.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';

export class MemoryLog implements RoomLog {
  entries: LogEntry[] = [];
  readonly #clock: Pick<Clock, 'after'>;
  readonly #storingMs: number;

  constructor(clock: Pick<Clock, 'after'>, storingMs: number) {
    this.#clock = clock;
    this.#storingMs = storingMs;
  }

  async read(_room: string, after: number): Promise<readonly LogEntry[]> {
    return this.entries.slice(after);
  }

  async versionOf(_room: string, commandId: string): Promise<number | null> {
    return this.entries.find((entry) => entry.commandId === commandId)?.version ?? null;
  }

  async append(_room: string, expected: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended> {
    await new Promise<void>((stored) => this.#clock.after(this.#storingMs, stored));
    const known = await this.versionOf(_room, commandId);
    if (known !== null) return { outcome: 'duplicate', version: known };
    if (expected !== this.entries.length) return { outcome: 'conflict', missed: this.entries.slice(expected) };
    this.entries.push({ version: expected + 1, commandId, events });
    return { outcome: 'appended', version: expected + 1 };
  }

  async liveRooms(): Promise<string[]> {
    return ['meeting-1'];
  }

  async remove(): Promise<void> {
    this.entries = [];
  }

  follow(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {}
}
