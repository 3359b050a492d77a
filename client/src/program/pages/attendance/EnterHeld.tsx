// A meeting that stands nowhere yet: when it was, for how long, and who was there.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type AttendanceGrid, type HeldMeeting, lengthOf, longestMeeting } from '../../../../../shared/protocol/program/credit.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { DraftNote } from '../../parts/DraftNote.tsx';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { dayOfText, placeInZone } from '../../parts/moments.ts';
import { Failed } from '../../parts/Told.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';
import { faultIn } from './fault-in.ts';
import { enteredOf, filled, nobodyYet, type There, WhoWasThere } from './WhoWasThere.tsx';

interface EnterHeldProps {
  readonly groupId: string;
  readonly grid: AttendanceGrid;
  readonly leads: boolean;
  readonly look: () => Promise<void>;
  readonly onDone: (date: string, said: string) => void;
  readonly onClose: () => void;
}

type Choice = 'earlier' | 'later';

interface Draft extends There {
  readonly date: string;
  readonly at: string;
  readonly length: string;
  readonly choose: Choice | '';
}

const nothing: Draft = { ...nobodyYet, date: '', at: '', length: '90', choose: '' };
const openCodes = ['does-not-exist', 'exists-twice'];

export function EnterHeld({ groupId, grid, leads, look, onDone, onClose }: EnterHeldProps) {
  const { held: words, entering, faults: sentences } = useCreditWords();
  const around = useAroundWords();
  const draft = useDraft<Draft>(`held-${groupId}`, nothing);
  const { date, at, length, choose } = draft.value;
  const [hasLooked, setLooked] = useState(false);
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => place.current?.focus(), []);
  const saving = useDoing();
  const people = grid.people.filter(({ hasLeft }) => !hasLeft);
  const most = lengthOf(length);
  const missing = (value: string, code: string) => (hasLooked && value === '' ? sentences[code] : null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    const entered = enteredOf(draft.value, people, most ?? longestMeeting);
    if (entered === null || date === '' || at === '' || most === null) return;
    const said: HeldMeeting = { ...entered, date, at, minutes: most, ...(choose === '' ? {} : { choose }) };
    const outcome = await saving.run(() => ask('POST', api.enterHeld(groupId), said));
    if (!outcome?.ok) return;
    draft.drop();
    onDone(date, entering.done(dayOfText(date, around.language)));
  };
  const isOpen = saving.failed?.faults.some(({ code }) => openCodes.includes(code)) ?? false;
  return (
    <form className={form.card} onSubmit={save} noValidate aria-label={words.heading}>
      <div className={form.row}>
        <h2 ref={place} tabIndex={-1}>
          {words.heading}
        </h2>
        <button type="button" className={buttons.small} onClick={onClose}>
          {words.close}
        </button>
      </div>
      <p className={form.quiet}>{words.more}</p>
      <p className={form.quiet}>{words.inZone(placeInZone(grid.zone))}</p>
      <DraftNote draft={draft} />
      <div className={form.side}>
        <Field label={words.date} fault={missing(date, 'date-missing') || faultIn(saving.failed, 'date', sentences)}>
          {(ids) => <input {...ids} type="date" value={date} onChange={({ target }) => draft.change({ date: target.value })} />}
        </Field>
        <Field label={words.at} fault={missing(at, 'at-missing') || faultIn(saving.failed, 'at', sentences)}>
          {(ids) => <input {...ids} type="time" value={at} onChange={({ target }) => draft.change({ at: target.value })} />}
        </Field>
        <Field
          label={words.length}
          fault={hasLooked && most === null ? sentences['no-such-length'] : faultIn(saving.failed, 'minutes', sentences)}
        >
          {(ids) => (
            <input {...ids} inputMode="numeric" value={length} onChange={({ target }) => draft.change({ length: target.value })} />
          )}
        </Field>
      </div>
      {(isOpen || choose !== '') && (
        <fieldset className={form.plain}>
          <legend>{words.choose}</legend>
          {(['earlier', 'later'] as const).map((each) => (
            <label key={each} className={form.choice}>
              <input type="radio" name="hour" checked={choose === each} onChange={() => draft.change({ choose: each })} />
              {words[each]}
            </label>
          ))}
        </fieldset>
      )}
      <h3>{entering.heading}</h3>
      <p className={form.quiet}>{entering.more}</p>
      {most !== null && (
        <div className={form.row}>
          <button type="button" className={buttons.small} onClick={() => draft.change(filled(draft.value, people, most))}>
            {entering.all(most)}
          </button>
        </div>
      )}
      <WhoWasThere
        there={draft.value}
        people={people}
        most={most ?? longestMeeting}
        asksCases={leads}
        hasLooked={hasLooked}
        failed={saving.failed}
        onChange={draft.change}
      />
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : entering.save}
        </button>
      </div>
      <Failed failed={saving.failed?.why === 'faults' ? null : saving.failed} look={look} />
    </form>
  );
}
