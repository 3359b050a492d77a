// The settings of one series: its name, how many make a meeting, and when its door opens.
import { type FormEvent, useState } from 'react';
import type { SeriesChange, SeriesRow, SeriesSettings } from '../../../../../shared/protocol/program/dates.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { changedIn } from '../../parts/changed-in.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { NewerNote } from '../../parts/NewerNote.tsx';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useGroupWords } from '../../words/group-words.ts';

interface SeriesFormProps {
  readonly series: SeriesRow;
  readonly look: () => Promise<void>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type Numbers = 'quorum' | 'doorMinutes' | 'leadersMinutes';
const bounds: Readonly<Record<Numbers, readonly [number, number]>> = {
  quorum: [1, 12],
  doorMinutes: [0, 120],
  leadersMinutes: [0, 240],
};

const settingsOf = ({ name, quorum, doorMinutes, leadersMinutes }: SeriesSettings) => ({
  ...{ name, quorum, doorMinutes, leadersMinutes },
});

export function SeriesForm({ series, look, onDone, onClose }: SeriesFormProps) {
  const words = useGroupWords().dates.series;
  const around = useAroundWords();
  const newest = settingsOf(series);
  const [seen, see] = useState(newest);
  const [draft, setDraft] = useState<SeriesSettings>(seen);
  const [isTried, setTried] = useState(false);
  const saving = useDoing();
  const put = (part: Partial<SeriesSettings>) => setDraft((before) => ({ ...before, ...part }));
  const faultOf = (key: Numbers): string | null => {
    const [least, most] = bounds[key];
    const n = draft[key];
    if (!Number.isInteger(n) || n < least || n > most) return words.between(least, most);
    return key === 'leadersMinutes' && n < draft.doorMinutes ? words.afterMembers : null;
  };
  const keys: readonly Numbers[] = ['quorum', 'doorMinutes', 'leadersMinutes'];
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (keys.some((key) => faultOf(key) !== null)) return;
    const to = { ...draft, name: draft.name?.trim() || null };
    const outcome = await saving.run(() => ask('PATCH', api.oneSeries(series.id), { from: seen, to } satisfies SeriesChange));
    if (outcome?.ok) onDone();
  };
  const number = (key: Numbers, label: string) => (
    <Field label={label} fault={isTried ? faultOf(key) : null}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          min={bounds[key][0]}
          max={bounds[key][1]}
          value={Number.isNaN(draft[key]) ? '' : draft[key]}
          onChange={({ target }) => put({ [key]: target.valueAsNumber })}
        />
      )}
    </Field>
  );
  return (
    <form className={form.form} onSubmit={save} noValidate>
      {Object.keys(changedIn(newest, seen)).length > 0 && (
        <NewerNote
          onMine={() => {
            see(newest);
            setDraft({ ...newest, ...changedIn(seen, draft) });
          }}
          onNewest={() => {
            see(newest);
            setDraft(newest);
          }}
        >
          <p>{[newest.name ?? words.unnamed, words.facts(newest.quorum, newest.doorMinutes, newest.leadersMinutes)].join('. ')}</p>
        </NewerNote>
      )}
      <Field label={words.name} hint={words.nameHint} size="middle">
        {(ids) => <input {...ids} value={draft.name ?? ''} maxLength={80} onChange={({ target }) => put({ name: target.value })} />}
      </Field>
      <div className={form.side}>
        {number('quorum', words.quorum)}
        {number('doorMinutes', words.door)}
        {number('leadersMinutes', words.leaders)}
      </div>
      <p className={form.quiet}>{words.hint}</p>
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : around.save}
        </button>
        <button type="button" className={buttons.plain} onClick={onClose}>
          {around.cancel}
        </button>
      </div>
      <Failed failed={saving.failed} look={look} />
    </form>
  );
}
