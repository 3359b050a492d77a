// What happened elsewhere is entered by hand: a kind, a day, minutes, a number of cases.
import { type FormEvent, useState } from 'react';
import {
  type LogKind,
  type LogSupervisor,
  logKinds,
  type NewLogEntry,
} from '../../../../../shared/protocol/program/credential-log.ts';
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
const elsewhere = '';
const hasCases = (kind: LogKind) => kind === 'led' || kind === 'coLed' || kind === 'member';

interface AddEntryProps {
  readonly supervisors: readonly LogSupervisor[];
  readonly onAdded: () => Promise<void>;
}

export function AddEntry({ supervisors, onAdded }: AddEntryProps) {
  const { add: words, kinds, places, faults } = useLogWords();
  const around = useAroundWords();
  const [draft, setDraft] = useState(() => ({
    ...empty,
    withId: supervisors.find(({ until }) => until === null)?.id ?? elsewhere,
  }));
  const doing = useDoing();
  const dayFault = doing.failed?.faults.find(({ path }) => path === 'day');
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const { kind, day, place, withId } = draft;
    const withWhom = kind === 'supervision' && withId !== elsewhere ? { withId } : {};
    const cases = hasCases(kind) && draft.cases !== '' ? Number(draft.cases) : null;
    const outcome = await doing.run(() =>
      ask('POST', api.log, { kind, day, place, cases, minutes: Number(draft.minutes), ...withWhom }),
    );
    if (!outcome?.ok) return;
    setDraft({ ...empty, kind, place, withId });
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
          {draft.kind === 'supervision' && supervisors.length > 0 && (
            <Field label={words.withWhom} hint={draft.withId === elsewhere ? undefined : words.withWhomHint} size="middle">
              {(ids) => (
                <select {...ids} value={draft.withId} onChange={({ target }) => setDraft({ ...draft, withId: target.value })}>
                  {supervisors.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                  <option value={elsewhere}>{words.elsewhere}</option>
                </select>
              )}
            </Field>
          )}
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
