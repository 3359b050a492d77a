// Keeps what the person wants turned on, across lost connections and reloads of the page. Knows neither devices nor LiveKit.

import type { View } from '../../../shared/ritual/view.ts';
import { Store } from '../model/store.ts';
import { afterComingIn, afterTouch, afterView, type Intents, nothingIntended, type Source } from './intents.ts';

/** Where this tab remembers them; the room's own version numbers are not worth keeping. */
export interface IntentMemory {
  read(): Partial<Intents>;
  keep(intents: Intents): void;
}

export class IntentKeeper {
  readonly #store: Store<Intents>;
  readonly #memory: IntentMemory;

  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => Intents;

  constructor(memory: IntentMemory) {
    this.#memory = memory;
    this.#store = new Store<Intents>({ ...nothingIntended, ...memory.read(), cameInAt: 0 });
    this.subscribe = this.#store.subscribe;
    this.snapshot = this.#store.snapshot;
  }

  /** The person takes their seat with what they have. */
  begin(has: Readonly<Record<Source, boolean>>): void {
    this.#set({ ...nothingIntended, ...has });
  }

  end(): void {
    this.#set(nothingIntended);
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

  #set(intents: Intents): void {
    if (intents === this.snapshot()) return;
    this.#memory.keep(intents);
    this.#store.set(intents);
  }
}
