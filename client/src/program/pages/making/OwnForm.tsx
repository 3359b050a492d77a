// A form of the group's own while the group is being made: from the chosen preset, and back to it.
import buttons from '../../../styles/buttons.module.css';
import type { FieldFault } from '../../asking/ask.ts';
import css from '../../parts/Form.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useFormWords } from '../../words/form-words.ts';
import { FormFields } from '../form/FormFields.tsx';
import { draftOf } from '../form/form-draft.ts';
import { formOfDraft, type GroupDraft } from './group-draft.ts';

interface ToOwnFormProps {
  readonly draft: GroupDraft;
  readonly change: (change: Partial<GroupDraft>) => void;
}

export function ToOwnForm({ draft, change }: ToOwnFormProps) {
  const words = useFormWords();
  return (
    <div className={css.row}>
      <button type="button" className={buttons.plain} onClick={() => change({ ownForm: draftOf(formOfDraft(draft)) })}>
        {words.own}
      </button>
    </div>
  );
}

interface OwnFormProps extends ToOwnFormProps {
  readonly ownForm: NonNullable<GroupDraft['ownForm']>;
  readonly faults: readonly FieldFault[];
}

export function OwnForm({ draft: { language }, ownForm, change, faults }: OwnFormProps) {
  const words = useFormWords();
  const around = useAroundWords();
  const faultAt = (path: string) => {
    const found = faults.find((each) => each.path === `form.${path}`);
    return found ? (words.faults[found.code] ?? around.faults.other ?? '') : null;
  };
  return (
    <section className={css.section}>
      <h2>{words.heading}</h2>
      <FormFields
        draft={ownForm}
        change={(part) => change({ ownForm: { ...ownForm, ...part } })}
        faultAt={faultAt}
        language={language}
        sitting={null}
      />
      <div className={css.row}>
        <button type="button" className={buttons.plain} onClick={() => change({ ownForm: null })}>
          {words.notOwn}
        </button>
      </div>
    </section>
  );
}
