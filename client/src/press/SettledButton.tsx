// A plain page's button that has only just come to stand where something else was pressed (R1.8): the second half of a double press does nothing.
import { type ButtonHTMLAttributes, useLayoutEffect, useRef } from 'react';
import { settlesInMs } from './press-guard.ts';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'onClick'>;

export function SettledButton({ onAct, ...native }: Native & { readonly onAct: () => void }) {
  const since = useRef(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    since.current = performance.now();
  }, []);
  return <button {...native} type="button" onClick={({ timeStamp }) => timeStamp - since.current >= settlesInMs && onAct()} />;
}
