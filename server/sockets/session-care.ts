// Asks every open line now and then whether its session still holds. That also tells the records that the session is in use, so that newer
// ones do not push it out of a meeting that is on; and one that ends by the hour ends here too.
import { fewAtOnce } from '../limits/concurrency-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lines } from './connections.ts';

/** Often enough for the records, which count a session as in use for two hours and tell time by the hour. */
const everyMs = 30 * 60_000;

export class SessionCare {
  readonly #clock: Clock;
  readonly #lines: Lines;
  #cancel = () => {};

  constructor(clock: Clock, lines: Lines) {
    this.#clock = clock;
    this.#lines = lines;
    this.#wait();
  }

  stop(): void {
    this.#cancel();
  }

  #wait(): void {
    this.#cancel = this.#clock.after(everyMs, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    await fewAtOnce(this.#lines.all(), async (line) => {
      // Records that do not answer say nothing about anybody.
      if (!(await line.isSignedIn().catch(() => true))) line.close('signed-out');
    });
    this.#wait();
  }
}
