// Limits how much each caller may ask for: a short burst, then a steady rate. Counted for a person or an address, never for a single
// connection, of which anybody can have many. Whoever rests is forgotten.

export interface Measure {
  readonly burst: number;
  readonly perSecond: number;
}

interface Account {
  left: number;
  asOf: number;
}

/** How many callers are remembered at most; those who have rested longest are forgotten first. */
const mostRemembered = 20_000;

export class Allowances {
  readonly #measure: Measure;
  readonly #now: () => number;
  /** The most recent caller last. */
  readonly #accounts = new Map<string, Account>();

  constructor(measure: Measure, now: () => number = () => performance.now()) {
    this.#measure = measure;
    this.#now = now;
  }

  get size(): number {
    return this.#accounts.size;
  }

  /** False if it is more than allowed; nothing is taken then. */
  take(who: string, cost = 1): boolean {
    const account = this.#accountOf(who);
    if (account.left < cost) return false;
    account.left -= cost;
    return true;
  }

  /** For what has already happened, now or a while ago: the account may go into debt, by one burst at most. False if it is in debt. */
  charge(who: string, cost = 1, at = this.#now()): boolean {
    const account = this.#accountOf(who, at);
    account.left = Math.max(-this.#measure.burst, account.left - cost);
    return account.left >= 0;
  }

  isInDebt(who: string): boolean {
    return this.#accountOf(who).left < 0;
  }

  /** Nothing is allowed for that long, by one burst at most. */
  close(who: string, ms: number): void {
    const { burst, perSecond } = this.#measure;
    const account = this.#accountOf(who);
    account.left = Math.min(account.left, Math.max(-burst, 1 - (ms / 1000) * perSecond));
  }

  /** Makes the account full again, and answers what it lacked. */
  settle(who: string): number {
    const account = this.#accountOf(who);
    const lacked = this.#measure.burst - account.left;
    account.left = this.#measure.burst;
    return lacked;
  }

  /** For what was taken but not used. */
  giveBack(who: string): void {
    const account = this.#accountOf(who);
    account.left = Math.min(this.#measure.burst, account.left + 1);
  }

  #accountOf(who: string, now = this.#now()): Account {
    const { burst, perSecond } = this.#measure;
    const known = this.#accounts.get(who);
    const account = known ?? { left: burst, asOf: now };
    account.left = Math.min(burst, account.left + (Math.max(0, now - account.asOf) / 1000) * perSecond);
    account.asOf = Math.max(account.asOf, now);
    if (known) this.#accounts.delete(who);
    this.#accounts.set(who, account);
    if (this.#accounts.size > mostRemembered) this.#forgetRested(now);
    return account;
  }

  /** Callers whose account is full again lose nothing by being forgotten; if they are too few, those at rest the longest go too. */
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

/** Limits how many each caller may hold at the same time. */
export class Places {
  readonly #most: number;
  readonly #held = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  heldBy(who: string): number {
    return this.#held.get(who) ?? 0;
  }

  /** Null if they hold as many as they may; else a function that gives the place back, once. */
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
