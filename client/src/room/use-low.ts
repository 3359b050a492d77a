// Whether the screen is low, as on a phone held sideways or with large type: the same limit as in the styles.
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
