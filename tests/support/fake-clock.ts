// A clock that stands still until a test moves it. `advance` fires what falls due, in order, and lets promises settle in between.
import type { Clock } from '../../server/ports/clock.ts';

interface Alarm {
  readonly at: number;
  readonly call: () => void;
}

export class FakeClock implements Clock {
  #now: number;
  readonly #alarms = new Set<Alarm>();

  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const alarm = { at: this.#now + ms, call };
    this.#alarms.add(alarm);
    return () => {
      this.#alarms.delete(alarm);
    };
  }

  /** How many calls are still to come. */
  get pending(): number {
    return this.#alarms.size;
  }

  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settlePromises();
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.call();
      await settlePromises();
    }
    this.#now = until;
  }

  #next(until: number): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms) if (alarm.at <= until && (!first || alarm.at < first.at)) first = alarm;
    return first;
  }
}

/** Lets everything that waits only for promises run as far as it can. */
export async function settlePromises(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
