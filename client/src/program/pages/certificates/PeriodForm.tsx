// From when to when, and in whose form.
import { type FormEvent, useState } from 'react';
import {
  type CertificateLayout,
  type CertificatePeriod,
  type CertificatePreview,
  certificateLayouts,
} from '../../../../../shared/protocol/program/certificates.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask, serverNow } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { textOfDay } from '../../parts/moments.ts';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useCertificateWords } from '../../words/certificate-words.ts';

interface PeriodFormProps {
  readonly groupId: string;
  readonly onPreview: (preview: CertificatePreview) => void;
}

export function PeriodForm({ groupId, onPreview }: PeriodFormProps) {
  const words = useCertificateWords();
  const around = useAroundWords();
  const [period, setPeriod] = useState<CertificatePeriod>(lastHalfYear);
  const doing = useDoing();
  const faultAt = (path: string) => {
    const found = doing.failed?.faults.find((fault) => fault.path === path);
    return found && (words.faults[found.code] ?? around.faults.other);
  };
  const look = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await doing.run(() => ask<CertificatePreview>('POST', api.certificatePreview(groupId), period));
    if (outcome?.ok) onPreview(outcome.value);
  };
  return (
    <form className={form.card} onSubmit={(event) => void look(event)}>
      <h2>{words.period.heading}</h2>
      <div className={form.side}>
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={words.period[end]} size="middle" fault={faultAt(end)}>
            {(ids) => (
              <input
                {...ids}
                type="date"
                required
                value={period[end]}
                onChange={({ target }) => setPeriod({ ...period, [end]: target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={words.period.layout} size="middle">
          {(ids) => (
            <select
              {...ids}
              value={period.layout}
              onChange={({ target }) => setPeriod({ ...period, layout: target.value as CertificateLayout })}
            >
              {certificateLayouts.map((layout) => (
                <option key={layout} value={layout}>
                  {words.layouts[layout]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <p className={form.quiet}>{words.period.layoutHint[period.layout]}</p>
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={doing.isBusy}>
          {words.period.look}
        </button>
      </div>
      <Failed failed={doing.failed} />
    </form>
  );
}

/** The half year that ended last. */
function lastHalfYear(): CertificatePeriod {
  const today = textOfDay(serverNow());
  const year = Number(today.slice(0, 4));
  const isSecond = Number(today.slice(5, 7)) > 6;
  return isSecond
    ? { from: `${year}-01-01`, to: `${year}-06-30`, layout: 'plain' }
    : { from: `${year - 1}-07-01`, to: `${year - 1}-12-31`, layout: 'plain' };
}
