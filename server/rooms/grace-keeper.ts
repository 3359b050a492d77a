// Keeps one timer per room for the next thing that time alone brings about (R7.3).

import type { ClockCommand } from '../../shared/ritual/commands.ts';
import { nextGrace } from '../../shared/ritual/graces.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { RoomChange } from './live-rooms.ts';

/** After a fault. */
const againMs = 5_000;

export class GraceKeeper {
  readonly #clock: Clock;
  readonly #perform: (room: RoomId, command: ClockCommand) => Promise<unknown>;
  readonly #timers = new Map<RoomId, () => void>();

  /** When `perform` rejects because of a fault, it is called again later. */
  constructor(clock: Clock, perform: (room: RoomId, command: ClockCommand) => Promise<unknown>) {
    this.#clock = clock;
    this.#perform = perform;
  }

  roomChanged({ room, after }: RoomChange): void {
    this.forget(room);
    const grace = nextGrace(after);
    if (grace !== null) this.#schedule(room, grace.command, Math.max(0, grace.at - this.#clock.now()));
  }

  forget(room: RoomId): void {
    this.#timers.get(room)?.();
    this.#timers.delete(room);
  }

  stop(): void {
    for (const room of [...this.#timers.keys()]) this.forget(room);
  }

  #schedule(room: RoomId, command: ClockCommand, wait: number): void {
    const cancel = this.#clock.after(wait, () => {
      this.#perform(room, command).catch(() => this.#timers.get(room) === cancel && this.#schedule(room, command, againMs));
    });
    this.#timers.set(room, cancel);
  }
}
