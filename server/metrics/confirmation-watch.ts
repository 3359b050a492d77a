// Measures how long silences take to be confirmed, from the event that took the voice (R3.7). Counted only on the server that stored the
// confirmation, so that several servers do not count it twice.
import type { PersonId } from '../../shared/ritual/state.ts';
import type { Clock } from '../ports/clock.ts';
import type { Meters } from '../ports/meters.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { RoomChange } from '../rooms/live-rooms.ts';

export class ConfirmationWatch {
  readonly #meters: Meters;
  readonly #clock: Clock;
  readonly #takenAt = new Map<RoomId, Map<PersonId, number>>();

  constructor(meters: Meters, clock: Clock) {
    this.#meters = meters;
    this.#clock = clock;
  }

  roomChanged({ room, before, after, isOwn }: Pick<RoomChange, 'room' | 'before' | 'after' | 'isOwn'>): void {
    if (before === null) return;
    const taken = this.#takenAt.get(room) ?? new Map<PersonId, number>();
    for (const [personId, person] of Object.entries(after.people)) {
      const was = before.people[personId];
      if (!was) continue;
      if (person.silenceNumber !== was.silenceNumber) taken.set(personId, this.#clock.now());
      else if (isOwn && was.silentSince !== null && person.silentSince === null) this.#meters.silenceDoubted();
      if (person.silentSince === null || was.silentSince === person.silentSince) continue;
      const takenAt = taken.get(personId);
      taken.delete(personId);
      if (isOwn && takenAt !== undefined) this.#meters.silenceConfirmed(Math.max(0, person.silentSince - takenAt) / 1000);
    }
    if (taken.size > 0) this.#takenAt.set(room, taken);
    else this.#takenAt.delete(room);
    if (after.scene.phase === 'ended') this.#takenAt.delete(room);
  }
}
