// Withdraws one certificate, with a reason that its person reads.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { CertificateRow } from '../../../../../shared/protocol/program/certificates.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useCertificateWords } from '../../words/certificate-words.ts';

interface WithdrawalProps {
  readonly groupId: string;
  readonly row: CertificateRow;
  readonly look: () => Promise<void>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function Withdrawal({ groupId, row: { id, number, name }, look, onDone, onClose }: WithdrawalProps) {
  const { withdrawal: words } = useCertificateWords();
  const { cancel } = useAroundWords();
  const [reason, setReason] = useState('');
  const doing = useDoing();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const withdraw = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await doing.run(() => ask('POST', api.withdrawCertificate(groupId, id), { reason }));
    if (outcome?.ok) onDone();
  };
  return (
    <form className={form.card} onSubmit={(event) => void withdraw(event)}>
      <h3>{words.heading(number, name)}</h3>
      <p className={form.quiet}>{words.explain}</p>
      <Field label={words.reason} hint={words.reasonHint}>
        {(ids) => (
          <input
            {...ids}
            ref={first}
            required
            minLength={3}
            maxLength={200}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={doing.isBusy}>
          {words.act}
        </button>
        <button type="button" className={buttons.plain} onClick={onClose}>
          {cancel}
        </button>
      </div>
      <Failed failed={doing.failed} look={look} />
    </form>
  );
}
