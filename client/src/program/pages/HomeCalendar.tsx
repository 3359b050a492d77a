// One's calendar of a group: its address to subscribe to, which can be renewed, and the reminders one likes.
import { useState } from 'react';
import type { HomeSeat } from '../../../../shared/protocol/program/me.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Copy } from '../parts/Copy.tsx';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { Sure } from '../parts/Sure.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { useHomeWords } from '../words/home-words.ts';
import css from './Home.module.css';

interface HomeCalendarProps {
  readonly seat: HomeSeat;
  readonly look: () => Promise<void>;
}

const choices = ['both', 'day', 'hours', 'none'] as const;

export function HomeCalendar({ seat, look }: HomeCalendarProps) {
  const words = useHomeWords();
  const doing = useDoing();
  const [told, setTold] = useState('');
  const [isAsking, setAsking] = useState(false);
  const change = async (act: () => ReturnType<typeof ask>, said: string) => {
    setTold('');
    const outcome = await doing.run(act);
    if (!outcome?.ok) return;
    await look();
    setTold(said);
  };
  return (
    <details className={css.more}>
      <summary>{words.calendar}</summary>
      <div className={form.form}>
        {seat.feed !== null && (
          <>
            <Field label={words.feed} hint={words.feedHint}>
              {(ids) => <input {...ids} readOnly value={seat.feed ?? ''} onFocus={(event) => event.target.select()} />}
            </Field>
            <div className={form.row}>
              <Copy text={seat.feed} label={words.feed} />
              <button
                type="button"
                className={buttons.small}
                aria-disabled={doing.isBusy}
                onClick={() => !doing.isBusy && setAsking(true)}
              >
                {words.renew}
              </button>
            </div>
          </>
        )}
        <Field label={words.reminders} hint={words.remindersHint} size="middle">
          {(ids) => (
            <select
              {...ids}
              value={seat.reminders}
              onChange={({ target }) =>
                void change(() => ask('POST', api.seatReminders(seat.ref), { reminders: target.value }), words.remindersSaved)
              }
            >
              {choices.map((each) => (
                <option key={each} value={each}>
                  {words.reminderChoices[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Told>{told}</Told>
        <Failed failed={doing.failed} />
      </div>
      {isAsking && (
        <Sure
          {...words.renewSure}
          onYes={() => void change(() => ask('POST', api.seatFeed(seat.ref)), words.renewed)}
          onClose={() => setAsking(false)}
        />
      )}
    </details>
  );
}
