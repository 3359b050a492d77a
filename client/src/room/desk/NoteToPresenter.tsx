// A leader's answer to the presenter outside (R3.4): one field within the desk, so that it covers nobody.
import { SendHorizontal, X } from 'lucide-react';
import { longestNote } from '../../../../shared/protocol/note.ts';
import type { Answer } from '../../model/answer.ts';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import { useWriting } from '../use-writing.ts';
import css from './DeskNotices.module.css';

export interface NoteToPresenterProps {
  readonly name: string;
  readonly write: (text: string) => Promise<Answer>;
  readonly close: () => void;
}

export function NoteToPresenter({ name, write, close }: NoteToPresenterProps) {
  const words = useWords();
  const { text, type, outcome, send } = useWriting(write);
  return (
    <form
      className={css.answer}
      onSubmit={async (event) => {
        if (await send(event)) close();
      }}
      onKeyDown={(event) => {
        // While an input method composes, the key is the method's own.
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) close();
      }}
    >
      <label>
        <span role="status">{outcome?.notDone ?? words.desk.readByPresenter(name)}</span>
        <input
          type="text"
          dir="auto"
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to write
          autoFocus
          value={text}
          maxLength={longestNote}
          autoComplete="off"
          placeholder={words.desk.notePlaceholder}
          onChange={(event) => type(event.target.value)}
        />
      </label>
      <button type="submit" className={buttons.icon} aria-label={words.desk.send} title={words.desk.send}>
        <SendHorizontal aria-hidden="true" />
      </button>
      <ActButton means="close" className={buttons.icon} aria-label={words.desk.sure.no} title={words.desk.sure.no} onAct={close}>
        <X aria-hidden="true" />
      </ActButton>
    </form>
  );
}
