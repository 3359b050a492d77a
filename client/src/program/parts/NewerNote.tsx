// Somebody has saved something newer than what is being changed here: the newest, to be read beside one's own, and which of the two goes on.
import type { ReactNode } from 'react';
import buttons from '../../styles/buttons.module.css';
import { useAroundWords } from '../words/around-words.ts';
import form from './Form.module.css';

interface NewerNoteProps {
  readonly onMine: () => void;
  readonly onNewest: () => void;
  /** The newest. */
  readonly children: ReactNode;
}

export function NewerNote({ onMine, onNewest, children }: NewerNoteProps) {
  const { newer: words } = useAroundWords();
  return (
    <section className={`${form.note} ${form.form}`} aria-label={words.label}>
      <p role="status">{words.what}</p>
      {children}
      <div className={form.row}>
        <button type="button" className={buttons.small} onClick={onMine}>
          {words.mine}
        </button>
        <button type="button" className={buttons.small} onClick={onNewest}>
          {words.newest}
        </button>
      </div>
    </section>
  );
}
