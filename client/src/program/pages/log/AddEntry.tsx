// What happened elsewhere is entered by hand: a kind, a day, minutes, a number of cases.
import { type FormEvent, useState } from 'react';
import { type LogKind, logKinds, type NewLogEntry } from '../../../../../shared/protocol/program/credential-log.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useLogWords } from '../../words/log-words.ts';

const empty = { kind: 'supervision' as LogKind, day: '', minutes: '60', cases: '', place: 'screen' as NewLogEntry['place'] };
const hasCases = (kind: LogKind) => kind === 'led' || kind === 'coLed' || kind === 'member';

export function AddEntry({ onAdded }: { readonly onAdded: () => Promise<void> }) {
  const { add: words, kinds, places, faults } = useLogWords();
  const around = useAroundWords();
  const [draft, setDraft] = useState(empty);
  const doing = useDoing();
  const dayFault = doing.failed?.faults.find(({ path }) => path === 'day');
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const { kind, day, place } = draft;
    const cases = hasCases(kind) && draft.cases !== '' ? Number(draft.cases) : null;
    const outcome = await doing.run(() => ask('POST', api.log, { kind, day, place, cases, minutes: Number(draft.minutes) }));
    if (!outcome?.ok) return;
    setDraft({ ...empty, kind, place });
    await onAdded();
  };
  return (
    <details>
      <summary className={form.summary}>{words.heading}</summary>
      <form className={form.form} onSubmit={(event) => void add(event)}>
        <p className={form.quiet}>{words.more}</p>
        <div className={form.side}>
          <Field label={words.kind} size="middle">
            {(ids) => (
              <select {...ids} value={draft.kind} onChange={({ target }) => setDraft({ ...draft, kind: target.value as LogKind })}>
                {logKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {kinds[kind]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={words.day} size="middle" fault={dayFault && (faults[dayFault.code] ?? around.faults.other)}>
            {(ids) => (
              <input
                {...ids}
                type="date"
                required
                value={draft.day}
                onChange={({ target }) => setDraft({ ...draft, day: target.value })}
              />
            )}
          </Field>
          <Field label={words.minutes} size="short">
            {(ids) => (
              <input
                {...ids}
                type="number"
                required
                min={1}
                max={6000}
                step={1}
                value={draft.minutes}
                onChange={({ target }) => setDraft({ ...draft, minutes: target.value })}
              />
            )}
          </Field>
          {hasCases(draft.kind) && (
            <Field label={words.cases} hint={words.casesHint} size="short">
              {(ids) => (
                <input
                  {...ids}
                  type="number"
                  min={0}
                  max={9}
                  step={1}
                  value={draft.cases}
                  onChange={({ target }) => setDraft({ ...draft, cases: target.value })}
                />
              )}
            </Field>
          )}
          <Field label={words.place} size="middle">
            {(ids) => (
              <select
                {...ids}
                value={draft.place}
                onChange={({ target }) => setDraft({ ...draft, place: target.value as NewLogEntry['place'] })}
              >
                {(['room', 'screen'] as const).map((place) => (
                  <option key={place} value={place}>
                    {places[place]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div className={form.row}>
          <button type="submit" className={buttons.plain} aria-disabled={doing.isBusy}>
            {words.act}
          </button>
        </div>
        <Failed failed={doing.failed} />
      </form>
    </details>
  );
}
