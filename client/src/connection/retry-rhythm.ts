// When to try a lost line again: for ever, soon at first, never slower than every two seconds, and at once on a wake sign.
// Knows no socket: `attempt` starts a try, `abort` ends one that got no answer.
import { onWakeSign } from './wake-signs.ts';

const shortestMs = 250;
const longestMs = 2000;
const unansweredMs = 8000;

export class RetryRhythm {
  readonly #attempt: () => void;
  readonly #abort: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;
  #isOpen = false;
  #stopWakeSigns: (() => void) | null = null;

  constructor(attempt: () => void, abort: () => void) {
    this.#attempt = attempt;
    this.#abort = abort;
  }

  start(): void {
    this.#stopWakeSigns ??= onWakeSign(() => this.#now());
    this.#now();
  }

  stop(): void {
    this.#stopWakeSigns?.();
    this.#stopWakeSigns = null;
    clearTimeout(this.#timer);
  }

  succeeded(): void {
    this.#isOpen = true;
    this.#attempts = 0;
    clearTimeout(this.#timer);
  }

  failed(): void {
    this.#isOpen = false;
    if (this.#stopWakeSigns === null) return;
    clearTimeout(this.#timer);
    const delay = Math.min(longestMs, shortestMs * 2 ** this.#attempts) * (0.5 + Math.random() / 2);
    this.#attempts += 1;
    this.#timer = setTimeout(() => this.#now(), delay);
  }

  #now(): void {
    if (this.#isOpen) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#abort();
      this.#now();
    }, unansweredMs);
    this.#attempt();
  }
}
