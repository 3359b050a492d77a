// A member's private word to those who lead (R7.7): a small card among one's own controls. What was written is kept on no screen but the leaders'.
import { MessageSquare, SendHorizontal } from 'lucide-react';
import { longestNote } from '../../../shared/protocol/note.ts';
import type { RoomProps } from '../model/room-props.ts';
import { Pop } from '../parts/Pop.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import { useWriting } from './use-writing.ts';
import css from './WordToLeaders.module.css';

export interface WordToLeadersProps {
  readonly mayWrite: boolean;
  readonly whisper: RoomProps['whisper'];
}

export function WordToLeaders({ mayWrite, whisper }: WordToLeadersProps) {
  const words = useWords();
  const { word } = words.controls;
  const { text, type, outcome, forgetOutcome, send } = useWriting((written) => whisper('leaders', written));
  // A leader's short break takes nobody's half-written word away.
  if (!mayWrite && text === '') return null;
  return (
    <Pop
      label={word.label}
      className={buttons.icon}
      chord="l"
      onOpen={forgetOutcome}
      face={
        <>
          <MessageSquare aria-hidden="true" />
          <span data-word>{word.short}</span>
        </>
      }
    >
      {() => (
        <form className={css.card} onSubmit={send}>
          <p className={css.readBy}>{word.readBy}</p>
          <div className={css.write}>
            <input
              type="text"
              dir="auto"
              value={text}
              maxLength={longestNote}
              autoComplete="off"
              placeholder={word.placeholder}
              aria-label={word.label}
              onChange={(event) => type(event.target.value)}
            />
            <button type="submit" className={buttons.icon} aria-label={word.send} title={word.send}>
              <SendHorizontal aria-hidden="true" />
            </button>
          </div>
          <p className={css.said} role="status">
            {outcome?.notDone === null ? word.sent : ''}
          </p>
          {outcome?.notDone && <p role="alert">{outcome.notDone}</p>}
        </form>
      )}
    </Pop>
  );
}
