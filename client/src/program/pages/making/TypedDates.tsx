// Dates typed one by one, for a group whose rhythm no rule has.
import buttons from '../../../styles/buttons.module.css';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { useMakingWords } from '../../words/making-words.ts';
import type { DatesDraft } from './dates-draft.ts';

interface TypedDatesProps {
  readonly draft: DatesDraft;
  readonly change: (change: Partial<DatesDraft>) => void;
  readonly faultAt: (path: string) => string | undefined;
}

const most = 60;

export function TypedDates({ draft, change, faultAt }: TypedDatesProps) {
  const { dates: words } = useMakingWords();
  const { typed } = draft;
  const put = (index: number, date: string) => change({ typed: typed.map((each, at) => (at === index ? date : each)) });
  const filledBefore = (index: number) => typed.slice(0, index).filter((date) => date !== '').length;
  return (
    <fieldset className={form.plain}>
      <legend>{words.typed}</legend>
      <p className={form.quiet}>{words.typedHint}</p>
      <div className={form.grid}>
        {typed.map((date, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a date has no name but its place
          <Field key={index} label={words.typedOne(index + 1)} fault={faultAt(`rule.dates.${filledBefore(index)}`)}>
            {(ids) => <input {...ids} type="date" value={date} onChange={({ target }) => put(index, target.value)} />}
          </Field>
        ))}
      </div>
      <div className={form.row}>
        <button
          type="button"
          className={buttons.small}
          aria-disabled={typed.length >= most}
          onClick={() => typed.length < most && change({ typed: [...typed, ''] })}
        >
          {words.addDate}
        </button>
      </div>
    </fieldset>
  );
}
