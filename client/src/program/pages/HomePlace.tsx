// Where somebody will be at a meeting that is on screen and in the room: said by their own choice, changed and taken back like it.
import type { HomeMeeting } from '../../../../shared/protocol/program/me.ts';
import { Field } from '../parts/Field.tsx';
import { dayIn } from '../parts/moments.ts';
import { useAroundWords } from '../words/around-words.ts';
import { useHomeWords } from '../words/home-words.ts';

export type OwnPlace = HomeMeeting['myPlace'];

interface HomePlaceProps {
  readonly meeting: HomeMeeting;
  readonly say: (meeting: HomeMeeting, place: OwnPlace) => Promise<void>;
}

export function HomePlace({ meeting, say }: HomePlaceProps) {
  const { ownPlace: words } = useHomeWords();
  const { language } = useAroundWords();
  const choices = { '': words.unsaid, screen: words.screen, room: words.room };
  return (
    <Field label={words.ask} size="middle">
      {(ids) => (
        <select
          {...ids}
          aria-label={words.askOn(dayIn(meeting.startsAt, language))}
          value={meeting.myPlace ?? ''}
          onChange={({ target }) => void say(meeting, (target.value || null) as OwnPlace)}
        >
          {Object.entries(choices).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
