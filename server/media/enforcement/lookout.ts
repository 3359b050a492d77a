// Looks regularly: a second after each look has ended, at once when asked, and never twice at the same time. Does not know what it looks at.
import type { Clock } from '../../ports/clock.ts';

const everyMs = 1000;

export interface LookoutParts {
  readonly clock: Clock;
  /** Rejects when the media server can't be reached; the next look tries again. */
  readonly look: () => Promise<void>;
  readonly mayLook: () => boolean;
  readonly looked: (ms: number) => void;
}

export class Lookout {
  readonly #parts: LookoutParts;
  #underWay: Promise<void> | null = null;
  #isAskedAgain = false;
  #isStopped = false;
  #lookedAt: number;
  #cancel = () => {};

  constructor(parts: LookoutParts) {
    this.#parts = parts;
    this.#lookedAt = parts.clock.now();
  }

  /** Milliseconds since the last look that was answered. */
  get ageMs(): number {
    return this.#parts.clock.now() - this.#lookedAt;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Looks now; a call during a look makes it look once more afterwards. Never rejects. */
  now(): Promise<void> {
    if (!this.#parts.mayLook()) return Promise.resolve();
    if (this.#underWay) {
      this.#isAskedAgain = true;
      return this.#underWay;
    }
    this.#cancel();
    this.#underWay = this.#look();
    return this.#underWay;
  }

  /** A look that begins now: one already under way may have found the media server down. */
  async anew(): Promise<void> {
    await this.#underWay;
    await this.now();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  async #look(): Promise<void> {
    const { clock, look, looked } = this.#parts;
    const since = clock.now();
    try {
      await look();
      this.#lookedAt = clock.now();
      looked(this.#lookedAt - since);
    } catch {
      // The media server could not be reached.
    }
    this.#underWay = null;
    if (this.#isStopped) return;
    const wait = this.#isAskedAgain ? 0 : everyMs;
    this.#isAskedAgain = false;
    this.#cancel = clock.after(wait, () => void this.now());
  }
}
