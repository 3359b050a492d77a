// A small window over the room, in a native dialog that gives the focus back afterwards.
import { type ReactNode, useId, useRef } from 'react';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import css from './Confirm.module.css';
import { useModal } from './use-modal.ts';

export interface DialogProps {
  readonly heading: string;
  readonly done: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ heading, done, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog);
  return (
    <dialog ref={dialog} className={css.dialog} onClose={onClose} aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {heading}
      </h2>
      {children}
      <div className={css.row}>
        <ActButton means="done" className={buttons.main} onAct={onClose}>
          {done}
        </ActButton>
      </div>
    </dialog>
  );
}
