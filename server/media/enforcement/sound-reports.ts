// What listeners' pages report about sound that reaches them from somebody in a room: how recently, and when it is time to act on it.
// Knows neither who said it nor whether it is true.
import type { PersonId } from '../../../shared/ritual/state.ts';

/** A page that still receives sound says so about once a second; a hidden page sometimes takes two. */
const quietMs = 2500;
/** However many pages report at once, we act no more often than this. */
const actEveryMs = 500;

export class SoundReports {
  readonly #heardAt = new Map<PersonId, number>();
  readonly #actedAt = new Map<PersonId, number>();

  /** True when something should be done about it now. */
  take(personId: PersonId, now: number): boolean {
    this.#heardAt.set(personId, now);
    if (now - (this.#actedAt.get(personId) ?? Number.NEGATIVE_INFINITY) < actEveryMs) return false;
    this.#actedAt.set(personId, now);
    return true;
  }

  /** True when there has been no report about this person for long enough. */
  isQuiet(personId: PersonId, now: number): boolean {
    return now - (this.#heardAt.get(personId) ?? Number.NEGATIVE_INFINITY) >= quietMs;
  }
}
