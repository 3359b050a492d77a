// Asks once before a rare act, in a native dialog that gives the focus back afterwards.
import { useEffect, useRef } from 'react';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './Confirm.module.css';

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
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className={css.dialog} onClose={onClose} aria-labelledby="sure-ask" aria-describedby="sure-explain">
      <h2 id="sure-ask">{sure.ask}</h2>
      <p id="sure-explain">{sure.explain}</p>
      <div className={css.row}>
        <button
          type="button"
          className={buttons.main}
          onClick={() => {
            onYes();
            onClose();
          }}
        >
          {sure.yes}
        </button>
        <button type="button" className={buttons.plain} onClick={onClose}>
          {desk.sure.no}
        </button>
      </div>
    </dialog>
  );
}
