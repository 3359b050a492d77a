// Which view counts: newer replaces, older is dropped. Also keeps the difference between the server's clock and ours.
import type { View } from '../../../shared/ritual/view.ts';

export class NewestView {
  #version = -1;
  #offset: number | null = null;

  /** A new connection begins with the server's own newest view, whatever its number: on each connection views are numbered by the clock of its server. */
  startOver(): void {
    this.#version = -1;
    this.#offset = null;
  }

  accepts(view: View): boolean {
    if (view.version < this.#version) return false;
    this.#version = view.version;
    return true;
  }

  /** The server's clock minus ours, ms; `now` is the page's steady time. A slow message makes it look too small, so the largest one seen is best. */
  clockOffset(view: View, now: number): number | null {
    if (view.kind === 'doorstep') return this.#offset;
    this.#offset = Math.max(this.#offset ?? Number.NEGATIVE_INFINITY, view.serverNow - now);
    return this.#offset;
  }
}
