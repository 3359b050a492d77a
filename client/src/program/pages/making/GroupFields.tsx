// What a group is: name, form, language, zone, and who may join later.
import type { ReactNode } from 'react';
import { type PresetName, presets } from '../../../../../shared/ritual/forms.ts';
import type { FieldFault } from '../../asking/ask.ts';
import { Field } from '../../parts/Field.tsx';
import { Folded } from '../../parts/Folded.tsx';
import form from '../../parts/Form.module.css';
import { LanguagePicker, nameOf } from '../../parts/LanguagePicker.tsx';
import { placeInZone } from '../../parts/moments.ts';
import { ZonePicker } from '../../parts/ZonePicker.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useMakingWords } from '../../words/making-words.ts';
import type { GroupDraft } from './group-draft.ts';

type Wished = Pick<GroupDraft, 'name' | 'language' | 'zone' | 'membership'> & {
  /** Left out where it is chosen elsewhere. */
  readonly form?: PresetName | undefined;
};

interface GroupFieldsProps {
  readonly draft: Wished;
  readonly change: (change: Partial<Pick<GroupDraft, 'name' | 'form' | 'language' | 'zone' | 'membership'>>) => void;
  readonly faults: readonly FieldFault[];
  /** Language, zone and joining, which have good defaults, are folded away. */
  readonly folds?: boolean;
  /** Below the form. */
  readonly children?: ReactNode;
}

export function GroupFields({ draft, change, faults, folds = false, children }: GroupFieldsProps) {
  const { group: words } = useMakingWords();
  const around = useAroundWords();
  const faultAt = (path: string, byDefault = path) => {
    const found = faults.find((each) => each.path === path);
    return found && (around.faults[found.code] ?? around.faults[byDefault] ?? around.faults.other);
  };
  const rest = (
    <>
      <div className={`${form.side} ${form.roomy}`}>
        <Field label={words.language} hint={words.languageHint} fault={faultAt('language')}>
          {(ids) => <LanguagePicker ids={ids} value={draft.language} onChange={(language) => change({ language })} />}
        </Field>
        <Field label={words.zone} hint={words.zoneHint} fault={faultAt('zone')}>
          {(ids) => <ZonePicker ids={ids} value={draft.zone} onChange={(zone) => change({ zone })} />}
        </Field>
      </div>
      <Field label={words.membership}>
        {(ids) => (
          <select
            {...ids}
            value={draft.membership}
            onChange={(event) => change({ membership: event.target.value as GroupDraft['membership'] })}
          >
            {(['closed', 'slowOpen'] as const).map((each) => (
              <option key={each} value={each}>
                {words.memberships[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
  return (
    <section className={form.section}>
      <h2>{words.heading}</h2>
      <Field label={words.name} hint={words.nameHint} fault={faultAt('name')}>
        {(ids) => (
          <input
            {...ids}
            value={draft.name}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      {draft.form !== undefined && (
        <Field label={words.form} hint={words.formHint} fault={faultAt('form')}>
          {(ids) => (
            <select {...ids} value={draft.form} onChange={(event) => change({ form: event.target.value as PresetName })}>
              {Object.keys(presets).map((form) => (
                <option key={form} value={form}>
                  {words.forms[form] ?? form}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {children}
      {folds ? (
        <Folded
          holds={words.holds(nameOf(draft.language), placeInZone(draft.zone), draft.membership)}
          change={words.changeThis}
          isWrong={faults.some(({ path }) => path === 'language' || path === 'zone')}
        >
          {rest}
        </Folded>
      ) : (
        rest
      )}
    </section>
  );
}
