// Single keys that act on the room (R10.1): not while somebody types, holds a modifier or has a dialog open, and only if they like it.
import { createContext, useContext, useEffect, useRef } from 'react';

export type Keys = Readonly<Record<string, (() => void) | false | null | undefined>>;

/** Whether single keys act at all; a person may switch them off. */
export const KeysContext = createContext(true);

const writing = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]';

export function useKeys(keys: Keys): void {
  const isOn = useContext(KeysContext);
  const newest = useRef(keys);
  useEffect(() => {
    newest.current = keys;
  });
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(writing)) return;
      if (document.querySelector('dialog[open]')) return;
      const act = newest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);
}
