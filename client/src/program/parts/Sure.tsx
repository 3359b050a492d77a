// Asks once before what cannot be taken back, in a native dialog that gives the focus back afterwards.
import { useId, useRef } from 'react';
import dialogs from '../../parts/Confirm.module.css';
import { useModal } from '../../parts/use-modal.ts';
import buttons from '../../styles/buttons.module.css';
import { useAroundWords } from '../words/around-words.ts';

export interface SureProps {
  readonly ask: string;
  readonly explain: string;
  readonly yes: string;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

export function Sure({ ask, explain, yes, onYes, onClose }: SureProps) {
  const { sure } = useAroundWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  useModal(dialog, no); // what cannot be taken back is never one key away
  return (
    <dialog ref={dialog} className={dialogs.dialog} onClose={onClose} aria-labelledby={`${id}-ask`} aria-describedby={`${id}-more`}>
      <h2 id={`${id}-ask`}>{ask}</h2>
      <p id={`${id}-more`}>{explain}</p>
      <div className={dialogs.row}>
        <button
          type="button"
          className={buttons.main}
          onClick={() => {
            onYes();
            onClose();
          }}
        >
          {yes}
        </button>
        <button ref={no} type="button" className={buttons.plain} onClick={onClose}>
          {sure.no}
        </button>
      </div>
    </dialog>
  );
}
