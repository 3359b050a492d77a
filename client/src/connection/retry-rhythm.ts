// When to retry a lost connection: for ever, soon at first, never less than twice a second, and at once on a sign of waking.
// Knows no socket: `attempt` starts a try, `abort` ends one that got no answer, `knock` asks whether anybody answers at all.
import type { Ending } from './connection-state.ts';
import { onWakeSign } from './wake-signs.ts';

export interface Tries {
  attempt(): void;
  abort(): void;
  /** Never throws. Resolves to whether a socket is worth trying. */
  knock(signal: AbortSignal): Promise<boolean>;
}

const shortestMs = 150;
const longestMs = 500;
const scatterMs = 100;
/** The first try after a break is made blindly, later ones only if somebody answers. */
const blindlyMs = 2500;
/** Opening takes two round trips; behind a proxy that delays everything by seconds, patience must be longer. */
const tripsOfATry = 3;
const unansweredMs = 8000;
const knockMs = 4000;

export class RetryRhythm {
  readonly #tries: Tries;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** Grows with every try; a knock that is answered late no longer counts. */
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

  /** `restMs`: somebody answered, and asking again sooner is no use. */
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
    // Alongside the second try, to learn what is in the way; the try does not wait for it.
    if (this.#failures === 1) void this.#ask();
    void this.#try(Math.min(unansweredMs, Math.max(blindlyMs, tripsOfATry * this.#tripMs)));
  }

  /**
   * Chromium makes a page whose sockets fail wait longer and longer for the next, five seconds and more; it counts no requests.
   * Knocks overlap: on a dead network it would be pointless to wait for the one before.
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

const final: readonly string[] = [
  'not-signed-in',
  'contract-not-accepted',
  'not-agreed',
  'wrong-protocol',
  'malformed',
] satisfies Ending[];

/** Anything else that keeps a connection from opening may pass. */
export function isFinal(refusal: string): refusal is Ending {
  return final.includes(refusal);
}
