// Messages on their way to their one answer. Whoever closes waits here until none is left.
import type { Clock } from '../ports.ts';

/** What a browser sent before it knew that we close is here by then. */
const quietMs = 100;

export class OpenAnswers {
  readonly #clock: Pick<Clock, 'after'>;
  #open = 0;
  #changed = () => {};

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  /** Ends, however it ends, when the answer has been given. */
  begin(): () => void {
    this.#open += 1;
    this.#changed();
    return () => {
      this.#open -= 1;
      this.#changed();
    };
  }

  /** Resolves once nothing has been open for a moment, after `atMostMs` in any case. */
  async settled(atMostMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      let cancelQuiet = () => {};
      const cancelLate = this.#clock.after(atMostMs, () => end());
      const end = () => {
        this.#changed = () => {};
        cancelQuiet();
        cancelLate();
        resolve();
      };
      this.#changed = () => {
        cancelQuiet();
        if (this.#open === 0) cancelQuiet = this.#clock.after(quietMs, end);
      };
      this.#changed();
    });
  }
}
