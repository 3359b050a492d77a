// Reports, step by step, how long the connection has been gone. Knows no socket.

export interface AwaySteps {
  /** From then on nothing that the last view permits may be heard. */
  readonly stale: () => void;
  /** Long enough to say so to somebody who waits. */
  readonly unreachable: () => void;
  /** From then on nothing that the last view permits may be seen. */
  readonly old: () => void;
}

const unreachableAfterMs = 5000;
const oldAfterMs = 10_000;

export class AwayTimer {
  readonly #steps: readonly (readonly [afterMs: number, step: () => void])[];
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(staleAfterMs: number, { stale, unreachable, old }: AwaySteps) {
    this.#steps = [
      [staleAfterMs, stale],
      [unreachableAfterMs, unreachable],
      [oldAfterMs, old],
    ];
  }

  /** Counts from the first call until `end`. */
  begin(): void {
    if (this.#timers.length === 0) this.#timers = this.#steps.map(([afterMs, step]) => setTimeout(step, afterMs));
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
