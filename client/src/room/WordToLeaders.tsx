// A member's private word to those who lead (R7.7): a small card among one's own controls. What was written is kept on no screen but the leaders'.
import { MessageSquare, SendHorizontal } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { longestNote } from '../../../shared/protocol/note.ts';
import type { RoomProps } from '../model/room-props.ts';
import { Pop } from '../parts/Pop.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import { replyInWords } from './reply-in-words.ts';
import css from './WordToLeaders.module.css';

export interface WordToLeadersProps {
  readonly mayWrite: boolean;
  readonly whisper: RoomProps['whisper'];
}

export function WordToLeaders({ mayWrite, whisper }: WordToLeadersProps) {
  const words = useWords();
  const { word } = words.controls;
  const [text, setText] = useState('');
  const [said, setSaid] = useState<{ readonly isDone: boolean; readonly text: string } | null>(null);
  const isOnItsWay = useRef(false);
  // A leader's short break takes nobody's half-written word away.
  if (!mayWrite && text === '') return null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const written = text.trim();
    if (!written || isOnItsWay.current) return;
    isOnItsWay.current = true;
    const notDone = replyInWords(await whisper('leaders', written), words);
    isOnItsWay.current = false;
    setSaid(notDone === null ? { isDone: true, text: word.sent } : { isDone: false, text: notDone });
    if (notDone === null) setText('');
  };
  return (
    <Pop
      label={word.label}
      className={buttons.icon}
      chord="l"
      onOpen={() => setSaid(null)}
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
              onChange={(event) => {
                setText(event.target.value);
                setSaid(null);
              }}
            />
            <button type="submit" className={buttons.icon} aria-label={word.send} title={word.send}>
              <SendHorizontal aria-hidden="true" />
            </button>
          </div>
          <p className={css.said} role="status">
            {said?.isDone ? said.text : ''}
          </p>
          {said && !said.isDone && <p role="alert">{said.text}</p>}
        </form>
      )}
    </Pop>
  );
}
