// Counts the messages that still wait for their one reply. Closing waits here: first for what is still arriving, then for what is left.
import type { Clock } from '../ports/clock.ts';

/** By then we have whatever a browser sent before it could know that we are closing. */
const quietMs = 100;
/** If it never gets quiet, nothing that arrives later than this is begun. */
const stillTakenMs = 1_000;
/** The longest wait for what we depend on. */
const answerWithinMs = 3_000;

export class OpenAnswers {
  readonly #clock: Pick<Clock, 'after'>;
  #open = 0;
  #takesMore = true;
  #changed = () => {};

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  /** When false, a new message is answered with `unavailable`, and the page sends it again to our successor. */
  get takesMore(): boolean {
    return this.#takesMore;
  }

  /** Call the returned function once the answer has been given. */
  begin(): () => void {
    this.#open += 1;
    this.#changed();
    return () => {
      this.#open -= 1;
      this.#changed();
    };
  }

  /** Resolves when every accepted message has its answer, or the wait has been long enough. */
  async settled(): Promise<void> {
    await this.#untilNoneFor(quietMs, stillTakenMs);
    this.#takesMore = false;
    await this.#untilNoneFor(0, answerWithinMs);
  }

  #untilNoneFor(ms: number, atMostMs: number): Promise<void> {
    return new Promise<void>((resolve) => {
      let cancelQuiet = () => {};
      const end = () => {
        this.#changed = () => {};
        cancelQuiet();
        cancelLate();
        resolve();
      };
      const cancelLate = this.#clock.after(atMostMs, end);
      this.#changed = () => {
        cancelQuiet();
        if (this.#open === 0) cancelQuiet = this.#clock.after(ms, end);
      };
      this.#changed();
    });
  }
}
