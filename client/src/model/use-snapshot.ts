// A value from outside React, such as the connection's state; renders again only when it changes.
import { useSyncExternalStore } from 'react';

export interface Readable<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => T;
}

export function useSnapshot<T>({ subscribe, snapshot }: Readable<T>): T {
  return useSyncExternalStore(subscribe, snapshot);
}
