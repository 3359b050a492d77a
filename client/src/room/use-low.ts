// Whether the screen has little height, as a phone on its side or large letters: the same measure as in the styles.
import { useSyncExternalStore } from 'react';

const low = '(max-height: 520px) and (min-width: 600px)';

export function useLow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(low).matches,
    () => false,
  );
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(low);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
