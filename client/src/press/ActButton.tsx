// The button of every act (R1.8): it does what it said when the press began, once, and nothing in the moment after its words have changed.
// It never loses the focus: what cannot be pressed now says so, and stays.
import { type ButtonHTMLAttributes, type Ref, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.ts';
import { chordName } from './held-here.ts';
import { pressGuard } from './page-presses.ts';
import { type Place, type Press, type Standing, settlesInMs, Typing } from './press-guard.ts';
import { ChordsContext, useChord } from './use-chord.ts';

type Native = Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'type' | 'onClick' | 'disabled' | 'aria-disabled' | 'aria-keyshortcuts'
>;

export interface ActButtonProps extends Native {
  /** Names what a press does now, so that a change of it can be told. */
  readonly means: string;
  /** A chord has no click of its own that a browser could follow. */
  readonly onAct: (by: 'press' | 'chord') => void;
  /** Says something, but cannot be pressed now. */
  readonly isOff?: boolean;
  /** The letter that presses it too, with two keys held. */
  readonly chord?: string | undefined;
  readonly isSubmit?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function ActButton({ means: wish, onAct, isOff = false, chord, isSubmit = false, title, ref, ...native }: ActButtonProps) {
  const { keys } = useWords();
  const hasChords = useContext(ChordsContext);
  const means = isOff ? `off ${wish}` : wish;
  const button = useRef<HTMLButtonElement>(null);
  const standing = useRef<Standing>({ means, since: Number.POSITIVE_INFINITY });
  const began = useRef<Press | null>(null);
  const typing = useRef(new Typing());
  const [settled, setSettled] = useState<string | null>(null);
  useLayoutEffect(() => {
    standing.current = { means, since: performance.now() };
  }, [means]);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(means), settlesInMs);
    return () => clearTimeout(timer);
  }, [means]);
  const begin = (at: number, where: Place): Press => ({ means: standing.current.means, at, where });
  const accepts = (press: Press) => !isOff && pressGuard.accepts(press, standing.current);
  useChord(chord, (at) => {
    if (isOff)
      button.current?.focus(); // a screen reader then says why not
    else if (accepts(begin(at, `chord ${chord}`))) onAct('chord');
  });
  const shortcut = chord && hasChords ? chordName(chord) : undefined;
  return (
    <button
      {...native}
      ref={(element) => {
        button.current = element;
        if (typeof ref === 'function') ref(element);
        else if (ref) ref.current = element;
      }}
      type={isSubmit ? 'submit' : 'button'}
      title={title && shortcut ? keys.withKey(title, shortcut) : title}
      aria-disabled={isOff || settled !== means}
      aria-keyshortcuts={shortcut}
      data-settling={(!isOff && settled !== means) || undefined}
      onPointerDown={(event) => {
        typing.current.end();
        began.current = begin(event.timeStamp, placeOf(event));
      }}
      onKeyDown={({ key, timeStamp, repeat, ctrlKey, altKey, metaKey, nativeEvent }) => {
        if (ctrlKey || altKey || metaKey) return;
        const mayPress = typing.current.mayPress({ key, at: timeStamp, isComposing: nativeEvent.isComposing });
        if (key !== 'Enter' && key !== ' ') return;
        // A held key presses once.
        if (repeat || !mayPress) nativeEvent.preventDefault();
        else began.current = begin(timeStamp, 'keys');
      }}
      onKeyUp={(event) => {
        // Firefox clicks when the space bar is released, even if its keydown was cancelled.
        if (event.key === ' ' && began.current === null) event.preventDefault();
      }}
      onBlur={() => {
        typing.current.end();
        if (typeof began.current?.where === 'string') began.current = null;
      }}
      onClick={(event) => {
        const isOfKeys = event.detail === 0;
        const press = began.current;
        began.current = null;
        // A screen reader or voice control presses without a key or pointer: then the press begins now.
        const isOwn = press !== null && (typeof press.where === 'string') === isOfKeys;
        if (accepts(isOwn ? press : begin(event.timeStamp, isOfKeys ? 'keys' : placeOf(event)))) onAct('press');
        else event.preventDefault();
      }}
    />
  );
}

function placeOf({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Place {
  return { x: clientX, y: clientY };
}
