// When to try a lost connection again: for ever, soon at first, never slower than twice in a second, and at once on a wake sign.
// Knows no socket: `attempt` starts a try, `abort` ends one that got no answer, `knock` asks whether anybody answers at all.
import { onWakeSign } from './wake-signs.ts';

export interface Tries {
  attempt(): void;
  abort(): void;
  /** Never throws. Answers whether a socket is worth a try. */
  knock(signal: AbortSignal): Promise<boolean>;
}

const shortestMs = 150;
const longestMs = 500;
const scatterMs = 100;
/** The first try after a break is made blindly, the others only where somebody answers. */
const blindlyMs = 2500;
/** Opening takes two trips there and back; behind a proxy that holds everything up for seconds, patience must be longer. */
const tripsOfATry = 3;
const unansweredMs = 8000;
const knockMs = 4000;

export class RetryRhythm {
  readonly #tries: Tries;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** Grows with every try; a knock that is answered late is nobody's any more. */
  #round = 0;
  #isOpen = false;
  #tripMs = 0;
  #stopWakeSigns: (() => void) | null = null;

  constructor(tries: Tries) {
    this.#tries = tries;
  }

  /** `tripMs`: how long the server took to answer the page. */
  start(tripMs = 0): void {
    this.#tripMs = tripMs;
    this.#stopWakeSigns ??= onWakeSign(() => this.#now());
    this.#now();
  }

  stop(): void {
    this.#stopWakeSigns?.();
    this.#stopWakeSigns = null;
    this.#round += 1;
    clearTimeout(this.#timer);
  }

  succeeded(): void {
    this.#isOpen = true;
    this.#failures = 0;
    this.#round += 1;
    clearTimeout(this.#timer);
  }

  /** The server asked us to come again elsewhere: at once, but not all pages in the same instant. */
  moved(): void {
    this.#isOpen = false;
    this.#failures = 0;
    this.#round += 1;
    clearTimeout(this.#timer);
    if (this.#stopWakeSigns !== null) this.#timer = setTimeout(() => this.#now(), Math.random() * scatterMs);
  }

  /** `restMs`: somebody answered, and it is no use to ask again before. */
  failed(restMs = 0): void {
    this.#isOpen = false;
    this.#round += 1;
    if (this.#stopWakeSigns !== null) this.#again(restMs);
  }

  #again(restMs = 0): void {
    const delay = Math.min(longestMs, shortestMs * 2 ** this.#failures) * (0.5 + Math.random() / 2);
    this.#failures += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#now(), restMs + delay);
  }

  #now(): void {
    if (this.#isOpen) return;
    if (this.#failures > 1) return void this.#knock();
    // Beside the second try, for whoever wants to know what is in the way; the try does not wait for it.
    if (this.#failures === 1) this.#ask();
    this.#try(Math.min(unansweredMs, Math.max(blindlyMs, tripsOfATry * this.#tripMs)));
  }

  /**
   * Chromium makes a page whose sockets fail wait longer and longer for the next, five seconds and more; it counts no requests.
   * Knocks overlap: on a dead network the one before would be waited for in vain.
   */
  async #knock(): Promise<void> {
    const round = this.#round;
    this.#again();
    const isAnswered = await this.#ask();
    if (!isAnswered || round !== this.#round || this.#isOpen) return;
    this.#try(unansweredMs);
  }

  async #ask(): Promise<boolean> {
    const asked = performance.now();
    const isAnswered = await this.#tries.knock(AbortSignal.timeout(knockMs));
    if (isAnswered) this.#tripMs = performance.now() - asked;
    return isAnswered;
  }

  #try(patienceMs: number): void {
    this.#round += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#tries.abort();
      this.failed();
    }, patienceMs);
    this.#tries.attempt();
  }
}
