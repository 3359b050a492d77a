// Checks regularly whether each open connection's session is still valid. That also tells the records that the session is in use, so that
// newer ones do not displace it during a meeting; and a session that expires ends here too.
import { withLimit } from '../limits/concurrency-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connection, Connections } from './connections.ts';

/** Often enough for the records, which count a session as in use for two hours and store times by the hour. */
const everyMs = 30 * 60_000;

export class SessionCare {
  readonly #clock: Clock;
  readonly #connections: Connections;
  readonly #over: (connection: Connection) => void;
  #cancel = () => {};

  /** `over` is called with each connection whose session is over. */
  constructor(clock: Clock, connections: Connections, over: (connection: Connection) => void) {
    this.#clock = clock;
    this.#connections = connections;
    this.#over = over;
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
      // If the records do not answer, that says nothing about the session.
      if (!(await connection.isSignedIn().catch(() => true))) this.#over(connection);
    });
    this.#wait();
  }
}
