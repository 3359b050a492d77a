// Who was there, where no room has counted it: minutes beside everybody who came, all in one act.
import { type FormEvent, useState } from 'react';
import {
  type CreditPlace,
  type EnteredMeeting,
  type GridMeeting,
  type GridPerson,
  minutesOf,
} from '../../../../../shared/protocol/program/credit.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { DraftNote } from '../../parts/DraftNote.tsx';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import table from '../../parts/Table.module.css';
import { Failed } from '../../parts/Told.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';
import css from './EnterForm.module.css';
import { faultIn } from './fault-in.ts';
import { PlaceSelect } from './PlaceField.tsx';

interface EnterFormProps {
  readonly meeting: GridMeeting;
  readonly people: readonly GridPerson[];
  readonly leads: boolean;
  readonly look: () => Promise<void>;
  readonly onDone: () => Promise<void>;
}

interface Draft {
  readonly minutes: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, CreditPlace>>;
  readonly cases: string;
}

const nothing: Draft = { minutes: {}, places: {}, cases: '' };

export function EnterForm({ meeting, people, leads, look, onDone }: EnterFormProps) {
  const { entering: words, meeting: meetingWords, faults: sentences } = useCreditWords();
  const around = useAroundWords();
  const draft = useDraft<Draft>(`attendance-${meeting.id}`, nothing);
  const { minutes, places, cases } = draft.value;
  const [hasLooked, setLooked] = useState(false);
  const saving = useDoing();
  const typed = (id: string) => minutes[id] ?? '';
  const placeOf = (id: string): CreditPlace => places[id] ?? 'room';
  const there = people.filter(({ id }) => typed(id).trim() !== '');
  const faultOf = (id: string): string | null => {
    const n = there.findIndex((person) => person.id === id);
    if (n < 0) return null;
    const read = minutesOf(typed(id), meeting.most);
    if (typeof read === 'string') return hasLooked ? (sentences[read] ?? null) : null;
    return faultIn(saving.failed, `people.${n}.minutes`, sentences) ?? faultIn(saving.failed, `people.${n}.personId`, sentences);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (there.length === 0 || there.some(({ id }) => typeof minutesOf(typed(id), meeting.most) === 'string')) return;
    const said: EnteredMeeting = {
      people: there.map(({ id }) => ({ personId: id, minutes: typed(id), place: placeOf(id) })),
      ...(cases === '' ? {} : { cases: Number(cases) }),
    };
    const outcome = await saving.run(() => ask('POST', api.enterMeeting(meeting.id), said));
    if (!outcome?.ok) return;
    draft.drop();
    await onDone();
  };
  const fillAll = () =>
    draft.change({ minutes: Object.fromEntries(people.map(({ id }) => [id, typed(id) || String(meeting.most)])) });
  return (
    <form className={form.form} onSubmit={save} noValidate aria-label={words.heading}>
      <h3>{words.heading}</h3>
      <p className={form.quiet}>{meeting.isHeld ? words.beside : words.more}</p>
      <DraftNote draft={draft} />
      {!meeting.isHeld && (
        <div className={form.row}>
          <button type="button" className={buttons.small} onClick={fillAll}>
            {words.all(meeting.most)}
          </button>
        </div>
      )}
      <table className={`${table.table} ${css.entries}`}>
        <thead>
          <tr>
            <th scope="col">{meetingWords.person}</th>
            <th scope="col">{meetingWords.minutes}</th>
            <th scope="col">{meetingWords.place}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ id, name }) => {
            const fault = faultOf(id);
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  <input
                    aria-label={words.minutesOf(name)}
                    aria-invalid={fault ? true : undefined}
                    aria-describedby={fault ? `fault-${id}` : undefined}
                    inputMode="numeric"
                    size={4}
                    value={typed(id)}
                    onChange={({ target }) => draft.change({ minutes: { ...minutes, [id]: target.value } })}
                  />
                  {fault && (
                    <p id={`fault-${id}`} className={table.bad} role="alert">
                      {fault}
                    </p>
                  )}
                </td>
                <td>
                  <PlaceSelect
                    aria-label={words.placeOf(name)}
                    place={placeOf(id)}
                    onPlace={(place) => draft.change({ places: { ...places, [id]: place } })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {leads && !meeting.isHeld && (
        <Field label={words.cases} hint={words.casesHint} size="middle">
          {(ids) => (
            <select {...ids} value={cases} onChange={({ target }) => draft.change({ cases: target.value })}>
              <option value="">{words.casesUnsaid}</option>
              {Array.from({ length: 10 }, (_, n) => String(n)).map((n) => (
                <option key={n}>{n}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <p role="alert" className={table.bad}>
        {hasLooked && there.length === 0 ? sentences.nobody : (faultIn(saving.failed, 'people', sentences) ?? '')}
      </p>
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : words.save}
        </button>
      </div>
      <Failed failed={saving.failed?.why === 'faults' ? null : saving.failed} look={look} />
    </form>
  );
}
