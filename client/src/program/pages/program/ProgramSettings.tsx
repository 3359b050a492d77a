// What a program is called, and what holds for it where a group or a person has not chosen.
import { type FormEvent, useState } from 'react';
import type { ProgramView } from '../../../../../shared/protocol/program/people.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { changedIn } from '../../parts/changed-in.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { LanguagePicker } from '../../parts/LanguagePicker.tsx';
import { Failed, Told } from '../../parts/Told.tsx';
import { ZonePicker } from '../../parts/ZonePicker.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useProgramWords } from '../../words/program-words.ts';

interface ProgramSettingsProps {
  readonly program: ProgramView;
  readonly look: () => Promise<void>;
}

const terms = Array.from({ length: 28 }, (_, n) => n + 3);

export function ProgramSettings({ program, look }: ProgramSettingsProps) {
  const { groups: words } = useProgramWords();
  const around = useAroundWords();
  const { name, language, zone, keepYears } = program;
  const [seen, see] = useState({ name, language, zone, keepYears });
  const [draft, setDraft] = useState(seen);
  const saving = useDoing();
  const put = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const isNameless = draft.name.trim() === '';
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isNameless) return;
    const said = { ...draft, name: draft.name.trim() };
    const outcome = await saving.run(() => ask('PATCH', api.program(program.id), changedIn(seen, said)));
    if (!outcome?.ok) return;
    see(said);
    await look();
  };
  return (
    <details className={form.section} data-screen>
      <summary className={form.summary}>{words.settings}</summary>
      <form className={form.form} onSubmit={save} noValidate>
        <Field label={words.programName} fault={isNameless ? around.faults.required : null} size="middle">
          {(ids) => <input {...ids} value={draft.name} maxLength={80} onChange={(event) => put({ name: event.target.value })} />}
        </Field>
        <Field label={words.language} size="middle">
          {(ids) => <LanguagePicker ids={ids} value={draft.language} onChange={(next) => put({ language: next })} />}
        </Field>
        <Field label={words.zone} size="middle">
          {(ids) => <ZonePicker ids={ids} value={draft.zone} onChange={(next) => put({ zone: next })} />}
        </Field>
        <Field label={words.keepYears} hint={words.keepYearsHint} size="middle">
          {(ids) => (
            <select {...ids} value={draft.keepYears} onChange={(event) => put({ keepYears: Number(event.target.value) })}>
              {terms.map((years) => (
                <option key={years} value={years}>
                  {words.years(years)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className={form.row}>
          <button type="submit" className={buttons.plain} aria-disabled={saving.isBusy}>
            {saving.isBusy ? around.saving : around.save}
          </button>
        </div>
        <Told>{saving.hasDone ? around.saved : ''}</Told>
        <Failed failed={saving.failed} />
      </form>
    </details>
  );
}
