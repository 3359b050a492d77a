// What listeners' pages say of sound that reaches them from somebody in a room: how lately, and when it is time to act on it.
// Knows neither who said it nor whether it is true.
import type { PersonId } from '../../../shared/ritual/state.ts';

/** A page that goes on receiving says so about once a second, a hidden one now and then only after two. */
const quietMs = 2500;
/** However many speak at once, they are acted on so often. */
const actEveryMs = 500;

export class SoundReports {
  readonly #heardAt = new Map<PersonId, number>();
  readonly #actedAt = new Map<PersonId, number>();

  /** Answers whether something is to be done about it now. */
  take(personId: PersonId, now: number): boolean {
    this.#heardAt.set(personId, now);
    if (now - (this.#actedAt.get(personId) ?? Number.NEGATIVE_INFINITY) < actEveryMs) return false;
    this.#actedAt.set(personId, now);
    return true;
  }

  /** Long enough without a word about this person. */
  isQuiet(personId: PersonId, now: number): boolean {
    return now - (this.#heardAt.get(personId) ?? Number.NEGATIVE_INFINITY) >= quietMs;
  }
}
