// Asks every open line now and then whether its session still holds. That also tells the records that the session is in use, so that newer
// ones do not push it out of a meeting that is on; and one that ends by the hour ends here too.
import { withLimit } from '../limits/concurrency-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from './connections.ts';

/** Often enough for the records, which count a session as in use for two hours and tell time by the hour. */
const everyMs = 30 * 60_000;

export class SessionCare {
  readonly #clock: Clock;
  readonly #connections: Connections;
  #cancel = () => {};

  constructor(clock: Clock, connections: Connections) {
    this.#clock = clock;
    this.#connections = connections;
    this.#wait();
  }

  stop(): void {
    this.#cancel();
  }

  #wait(): void {
    this.#cancel = this.#clock.after(everyMs, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    await withLimit(this.#connections.all(), async (connection) => {
      // Records that do not answer say nothing about anybody.
      if (!(await connection.isSignedIn().catch(() => true))) connection.close('signed-out');
    });
    this.#wait();
  }
}
