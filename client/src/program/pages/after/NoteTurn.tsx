// One turn more for the leaders' private list of who presented: who, when, and whether they wish to come back.
import { type FormEvent, useState } from 'react';
import type { RotationView } from '../../../../../shared/protocol/program/after.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field, Tick } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { textOfDay } from '../../parts/moments.ts';
import { Failed, Told } from '../../parts/Told.tsx';
import { useServerNow } from '../../parts/use-server-now.ts';
import { useAfterWords } from '../../words/after-words.ts';
import { useAroundWords } from '../../words/around-words.ts';

export interface ListOfTurns {
  /** Where the server has the list: of a group, or of a seat in it. */
  readonly at: string;
  readonly view: RotationView;
  readonly look: () => Promise<void>;
}

export function NoteTurn({ at, view, look }: ListOfTurns) {
  const { rotation: words } = useAfterWords();
  const { faults } = useAroundWords();
  const today = textOfDay(useServerNow());
  const [draft, setDraft] = useState({ personId: '', onDate: view.dates[0] ?? today, wishesToReturn: false });
  const [isTried, setTried] = useState(false);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const note = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setTold('');
    if (draft.personId === '') return;
    const outcome = await doing.run(() => ask('POST', api.rotationTurns(at), draft));
    if (!outcome?.ok) return;
    await look();
    setTold(words.noted(view.people.find(({ id }) => id === draft.personId)?.name ?? ''));
    setDraft({ ...draft, personId: '', wishesToReturn: false });
    setTried(false);
  };
  const isNoDate = doing.failed?.faults.some(({ path }) => path === 'onDate') === true;
  return (
    <section className={form.section}>
      <h2>{words.note}</h2>
      <form className={form.form} noValidate onSubmit={(event) => void note(event)}>
        <div className={form.side}>
          <Field label={words.who} fault={isTried && draft.personId === '' ? faults.required : null} size="middle">
            {(ids) => (
              <select {...ids} value={draft.personId} onChange={({ target }) => setDraft({ ...draft, personId: target.value })}>
                <option value="">{words.choose}</option>
                {view.people.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={words.date} fault={isNoDate ? words.noSuchDate : null} size="short">
            {(ids) => (
              <input
                {...ids}
                type="date"
                max={today}
                value={draft.onDate}
                onChange={({ target }) => setDraft({ ...draft, onDate: target.value })}
              />
            )}
          </Field>
        </div>
        <Tick
          label={words.wishes}
          isOn={draft.wishesToReturn}
          onChange={(wishesToReturn) => setDraft({ ...draft, wishesToReturn })}
        />
        <div className={form.row}>
          <button type="submit" className={buttons.main} aria-disabled={doing.isBusy}>
            {words.add}
          </button>
        </div>
        <Told>{told}</Told>
        <Failed failed={isNoDate ? null : doing.failed} look={look} />
      </form>
    </section>
  );
}
