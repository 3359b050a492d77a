// Listens for one chord (R10.1): not while somebody writes or has a dialog open, and only if this person likes them.
import { createContext, useContext, useEffect, useRef } from 'react';
import { chordOf } from './chord.ts';
import { held } from './held-here.ts';

/** Whether chords act at all; a person may switch them off. */
export const ChordsContext = createContext(true);

const writing = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]';

/** `act` is given the moment of the press, in the page's own time. */
export function useChord(letter: string | undefined, act: (at: number) => void): void {
  const isOn = useContext(ChordsContext);
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    if (!isOn || letter === undefined) return;
    const onKey = (event: KeyboardEvent) => {
      if (chordOf(event, held) !== letter) return;
      if (event.target instanceof Element && event.target.closest(writing)) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      newest.current(event.timeStamp);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn, letter]);
}
