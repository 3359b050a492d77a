// Asks once before a rare act, in a native dialog that gives the focus back afterwards.
import { useRef } from 'react';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './Confirm.module.css';
import { useModal } from './use-modal.ts';

export interface Sure {
  readonly ask: string;
  readonly explain: string;
  readonly yes: string;
}

export interface ConfirmProps {
  readonly sure: Sure;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

export function Confirm({ sure, onYes, onClose }: ConfirmProps) {
  const { desk } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  useModal(dialog, no); // what cannot be undone is never one key away
  return (
    <dialog ref={dialog} className={css.dialog} onClose={onClose} aria-labelledby="sure-ask" aria-describedby="sure-explain">
      <h2 id="sure-ask">{sure.ask}</h2>
      <p id="sure-explain">{sure.explain}</p>
      <div className={css.row}>
        <ActButton
          means={sure.yes}
          className={buttons.main}
          onAct={() => {
            onYes();
            onClose();
          }}
        >
          {sure.yes}
        </ActButton>
        <ActButton ref={no} means="no" className={buttons.plain} onAct={onClose}>
          {desk.sure.no}
        </ActButton>
      </div>
    </dialog>
  );
}
