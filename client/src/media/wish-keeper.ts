// Keeps what the person wishes open, over lost lines and a page that is loaded again. Knows neither devices nor LiveKit.

import type { View } from '../../../shared/ritual/view.ts';
import { Store } from '../connection/store.ts';
import { afterComingIn, afterTouch, afterView, nothingWished, type Source, type Wishes } from './wishes.ts';

/** Where this tab remembers them; the room's own version numbers are not worth keeping. */
export interface WishMemory {
  read(): Partial<Wishes>;
  keep(wishes: Wishes): void;
}

export class WishKeeper {
  readonly #store: Store<Wishes>;
  readonly #memory: WishMemory;

  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => Wishes;

  constructor(memory: WishMemory) {
    this.#memory = memory;
    this.#store = new Store<Wishes>({ ...nothingWished, ...memory.read(), cameInAt: 0 });
    this.subscribe = this.#store.subscribe;
    this.snapshot = this.#store.snapshot;
  }

  /** The person takes their seat with what they have. */
  begin(has: Readonly<Record<Source, boolean>>): void {
    this.#set({ ...nothingWished, ...has });
  }

  end(): void {
    this.#set(nothingWished);
  }

  viewed(view: View): void {
    this.#set(afterView(this.snapshot(), view));
  }

  touched(source: Source, isOpen: boolean): void {
    this.#set(afterTouch(this.snapshot(), source, isOpen));
  }

  cameIn(version: number): void {
    this.#set(afterComingIn(this.snapshot(), version));
  }

  #set(wishes: Wishes): void {
    if (wishes === this.snapshot()) return;
    this.#memory.keep(wishes);
    this.#store.set(wishes);
  }
}
