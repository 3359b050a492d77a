// Notices a connection that opens and is cut soon after, again and again: something in between breaks whatever lasts.

const steadyAfterMs = 20_000;
const cutsTillTold = 3;

export class CutWatch {
  #openedAt: number | null = null;
  #cuts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get isCutAgain(): boolean {
    return this.#cuts >= cutsTillTold;
  }

  opened(steady: () => void): void {
    this.#openedAt = performance.now();
    this.#timer = setTimeout(() => {
      this.#cuts = 0;
      steady();
    }, steadyAfterMs);
  }

  /** `isMeant`: either side wanted it. */
  closed(isMeant: boolean): void {
    clearTimeout(this.#timer);
    if (this.#openedAt === null) return;
    if (!isMeant) this.#cuts = performance.now() - this.#openedAt < steadyAfterMs ? this.#cuts + 1 : 0;
    this.#openedAt = null;
  }
}
