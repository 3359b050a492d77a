// The order of the circle: chairs are moved by dragging their handle, or with the arrow keys while it has the focus. Every change is spoken.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useMakingWords } from '../words/making-words.ts';
import css from './CircleOrder.module.css';

export interface Chair {
  readonly key: string;
  readonly name: string;
}

interface CircleOrderProps<C extends Chair> {
  readonly chairs: readonly C[];
  readonly onOrder: (chairs: readonly C[]) => void;
  readonly label: string;
  /** It is only read. */
  readonly isFixed?: boolean;
  readonly children: (chair: C, index: number) => ReactNode;
}

export function CircleOrder<C extends Chair>({ chairs, onOrder, label, isFixed = false, children }: CircleOrderProps<C>) {
  const { people: words } = useMakingWords();
  const [told, setTold] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);

  const move = (from: number, to: number) => {
    const chair = chairs[from];
    if (!chair || to < 0 || to >= chairs.length || to === from) return;
    const others = chairs.filter((_, index) => index !== from);
    const after = [...others.slice(0, to), chair, ...others.slice(to)];
    onOrder(after);
    const beside = (step: number) => after[(to + step + after.length) % after.length]?.name ?? '';
    setTold(words.moved(chair.name, to + 1, after.length, words.between(beside(-1), beside(1))));
  };

  const press = (event: KeyboardEvent, index: number) => {
    const steps: Readonly<Record<string, number>> = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: chairs.length - 1 };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(index, to);
  };

  const follow = (event: PointerEvent, index: number) => {
    if (dragged === null) return;
    const rows = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
    const over = rows.findIndex(({ top, bottom }) => event.clientY >= top && event.clientY < bottom);
    if (over !== -1 && over !== index) move(index, over);
  };

  return (
    <>
      <ol ref={list} className={css.list} aria-label={label}>
        {chairs.map((chair, index) => (
          <li key={chair.key} data-fixed={isFixed || undefined} data-dragged={dragged === chair.key || undefined}>
            {!isFixed && (
              <button
                type="button"
                className={css.handle}
                aria-label={words.move(chair.name, index + 1, chairs.length)}
                onKeyDown={(event) => press(event, index)}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId);
                  setDragged(chair.key);
                }}
                onPointerMove={(event) => follow(event, index)}
                onPointerUp={() => setDragged(null)}
                onPointerCancel={() => setDragged(null)}
              >
                <svg viewBox="0 0 16 24" aria-hidden="true">
                  <path d="M5 6h.01M11 6h.01M5 12h.01M11 12h.01M5 18h.01M11 18h.01" />
                </svg>
              </button>
            )}
            {children(chair, index)}
          </li>
        ))}
      </ol>
      <p role="status" className="said">
        {told}
      </p>
    </>
  );
}
