// Delayed intentions: one for each key, carried out only if the reason still holds. Knows time, but no members.

export class Later {
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly lookAgain: () => void;
  private isStopped = false;

  /** `lookAgain` is called when an intention has lapsed, so that another may be formed. */
  constructor(lookAgain: () => void) {
    this.lookAgain = lookAgain;
  }

  /** A second intention with the same key changes nothing while the first one waits. */
  plan(key: string, ms: number, stillHolds: () => boolean, act: () => unknown): void {
    if (this.isStopped || this.waiting.has(key)) return;
    const timer = setTimeout(() => {
      this.waiting.delete(key);
      if (stillHolds()) act();
      else this.lookAgain();
    }, ms);
    this.waiting.set(key, timer);
  }

  stop(): void {
    this.isStopped = true;
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }
}
