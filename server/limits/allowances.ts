// How much each of many may ask for: a short burst, then a steady measure. Counted for a person or an address, never for a single
// connection, of which anybody can have many. Whoever rests is forgotten.

export interface Measure {
  readonly burst: number;
  readonly perSecond: number;
}

interface Account {
  left: number;
  asOf: number;
}

/** So many are remembered at most; then those who rested longest go first. */
const mostRemembered = 20_000;

export class Allowances {
  readonly #measure: Measure;
  readonly #now: () => number;
  /** The most recent last. */
  readonly #accounts = new Map<string, Account>();

  constructor(measure: Measure, now: () => number = () => performance.now()) {
    this.#measure = measure;
    this.#now = now;
  }

  get size(): number {
    return this.#accounts.size;
  }

  /** False: this is more than the measure. Nothing is then taken. */
  take(who: string, cost = 1): boolean {
    const account = this.#accountOf(who);
    if (account.left < cost) return false;
    account.left -= cost;
    return true;
  }

  /** For what has happened already: the account may run into debt, by one burst at most. */
  charge(who: string): void {
    const account = this.#accountOf(who);
    account.left = Math.max(-this.#measure.burst, account.left - 1);
  }

  /** What was taken for nothing. */
  giveBack(who: string): void {
    const account = this.#accountOf(who);
    account.left = Math.min(this.#measure.burst, account.left + 1);
  }

  #accountOf(who: string): Account {
    const { burst, perSecond } = this.#measure;
    const now = this.#now();
    const known = this.#accounts.get(who);
    const account = known ?? { left: burst, asOf: now };
    account.left = Math.min(burst, account.left + (Math.max(0, now - account.asOf) / 1000) * perSecond);
    account.asOf = now;
    if (known) this.#accounts.delete(who);
    this.#accounts.set(who, account);
    if (this.#accounts.size > mostRemembered) this.#forgetRested(now);
    return account;
  }

  /** Those whose account is full again lose nothing by it; if they are too few, the longest at rest go too. */
  #forgetRested(now: number): void {
    const { burst, perSecond } = this.#measure;
    for (const [who, { left, asOf }] of this.#accounts)
      if (left + ((now - asOf) / 1000) * perSecond >= burst && now > asOf) this.#accounts.delete(who);
    for (const who of this.#accounts.keys()) {
      if (this.#accounts.size <= mostRemembered / 2) break;
      this.#accounts.delete(who);
    }
  }
}

/** How many each of many may hold at the same time. */
export class Places {
  readonly #most: number;
  readonly #held = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  heldBy(who: string): number {
    return this.#held.get(who) ?? 0;
  }

  /** Null when they hold as many as they may; else what gives the place back, once. */
  take(who: string): (() => void) | null {
    const held = this.heldBy(who);
    if (held >= this.#most) return null;
    this.#held.set(who, held + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = this.heldBy(who) - 1;
      if (left > 0) this.#held.set(who, left);
      else this.#held.delete(who);
    };
  }
}
