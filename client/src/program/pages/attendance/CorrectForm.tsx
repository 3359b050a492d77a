// Corrects the minutes or the place of one person in one meeting, with a reason that this person reads.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import {
  type Correction,
  type CreditPlace,
  type GridCell,
  type GridMeeting,
  type GridPerson,
  longestReason,
  minutesOf,
  reasonFault,
} from '../../../../../shared/protocol/program/credit.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { shortDayIn } from '../../parts/moments.ts';
import { NewerNote } from '../../parts/NewerNote.tsx';
import { Failed } from '../../parts/Told.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';
import { faultIn } from './fault-in.ts';
import { PlaceField } from './PlaceField.tsx';

interface CorrectFormProps {
  readonly meeting: GridMeeting;
  readonly zone: string;
  readonly person: GridPerson;
  readonly cell: GridCell | null;
  readonly look: () => Promise<void>;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function CorrectForm({ meeting, zone, person, cell, look, onDone, onClose }: CorrectFormProps) {
  const { correcting: words, meeting: meetingWords, faults: sentences } = useCreditWords();
  const around = useAroundWords();
  const elsewhere: CreditPlace = meeting.place === 'room' ? 'room' : 'screen';
  const newest = {
    minutes: cell === null ? '' : String(cell.minutes),
    place: cell?.place ?? elsewhere,
    reason: '',
    // Stays with what is being written: a draft from before somebody else's correction is told so.
    from: cell?.corrections ?? 0,
  };
  const { value, change, drop } = useDraft(`correct-${meeting.id}-${person.id}`, newest);
  const [hasLooked, setLooked] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const saving = useDoing();
  const minutes = minutesOf(value.minutes, meeting.most);
  const own = { minutes: typeof minutes === 'string' ? minutes : null, reason: reasonFault(value.reason) };
  const faultAt = (path: 'minutes' | 'reason') =>
    (hasLooked && own[path] && sentences[own[path]]) || faultIn(saving.failed, path, sentences, around.faults);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (own.minutes !== null || own.reason !== null) return;
    const said: Correction = value;
    const outcome = await saving.run(() => ask('POST', api.correctMinutes(meeting.id, person.id), said));
    if (!outcome?.ok) return;
    drop();
    await onDone();
  };
  const close = () => {
    drop();
    onClose();
  };
  return (
    <form className={form.form} onSubmit={save} noValidate aria-label={meetingWords.correctFor(person.name)}>
      <h3>{words.of(person.name, shortDayIn(meeting.startsAt, around.language, zone))}</h3>
      {value.from !== newest.from && (
        <NewerNote onMine={() => change({ from: newest.from })} onNewest={() => drop(newest)}>
          <p>{`${newest.minutes || around.none}, ${around.places[newest.place]}`}</p>
        </NewerNote>
      )}
      <div className={form.side}>
        <Field label={meetingWords.minutes} fault={faultAt('minutes')}>
          {(ids) => (
            <input
              {...ids}
              ref={first}
              inputMode="numeric"
              value={value.minutes}
              onChange={({ target }) => change({ minutes: target.value })}
            />
          )}
        </Field>
        <PlaceField label={meetingWords.place} place={value.place} onPlace={(place) => change({ place })} />
      </div>
      <Field label={words.reason} hint={words.reasonHint} fault={faultAt('reason')}>
        {(ids) => (
          <input
            {...ids}
            maxLength={longestReason}
            value={value.reason}
            onChange={({ target }) => change({ reason: target.value })}
          />
        )}
      </Field>
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : words.save}
        </button>
        <button type="button" className={buttons.plain} onClick={close}>
          {around.cancel}
        </button>
      </div>
      <Failed failed={saving.failed?.why === 'faults' ? null : saving.failed} look={look} />
    </form>
  );
}
