// A button with a small card above it that closes on Escape or a touch elsewhere. Built on the native popover.
import { type ReactNode, useId, useRef } from 'react';
import css from './Pop.module.css';
import { useKeys } from './use-keys.ts';

export interface PopProps {
  readonly label: string;
  readonly className?: string | undefined;
  /** What the button shows; `label` is what it is called. */
  readonly face: ReactNode;
  readonly keyName?: string;
  readonly onOpen?: () => void;
  readonly children: (close: () => void) => ReactNode;
}

const edge = 12;

export function Pop({ label, className, face, keyName, onOpen, children }: PopProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const place = () => {
    const from = button.current?.getBoundingClientRect();
    const element = card.current;
    if (!from || !element) return;
    const middle = from.left + from.width / 2 - element.offsetWidth / 2;
    element.style.left = `${Math.max(edge, Math.min(middle, window.innerWidth - element.offsetWidth - edge))}px`;
    element.style.bottom = `${window.innerHeight - from.top + 10}px`;
    element.style.maxHeight = `${from.top - 2 * edge}px`;
  };
  const close = () => card.current?.hidePopover();
  useKeys(keyName ? { [keyName]: () => card.current?.togglePopover() } : {});
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        popoverTarget={id}
        aria-label={label}
        aria-keyshortcuts={keyName}
        title={keyName ? `${label} (${keyName.toUpperCase()})` : label}
        data-key={keyName}
      >
        {face}
      </button>
      <div
        ref={card}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={css.card}
        onToggle={(event) => {
          if (event.newState !== 'open') return;
          place();
          card.current?.querySelector<HTMLElement>('button, input, summary, textarea')?.focus();
          onOpen?.();
        }}
      >
        {children(close)}
      </div>
    </>
  );
}
