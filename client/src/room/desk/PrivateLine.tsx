// The leaders' notes (R7.1): a short thread that is kept nowhere, and notes to the presenter outside (R3.4).
import { MessageSquare, SendHorizontal } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { HeardWhisper, Reply, Whisper } from '../../../../shared/protocol/messages.ts';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import { Pop } from '../Pop.tsx';
import { replyInWords } from '../reply-in-words.ts';
import css from './PrivateLine.module.css';

export interface PrivateLineProps {
  readonly whispers: readonly HeardWhisper[];
  readonly whisper: (to: Whisper['to'], text: string) => Promise<Reply>;
  readonly me: string;
  readonly nameOf: (id: string) => string;
  /** The presenter outside the circle, or null while nobody is, or is invited back. */
  readonly outsideName: string | null;
}

const longest = 280;

export function PrivateLine({ whispers, whisper, me, nameOf, outsideName }: PrivateLineProps) {
  const words = useWords();
  const [to, setTo] = useState<Whisper['to']>('leaders');
  const [text, setText] = useState('');
  const [notDone, setNotDone] = useState<string | null>(null);
  const [seen, setSeen] = useState(whispers.length);
  // The choice is for one silence: in the next one, a word meant for the leaders must not go to the presenter.
  if (outsideName === null && to !== 'leaders') setTo('leaders');
  const hasNew = whispers.slice(seen).some((line) => line.from !== me);
  const label = hasNew ? words.desk.lineNew : words.desk.line;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const line = text.trim();
    if (!line) return;
    const said = replyInWords(await whisper(to, line), words);
    setNotDone(said);
    if (!said) setText('');
  };
  return (
    <Pop
      label={label}
      className={buttons.quiet}
      keyName="l"
      onOpen={() => setSeen(whispers.length)}
      face={
        <>
          <MessageSquare aria-hidden="true" fill={hasNew ? 'currentColor' : 'none'} />
          <span data-wide>{label}</span>
          <span className="said" role="status">
            {hasNew ? words.desk.lineNew : ''}
          </span>
        </>
      }
    >
      {() => (
        <form className={css.line} onSubmit={send}>
          <p className={css.empty}>
            {to === 'presenter' && outsideName !== null ? words.desk.readByPresenter(outsideName) : words.desk.readByLeaders}
          </p>
          <ol className={css.thread} aria-live="polite">
            {whispers.map((line) => (
              <li key={`${line.at} ${line.from}`}>
                <b>{line.from === me ? words.desk.me : nameOf(line.from)}</b>
                {line.presenterId !== undefined && <i> {words.desk.sentToPresenter(nameOf(line.presenterId))}</i>}
                <span>{line.text}</span>
              </li>
            ))}
          </ol>
          {outsideName !== null && (
            <label className={css.to}>
              {words.desk.lineTo}
              <select value={to} onChange={(event) => setTo(event.target.value === 'presenter' ? 'presenter' : 'leaders')}>
                <option value="leaders">{words.desk.toLeaders}</option>
                <option value="presenter">{words.desk.toPresenter(outsideName)}</option>
              </select>
            </label>
          )}
          <div className={css.write}>
            <input
              type="text"
              value={text}
              maxLength={longest}
              autoComplete="off"
              placeholder={words.desk.linePlaceholder}
              aria-label={words.desk.linePlaceholder}
              onChange={(event) => setText(event.target.value)}
              onFocus={() => setSeen(whispers.length)}
            />
            <button type="submit" className={buttons.icon} aria-label={words.desk.send} title={words.desk.send}>
              <SendHorizontal aria-hidden="true" />
            </button>
          </div>
          {notDone && <p role="alert">{notDone}</p>}
        </form>
      )}
    </Pop>
  );
}
