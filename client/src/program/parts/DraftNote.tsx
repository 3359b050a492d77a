// Says that what was written here before is still there, and lets it go.
import buttons from '../../styles/buttons.module.css';
import { useAroundWords } from '../words/around-words.ts';
import form from './Form.module.css';

interface DraftNoteProps {
  readonly draft: { readonly wasKept: boolean; readonly drop: () => void };
}

export function DraftNote({ draft }: DraftNoteProps) {
  const words = useAroundWords();
  if (!draft.wasKept) return null;
  return (
    <div className={`${form.note} ${form.row}`}>
      <p>{words.draftKept}</p>
      <button type="button" className={buttons.small} onClick={() => draft.drop()}>
        {words.draftDrop}
      </button>
    </div>
  );
}
