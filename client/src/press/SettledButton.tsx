// A button that has just appeared where something else was pressed (R1.8): the second half of a double press does nothing, nor does a press that began
// before it could be read, or a held key.
import { type ButtonHTMLAttributes, useEffect, useRef, useState } from 'react';
import { settlesInMs } from './press-guard.ts';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'onClick' | 'aria-disabled'>;

export function SettledButton({ onAct, ...native }: Native & { readonly onAct: () => void }) {
  const [isSettled, setSettled] = useState(false);
  /** Whether the press that began here may count; null before one: a screen reader presses without a key or pointer. */
  const began = useRef<boolean | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settlesInMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <button
      {...native}
      type="button"
      aria-disabled={!isSettled}
      data-settling={!isSettled || undefined}
      onPointerDown={() => {
        began.current = isSettled;
      }}
      onKeyDown={({ repeat }) => {
        if (repeat) began.current ??= false;
        else began.current = isSettled;
      }}
      onClick={() => {
        if (isSettled && began.current !== false) onAct();
        began.current = null;
      }}
    />
  );
}
