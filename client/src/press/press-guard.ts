// When a press counts (R1.8): an act is what stood on the button when the press began, and had stood there long enough to be read.
// Pure: it is told moments of the page's own time (the events' timestamps, ms) and answers yes or no.

/** Systems take two clicks within 500 ms for one double click; slow hands need more. Whatever changed within that time was not what was pressed. */
export const settlesInMs = 700;
/** Whoever types goes on typing: a space or an Enter within this time of a letter belongs to the sentence. */
const typesOnForMs = 5_000;
/** Two presses closer together than this are at the same place, whatever is there by then. */
const nearPx = 40;

export interface Press {
  /** What the button meant when the press began. */
  readonly means: string;
  readonly at: number;
  readonly where: Place;
}

/** Where a finger or pointer was, or which keys were pressed. */
export type Place = { readonly x: number; readonly y: number } | string;

/** What a button means now, and since when. */
export interface Standing {
  readonly means: string;
  readonly since: number;
}

export class PressGuard {
  #last: Pick<Press, 'at' | 'where'> | null = null;

  /** True when the press may do what the button says; then it is also remembered. */
  accepts(press: Press, { means, since }: Standing): boolean {
    if (press.means !== means || press.at - since < settlesInMs || this.#isSecond(press)) return false;
    this.note(press);
    return true;
  }

  /** A press that has done something of its own, such as opening a card: a second one at the same place chooses nothing from it. */
  note({ at, where }: Pick<Press, 'at' | 'where'>): void {
    this.#last = { at, where };
  }

  #isSecond({ at, where }: Press): boolean {
    return this.#last !== null && at - this.#last.at < settlesInMs && areNear(this.#last.where, where);
  }
}

function areNear(a: Place, b: Place): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return Math.hypot(a.x - b.x, a.y - b.y) < nearPx;
}

/** Tells for one button whether a key that would press it belongs to a sentence that somebody types at the page. */
export class Typing {
  #at = Number.NEGATIVE_INFINITY;

  /** Returns whether this key may press the button. */
  mayPress({ key, at, isComposing }: { readonly key: string; readonly at: number; readonly isComposing: boolean }): boolean {
    const isTyping = at - this.#at < typesOnForMs;
    const writes = isComposing || key === 'Dead' || key === 'Process' || [...key].length === 1;
    if (writes && (key !== ' ' || isTyping)) this.#at = at;
    return !isTyping && !isComposing;
  }

  /** The person has gone elsewhere: what comes next is no part of the sentence. */
  end(): void {
    this.#at = Number.NEGATIVE_INFINITY;
  }
}
