// From which day to which; what is wrong with it stands beside it before anybody is asked.
import { type FormEvent, useState } from 'react';
import { type Period, type PeriodFault, periodOf } from '../../../../../shared/protocol/program/credit.ts';
import buttons from '../../../styles/buttons.module.css';
import { Field } from '../../parts/Field.tsx';
import { useCreditWords } from '../../words/credit-words.ts';
import css from './Register.module.css';

interface PeriodFormProps {
  readonly period: Period;
  readonly onPeriod: (period: Period) => void;
}

export function PeriodForm({ period, onPeriod }: PeriodFormProps) {
  const { period: words, faults } = useCreditWords();
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const [fault, setFault] = useState<PeriodFault | null>(null);
  const show = (event: FormEvent) => {
    event.preventDefault();
    const asked = periodOf({ from, to }, to);
    setFault('code' in asked ? asked : null);
    if (!('code' in asked)) onPeriod(asked);
  };
  const faultAt = (path: PeriodFault['path']) => (fault?.path === path ? faults[fault.code] : null);
  return (
    <form className={css.period} onSubmit={show} noValidate aria-label={words.label} data-screen>
      <Field label={words.from} size="middle" fault={faultAt('from')}>
        {(ids) => <input {...ids} type="date" value={from} onChange={({ target }) => setFrom(target.value)} />}
      </Field>
      <Field label={words.to} size="middle" fault={faultAt('to')}>
        {(ids) => <input {...ids} type="date" value={to} onChange={({ target }) => setTo(target.value)} />}
      </Field>
      <button type="submit" className={buttons.plain}>
        {words.show}
      </button>
    </form>
  );
}
