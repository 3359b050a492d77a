// A button with a small card beside it that closes on Escape or a touch elsewhere. Built on the native popover.
import { type ReactNode, useId, useRef } from 'react';
import { ActButton } from '../press/ActButton.tsx';
import css from './Pop.module.css';

export interface PopProps {
  readonly label: string;
  readonly className?: string | undefined;
  /** What the button shows; `label` is what it is called. */
  readonly face: ReactNode;
  /** The letter that opens it too, with two keys held. */
  readonly chord?: string | undefined;
  readonly onOpen?: () => void;
  readonly children: (close: () => void) => ReactNode;
}

const edge = 12;

export function Pop({ label, className, face, chord, onOpen, children }: PopProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const place = () => {
    const from = button.current?.getBoundingClientRect();
    const element = card.current;
    if (!from || !element) return;
    const middle = from.left + from.width / 2 - element.offsetWidth / 2;
    element.style.left = `${Math.max(edge, Math.min(middle, window.innerWidth - element.offsetWidth - edge))}px`;
    // Above its button, or beneath it where there is more room, as under the upper edge of a low screen.
    const [above, beneath] = [from.top, window.innerHeight - from.bottom];
    const isBeneath = beneath > above;
    element.style.top = isBeneath ? `${from.bottom + 10}px` : 'auto';
    element.style.bottom = isBeneath ? 'auto' : `${beneath + from.height + 10}px`;
    element.style.maxHeight = `${Math.max(above, beneath) - 2 * edge}px`;
  };
  const close = () => card.current?.hidePopover();
  return (
    <>
      <ActButton
        ref={button}
        means="card"
        className={className}
        popoverTarget={id}
        aria-label={label}
        title={label}
        chord={chord}
        onAct={(by) => by === 'chord' && card.current?.togglePopover()}
      >
        {face}
      </ActButton>
      <div
        ref={card}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={css.card}
        onToggle={(event) => {
          if (event.newState !== 'open') {
            // R10.1: a chord opens it from wherever one was, and some browsers leave a clicked button without the focus.
            const at = document.activeElement;
            if (at === document.body || card.current?.contains(at)) button.current?.focus({ preventScroll: true });
            return;
          }
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
