// A media connection whose signalling is lost while sound still flows: kept for as long as no server can take an act, so that nothing that
// permits the sound can have changed (docs/decisions/016). Asks for that through the public door, where any server may answer.

const askEveryMs = 1000;
/** A door in front of servers none of which is ready may look for one for some seconds before it says so. */
const answerWithinMs = 7000;

export interface HeldConnectionParts {
  /** Whether something arrived just now, and the room's own connection stands. */
  readonly isAlive: () => boolean;
  /** The status of `/readyz`; null without an answer. Never throws. */
  readonly ask: (signal: AbortSignal) => Promise<number | null>;
}

export class HeldConnection {
  readonly #parts: HeldConnectionParts;
  #lostAt: number | null = null;
  #refusedAt = Number.NEGATIVE_INFINITY;
  /** A server can write: what we know of the room may be old. */
  #isOver = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(parts: HeldConnectionParts) {
    this.#parts = parts;
  }

  /** To be told whenever the signalling is lost or back. */
  follow(isSignallingLost: boolean): void {
    if (isSignallingLost === (this.#lostAt !== null)) return;
    clearInterval(this.#timer);
    this.#lostAt = isSignallingLost ? performance.now() : null;
    this.#refusedAt = Number.NEGATIVE_INFINITY;
    this.#isOver = false;
    if (!isSignallingLost) return;
    this.#timer = setInterval(() => void this.#ask(), askEveryMs);
    void this.#ask();
  }

  get isHeld(): boolean {
    if (this.#lostAt === null || this.#isOver || !this.#parts.isAlive()) return false;
    return performance.now() - Math.max(this.#lostAt, this.#refusedAt) < answerWithinMs;
  }

  stop(): void {
    this.follow(false);
  }

  async #ask(): Promise<void> {
    const since = this.#lostAt;
    const status = await this.#parts.ask(AbortSignal.timeout(answerWithinMs));
    if (since !== this.#lostAt || status === null) return;
    if (status < 500) this.#isOver = true;
    else this.#refusedAt = performance.now();
  }
}
