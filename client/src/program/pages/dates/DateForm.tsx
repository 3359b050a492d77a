// One date: moved, or added. An hour that the clocks leave out or repeat is asked about, never guessed.
import { type FormEvent, useState } from 'react';
import type { MeetingChange, MeetingRow, NewDate, Place } from '../../../../../shared/protocol/program/dates.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { dayIn, dayOfText, placeInZone, timeIn } from '../../parts/moments.ts';
import { NewerNote } from '../../parts/NewerNote.tsx';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useGroupWords } from '../../words/group-words.ts';
import { useMakingWords } from '../../words/making-words.ts';

interface DateFormProps {
  readonly groupId: string;
  readonly zone: string;
  /** Null: a new one. */
  readonly meeting: MeetingRow | null;
  readonly look: () => Promise<void>;
  readonly onDone: (day: string) => void;
  readonly onClose: () => void;
}

type Choice = 'earlier' | 'later';
const openCodes = ['does-not-exist', 'exists-twice'];

export function DateForm({ groupId, zone, meeting, look, onDone, onClose }: DateFormProps) {
  const { dates: words } = useGroupWords();
  const { dates: making } = useMakingWords();
  const around = useAroundWords();
  const [localDay = '', localHour = ''] = (meeting?.localStart ?? '').split('T');
  const [date, setDate] = useState(localDay);
  const [at, setAt] = useState(localHour.slice(0, 5));
  const [minutes, setMinutes] = useState(meeting === null ? 90 : Math.round((meeting.endsAt - meeting.startsAt) / 60_000));
  const [place, setPlace] = useState<Place>(meeting?.place ?? 'screen');
  const [from, setFrom] = useState(meeting?.sequence);
  const [choose, setChoose] = useState<Choice | null>(null);
  const [isMissing, setMissing] = useState(false);
  const saving = useDoing();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(date === '' || at === '');
    if (date === '' || at === '') return;
    const said: NewDate = { date, at, minutes, place, ...(choose === null ? {} : { choose }) };
    const outcome = await saving.run(() =>
      meeting === null
        ? ask('POST', api.dates(groupId), said)
        : ask('PATCH', api.meeting(meeting.id), { ...said, from: from ?? meeting.sequence } satisfies MeetingChange),
    );
    if (outcome?.ok) onDone(dayOfText(date, around.language));
  };
  const faults = saving.failed?.faults ?? [];
  const isOpen = faults.some(({ code }) => openCodes.includes(code));
  const faultAt = (path: string, missing: string | undefined) => {
    if (isMissing) return missing;
    const found = faults.find((each) => each.path === path && !openCodes.includes(each.code));
    return found && (making.faults[found.code] ?? around.faults[found.code] ?? around.faults.other);
  };
  return (
    <form className={form.card} onSubmit={save} noValidate>
      <p className={form.quiet}>{words.inZone(placeInZone(zone))}</p>
      {meeting !== null && from !== meeting.sequence && (
        <NewerNote onMine={() => setFrom(meeting.sequence)} onNewest={onClose}>
          <p>{`${dayIn(meeting.startsAt, around.language, zone)}, ${timeIn(meeting.startsAt, around.language, zone)}`}</p>
        </NewerNote>
      )}
      <div className={form.side}>
        <Field label={words.day} fault={faultAt('date', date === '' ? making.faults.from : undefined)}>
          {(ids) => <input {...ids} type="date" value={date} onChange={({ target }) => setDate(target.value)} />}
        </Field>
        <Field label={words.at} fault={faultAt('at', at === '' ? making.faults.at : undefined)}>
          {(ids) => <input {...ids} type="time" value={at} onChange={({ target }) => setAt(target.value)} />}
        </Field>
        <Field label={words.minutes} fault={faultAt('minutes', undefined)}>
          {(ids) => (
            <input
              {...ids}
              type="number"
              min={15}
              max={600}
              step={5}
              value={Number.isNaN(minutes) ? '' : minutes}
              onChange={({ target }) => setMinutes(target.valueAsNumber)}
            />
          )}
        </Field>
        <Field label={words.place}>
          {(ids) => (
            <select {...ids} value={place} onChange={({ target }) => setPlace(target.value as Place)}>
              {(['screen', 'room', 'both'] as const).map((each) => (
                <option key={each} value={each}>
                  {making.places[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {(isOpen || choose !== null) && (
        <fieldset className={form.plain}>
          <legend>{words.choose}</legend>
          {(['earlier', 'later'] as const).map((each) => (
            <label key={each} className={form.choice}>
              <input type="radio" name="hour" checked={choose === each} onChange={() => setChoose(each)} />
              {words[each]}
            </label>
          ))}
        </fieldset>
      )}
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : meeting === null ? words.addAct : words.save}
        </button>
        <button type="button" className={buttons.plain} onClick={onClose}>
          {around.cancel}
        </button>
      </div>
      <Failed failed={faults.length === 0 ? saving.failed : null} look={look} />
    </form>
  );
}
