// Keeps one timer per room for the next thing that time itself may say (R7.3).

import type { ClockCommand } from '../../shared/ritual/commands.ts';
import { nextGrace } from '../../shared/ritual/graces.ts';
import type { Clock, RoomId } from '../ports.ts';
import type { RoomChange } from './live-rooms.ts';

export class GraceKeeper {
  readonly #clock: Clock;
  readonly #perform: (room: RoomId, command: ClockCommand) => void;
  readonly #timers = new Map<RoomId, () => void>();

  constructor(clock: Clock, perform: (room: RoomId, command: ClockCommand) => void) {
    this.#clock = clock;
    this.#perform = perform;
  }

  roomChanged({ room, after }: RoomChange): void {
    this.forget(room);
    const grace = nextGrace(after);
    if (grace === null) return;
    const wait = Math.max(0, grace.at - this.#clock.now());
    this.#timers.set(
      room,
      this.#clock.after(wait, () => this.#perform(room, grace.command)),
    );
  }

  forget(room: RoomId): void {
    this.#timers.get(room)?.();
    this.#timers.delete(room);
  }

  stop(): void {
    for (const room of [...this.#timers.keys()]) this.forget(room);
  }
}
