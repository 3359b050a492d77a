// Messages on their way to their one answer. Whoever closes waits here: first for what is still coming in, then for what is left.
import type { Clock } from '../ports/clock.ts';

/** What a browser sent before it could know that we close is here by then. */
const quietMs = 100;
/** Where it is never quiet, what comes later than this is not begun any more. */
const stillTakenMs = 1_000;
/** Nobody waits longer for what we stand on. */
const answerWithinMs = 3_000;

export class OpenAnswers {
  readonly #clock: Pick<Clock, 'after'>;
  #open = 0;
  #takesMore = true;
  #changed = () => {};

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  /** False: a new message is answered with `unavailable`, and sent again to whoever comes after us. */
  get takesMore(): boolean {
    return this.#takesMore;
  }

  /** The returned function is called when the answer has been given. */
  begin(): () => void {
    this.#open += 1;
    this.#changed();
    return () => {
      this.#open -= 1;
      this.#changed();
    };
  }

  /** Resolves when every message that was taken has its answer, or the wait for it has been long enough. */
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
