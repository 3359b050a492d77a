// A form, as leaders make it: begin with a preset, then what their group does otherwise. The preview follows every stroke.
import { longestFormName } from '../../../../../shared/ritual/form-faults.ts';
import { formFrom, type PresetName, type PushBack, presets } from '../../../../../shared/ritual/forms.ts';
import { Field, Tick } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { useFormWords } from '../../words/form-words.ts';
import { useMakingWords } from '../../words/making-words.ts';
import { draftOf, type FormDraft, formOf } from './form-draft.ts';
import { PathPreview } from './PathPreview.tsx';
import { PhaseRows, type PhaseRowsProps } from './PhaseRows.tsx';

export interface FormFieldsProps extends PhaseRowsProps {
  /** Null in a group that is being made. */
  readonly sitting: number | null;
}

export function FormFields(props: FormFieldsProps) {
  const { draft, change, faultAt, language, sitting } = props;
  const words = useFormWords();
  const { group } = useMakingWords();
  return (
    <>
      <Field label={words.preset} hint={words.presetHint}>
        {(ids) => (
          <select
            {...ids}
            value=""
            onChange={({ target: { value } }) => value !== '' && change(draftOf(formFrom(value as PresetName, language)))}
          >
            <option value="">{words.presetKeep}</option>
            {Object.keys(presets).map((preset) => (
              <option key={preset} value={preset}>
                {group.forms[preset] ?? preset}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.name} hint={words.nameHint} fault={faultAt('name')} size="middle">
        {(ids) => (
          <input
            {...ids}
            value={draft.name}
            maxLength={longestFormName}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <PathPreview of={formOf(draft)} language={language} />
      <section className={form.section}>
        <h2>{words.phasesHeading}</h2>
        <p className={form.quiet}>{words.phasesMore}</p>
        <PhaseRows {...props} />
      </section>
      <section className={form.section}>
        <h2>{words.caseHeading}</h2>
        <div className={form.side}>
          <Field label={words.cases} hint={words.casesHint} fault={faultAt('casesPerMeeting')}>
            {(ids) => (
              <input
                {...ids}
                inputMode="numeric"
                value={draft.cases}
                maxLength={4}
                autoComplete="off"
                onChange={(event) => change({ cases: event.target.value })}
              />
            )}
          </Field>
          <Field label={words.seats} hint={sitting === null ? words.seatsNew : words.seatsHint(sitting)} fault={faultAt('seats')}>
            {(ids) => (
              <input
                {...ids}
                inputMode="numeric"
                value={draft.seats}
                maxLength={4}
                autoComplete="off"
                onChange={(event) => change({ seats: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Choice
          label={words.pushBack}
          fault={faultAt('pushBack')}
          value={draft.pushBack}
          options={words.kinds}
          onChange={(pushBack: PushBack) => change({ pushBack })}
        />
        <Choice
          label={words.led}
          hint={words.ledHint}
          fault={faultAt('led')}
          value={draft.led}
          options={words.leds}
          onChange={(led: FormDraft['led']) => change({ led })}
        />
        <Choice
          label={words.circles}
          fault={faultAt('circles')}
          value={draft.circles}
          options={words.circlesOf}
          onChange={(circles: FormDraft['circles']) => change({ circles })}
        />
        <Tick label={words.door} hint={words.doorHint} isOn={draft.opensDoor} onChange={(opensDoor) => change({ opensDoor })} />
        <Tick
          label={words.chairs}
          hint={words.chairsHint}
          isOn={draft.showsEmptyChairs}
          onChange={(showsEmptyChairs) => change({ showsEmptyChairs })}
        />
      </section>
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly fault: string | null;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, hint, fault, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ids) => (
        <select {...ids} value={value} onChange={(event) => onChange(event.target.value as T)}>
          {Object.entries<string>(options).map(([id, says]) => (
            <option key={id} value={id}>
              {says}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
