// A button that has just appeared where something else was pressed (R1.8): the second half of a double press does nothing.
import { type ButtonHTMLAttributes, useEffect, useState } from 'react';
import { settlesInMs } from './press-guard.ts';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'onClick' | 'aria-disabled'>;

export function SettledButton({ onAct, ...native }: Native & { readonly onAct: () => void }) {
  const [isSettled, setSettled] = useState(false);
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
      onClick={() => isSettled && onAct()}
    />
  );
}
