// The leaders' notes (R7.1): a short thread that is kept nowhere, with members' words to the leaders (R7.7), and notes to the presenter outside (R3.4).
import { MessageSquare, SendHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { HeardNote, Note } from '../../../../shared/protocol/messages.ts';
import { longestNote } from '../../../../shared/protocol/note.ts';
import type { Answer } from '../../model/answer.ts';
import { Pop } from '../../parts/Pop.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import { useWriting } from '../use-writing.ts';
import css from './LeadersNotes.module.css';

export interface LeadersNotesProps {
  readonly notes: readonly HeardNote[];
  readonly whisper: (to: Note['to'], text: string) => Promise<Answer>;
  readonly me: string;
  readonly nameOf: (id: string) => string;
  /** R7.7: whether its writer is none of those who lead. */
  readonly isWord: (note: HeardNote) => boolean;
  /** The presenter outside the circle, or null while nobody is, or is invited back. */
  readonly outsideName: string | null;
  /** When the presenter last gave their signal: an answer goes to them first (R3.4). */
  readonly signalledAt: number | null;
}

export function LeadersNotes({ notes, whisper, me, nameOf, isWord, outsideName, signalledAt }: LeadersNotesProps) {
  const words = useWords();
  const [to, setTo] = useState<Note['to']>('leaders');
  const { text, type, outcome, send } = useWriting((note) => whisper(to, note));
  const notDone = outcome?.notDone ?? null;
  const [readUntil, setReadUntil] = useState(() => newestOf(notes));
  const [answers, setAnswers] = useState(signalledAt);
  // The choice holds for one silence: in the next, a note meant for the leaders must not go to the presenter.
  if (outsideName === null && to !== 'leaders') setTo('leaders');
  if (signalledAt !== answers) {
    setAnswers(signalledAt);
    // A half-written note keeps the reader it was meant for.
    if (signalledAt !== null && outsideName !== null && text === '') setTo('presenter');
  }
  const ofOthers = notes.filter((note) => note.at > readUntil && note.from !== me);
  const unread = ofOthers.length;
  const word = ofOthers.findLast(isWord);
  const label =
    unread === 0 ? words.desk.notes : word ? words.desk.wordFromNew(nameOf(word.from), unread) : words.desk.notesNew(unread);
  const read = () => setReadUntil(newestOf(notes));
  return (
    <Pop
      label={label}
      className={buttons.quiet}
      chord="l"
      onOpen={read}
      face={
        <>
          <MessageSquare aria-hidden="true" fill={unread > 0 ? 'currentColor' : 'none'} />
          <span data-word>{unread > 0 ? words.desk.notesShortNew(unread) : words.desk.notesShort}</span>
          <span className="said" role="status">
            {unread > 0 ? label : ''}
          </span>
        </>
      }
    >
      {() => (
        <form className={css.card} onSubmit={send}>
          <p className={css.empty}>
            {to === 'presenter' && outsideName !== null ? words.desk.readByPresenter(outsideName) : words.desk.readByLeaders}
          </p>
          <ol className={css.thread} aria-label={words.desk.notes} aria-live="polite" tabIndex={notes.length > 0 ? 0 : undefined}>
            {notes.map((note) => (
              <li key={`${note.at} ${note.from}`}>
                <b>{note.from === me ? words.desk.me : nameOf(note.from)}</b>{' '}
                {note.presenterId !== undefined && <i>{words.desk.sentToPresenter(nameOf(note.presenterId))}</i>}
                {isWord(note) && <i>{words.desk.wordToLeaders}</i>}
                <span dir="auto">{note.text}</span>
              </li>
            ))}
          </ol>
          {outsideName !== null && (
            <label className={css.to}>
              <span>{words.desk.noteTo}</span>
              <select value={to} onChange={(event) => setTo(event.target.value === 'presenter' ? 'presenter' : 'leaders')}>
                <option value="leaders">{words.desk.toLeaders}</option>
                <option value="presenter">{words.desk.toPresenter(outsideName)}</option>
              </select>
            </label>
          )}
          <div className={css.write}>
            <input
              type="text"
              dir="auto"
              value={text}
              maxLength={longestNote}
              autoComplete="off"
              placeholder={words.desk.notePlaceholder}
              aria-label={words.desk.notePlaceholder}
              onChange={(event) => type(event.target.value)}
              onFocus={read}
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

function newestOf(notes: readonly HeardNote[]): number {
  return Math.max(Number.NEGATIVE_INFINITY, ...notes.map(({ at }) => at));
}
