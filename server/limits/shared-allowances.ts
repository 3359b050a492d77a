// Allowances and places that hold on all servers together. Each server decides by what it knows, and says to the others what has been spent; so
// nobody waits for an answer, and while the others cannot be reached each server's own limit remains.

import type { Clock } from '../ports/clock.ts';
import type { SharedCounts } from '../ports/cluster.ts';
import { Allowances, type Measure, Places } from './allowances.ts';
import { within } from './within.ts';

/** A server that is alone. */
const alone: SharedCounts = { spend: async () => 0, hold: async (_what, _who, here) => here };

/** What a server keeps to itself of one caller: so much of the burst, and so much of the rate. Hands at work stay below it. */
const unsaidPart = { ofBurst: 1 / 4, ofRate: 1 / 8 };

export class SharedAllowances {
  readonly #what: string;
  readonly #measure: Measure;
  readonly #counts: SharedCounts;
  readonly #here: Allowances;
  readonly #unsaid: Allowances;

  constructor(what: string, measure: Measure, counts: SharedCounts = alone) {
    this.#what = what;
    this.#measure = measure;
    this.#counts = counts;
    this.#here = new Allowances(measure);
    this.#unsaid = new Allowances({ burst: measure.burst * unsaidPart.ofBurst, perSecond: measure.perSecond * unsaidPart.ofRate });
  }

  /** False if it is more than allowed; nothing is taken then. */
  take(who: string, cost = 1): boolean {
    if (!this.#here.take(who, cost)) return false;
    if (!this.#unsaid.charge(who, cost)) this.#say(who, this.#unsaid.settle(who));
    return true;
  }

  #say(who: string, spent: number): void {
    this.#counts.spend(this.#what, who, spent, this.#measure).then(
      (ms) => ms > 0 && this.#here.close(who, ms),
      () => undefined,
    );
  }
}

/** Longer than Redis takes; whoever comes while it is silent is counted by this server alone. */
const answerMs = 1_000;

export class SharedPlaces {
  readonly #what: string;
  readonly #most: number;
  readonly #counts: SharedCounts;
  readonly #clock: Clock;
  readonly #here: Places;

  constructor(what: string, most: number, clock: Clock, counts: SharedCounts = alone) {
    this.#what = what;
    this.#most = most;
    this.#counts = counts;
    this.#clock = clock;
    this.#here = new Places(most);
  }

  /** Null if they hold as many as they may; else a function that gives the place back, once. */
  async take(who: string): Promise<(() => void) | null> {
    const leave = this.#here.take(who);
    if (leave === null) return null;
    const giveBack = () => {
      leave();
      void this.#enter(who);
    };
    const held = await within(this.#clock, answerMs, this.#enter(who), () => 0);
    if (held <= this.#most) return giveBack;
    giveBack();
    return null;
  }

  /** 0 if the others cannot be reached. */
  #enter(who: string): Promise<number> {
    return this.#counts.hold(this.#what, who, this.#here.heldBy(who)).catch(() => 0);
  }
}
