// Where somebody will be at a meeting that is on screen and in the room: said by their own choice, changed and taken back like it.
import { useId } from 'react';
import type { HomeMeeting } from '../../../../shared/protocol/program/me.ts';
import { dayIn } from '../parts/moments.ts';
import { useAroundWords } from '../words/around-words.ts';
import { useHomeWords } from '../words/home-words.ts';
import css from './Home.module.css';

export type OwnPlace = HomeMeeting['myPlace'];

interface HomePlaceProps {
  readonly meeting: HomeMeeting;
  readonly say: (meeting: HomeMeeting, place: OwnPlace) => Promise<void>;
  readonly isBusy: boolean;
  /** In a row of a table, which says the date. */
  readonly isShort?: boolean;
}

export function HomePlace({ meeting, say, isBusy, isShort = false }: HomePlaceProps) {
  const { ownPlace: words } = useHomeWords();
  const { language } = useAroundWords();
  const id = useId();
  const choices = { '': words.unsaid, screen: words.screen, room: words.room };
  return (
    <div className={css.place}>
      {!isShort && <label htmlFor={id}>{words.ask}</label>}
      <select
        id={id}
        aria-label={isShort ? words.askOn(dayIn(meeting.startsAt, language)) : undefined}
        value={meeting.myPlace ?? ''}
        disabled={isBusy}
        onChange={({ target }) => void say(meeting, (target.value || null) as OwnPlace)}
      >
        {Object.entries(choices).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
