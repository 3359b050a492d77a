// The form of a group: its leaders make it, its coordinators read it. What is saved takes effect with the next meeting (R1.7).
import { type FormEvent, useRef, useState } from 'react';
import type { FormView, NewForm } from '../../../../shared/protocol/program/forms.ts';
import type { GroupView } from '../../../../shared/protocol/program/groups.ts';
import { type Form, presets } from '../../../../shared/ritual/forms.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { DraftNote } from '../parts/DraftNote.tsx';
import css from '../parts/Form.module.css';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { NewerNote } from '../parts/NewerNote.tsx';
import { Standing } from '../parts/Standing.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useAroundWords } from '../words/around-words.ts';
import { useFormWords } from '../words/form-words.ts';
import { FormFacts } from './form/FormFacts.tsx';
import { FormFields } from './form/FormFields.tsx';
import { draftOf, formOf } from './form/form-draft.ts';

export function FormPage({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const group = useAsked<GroupView>(api.group(ids.g ?? ''));
  const form = useAsked<FormView>(api.form(ids.g ?? ''));
  return (
    <Standing asked={group}>
      {(found) => <Standing asked={form}>{(view) => <FormOfGroup group={found} view={view} look={form.look} />}</Standing>}
    </Standing>
  );
}

interface FormOfGroupProps {
  readonly group: GroupView;
  readonly view: FormView;
  readonly look: () => Promise<void>;
}

function FormOfGroup({ group, view, look }: FormOfGroupProps) {
  const words = useFormWords();
  const [told, setTold] = useState('');
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={words.heading}
      title={words.title(group.name)}
      lead={words.lead}
      showsLinks={group.you.leads}
      showsMinutes
      showsCertificates={group.you.coordinates}
      width="middle"
    >
      {view.isOn && <p className={css.note}>{words.isOn}</p>}
      {view.form === null && (
        <p className={css.note} role="alert">
          {view.mayWrite ? words.unreadable : words.unreadableForOthers}
        </p>
      )}
      <Told>{told}</Told>
      {view.mayWrite ? (
        <EditForm
          key={view.version}
          group={group}
          view={view}
          look={look}
          onSaved={() => setTold(words.saved)}
          onChange={() => setTold('')}
        />
      ) : (
        view.form && <FormFacts form={view.form} language={group.language} />
      )}
    </GroupFrame>
  );
}

/** Of a form that cannot be read, leaders begin with one that can. */
const instead: Form = presets['ABS 60/1'];

const fields = ['name', 'casesPerMeeting', 'pushBack', 'seats', 'circles', 'led'];

/** What stands beside no field is said at the foot. */
function hasField(path: string): boolean {
  return fields.includes(path) || /^(phases|names|minutes)\.[a-z]/i.test(path);
}

interface EditFormProps extends FormOfGroupProps {
  readonly onSaved: () => void;
  readonly onChange: () => void;
}

function EditForm({ group, view, look, onSaved, onChange }: EditFormProps) {
  const words = useFormWords();
  const around = useAroundWords();
  // What was seen stays with what is being written: a draft from before somebody else's change is told so.
  const draft = useDraft(`form-${group.id}`, { ...draftOf(view.form ?? instead), from: view.version });
  const saving = useDoing();
  const top = useRef<HTMLFormElement>(null);
  const faults = saving.failed?.faults ?? [];
  const { from, ...written } = draft.value;
  const faultAt = (path: string) => {
    const found = faults.find((each) => each.path === path);
    return found ? (words.faults[found.code] ?? around.faults.other ?? '') : null;
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    onChange();
    const body: NewForm = { from, form: formOf(written) };
    const outcome = await saving.run(() => ask('PUT', api.form(group.id), body));
    if (outcome?.ok) {
      draft.drop();
      await look();
      return onSaved();
    }
    // The first marked field, when it has been marked.
    requestAnimationFrame(() => top.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };
  return (
    <form ref={top} className={css.form} onSubmit={save} noValidate>
      <DraftNote draft={draft} />
      {from !== view.version && view.form !== null && (
        <NewerNote
          onMine={() => draft.change({ from: view.version })}
          onNewest={() => draft.drop({ ...draftOf(view.form ?? instead), from: view.version })}
        >
          <FormFacts form={view.form} language={group.language} />
        </NewerNote>
      )}
      <FormFields draft={written} change={draft.change} faultAt={faultAt} language={group.language} sitting={view.sitting} />
      <div className={css.foot}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : words.save}
        </button>
        {faults
          .filter(({ path }) => !hasField(path))
          .map(({ path, code }) => (
            <p key={path} role="alert">
              {words.faults[code] ?? around.faults.other}
            </p>
          ))}
        <Failed failed={saving.failed} look={look} />
      </div>
    </form>
  );
}
