// Whether a picture still moves (R8.4): frozen once its frame counter has stood still for three seconds. Pure but for its memory.

export interface Frames {
  /** Drawn by the element so far; some browsers leave it at 0 for a picture that comes over the network. */
  readonly drawn: number;
  /** Decoded so far; null where the browser does not say. */
  readonly decoded: number | null;
}

const frozenAfterMs = 3000;

export class FrameWatch {
  #count = 0;
  #movedAt: number;

  constructor(now: number) {
    this.#movedAt = now;
  }

  /** Nobody is looking, so nothing need be drawn: counting begins again. */
  rest(now: number): void {
    this.#movedAt = now;
  }

  isMoving({ drawn, decoded }: Frames, now: number): boolean {
    const count = drawn > 0 ? drawn : decoded;
    // Without any counter nobody can tell; that is no reason to take a picture away.
    if (count !== this.#count || count === null) this.#movedAt = now;
    this.#count = count ?? 0;
    return now - this.#movedAt < frozenAfterMs;
  }
}
