// Anybody may check the code on a certificate. Nobody is signed in here, and nothing is kept of the question.
import { type FormEvent, useState } from 'react';
import type { CheckedCertificate } from '../../../../shared/protocol/program/certificates.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { dayOfText } from '../parts/moments.ts';
import table from '../parts/Table.module.css';
import { Failed } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useCertificateWords } from '../words/certificate-words.ts';

export function CheckCertificate() {
  const { check: words } = useCertificateWords();
  const [code, setCode] = useState('');
  const [found, setFound] = useState<CheckedCertificate | null>(null);
  const doing = useDoing();
  const check = async (event: FormEvent) => {
    event.preventDefault();
    setFound(null);
    const outcome = await doing.run(() => ask<CheckedCertificate>('POST', api.checkCertificate, { code }));
    if (outcome?.ok) setFound(outcome.value);
  };
  return (
    <Frame heading={words.heading} title={words.title} lead={words.lead} isBare>
      <form className={form.form} onSubmit={(event) => void check(event)}>
        <Field label={words.code} hint={words.codeHint}>
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={100}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
          )}
        </Field>
        <div className={form.row}>
          <button type="submit" className={buttons.main} aria-disabled={doing.isBusy}>
            {words.act}
          </button>
        </div>
        <Failed failed={doing.failed} />
      </form>
      <div role="status">{found !== null && <Found found={found} />}</div>
    </Frame>
  );
}

function Found({ found }: { readonly found: CheckedCertificate }) {
  const { check: words, all } = useCertificateWords();
  const { language } = useAroundWords();
  if (found.is === 'unknown') return <p className={form.note}>{words.unknown}</p>;
  const day = (text: string) => dayOfText(text, language);
  const rows = [
    [words.number, found.number],
    [words.program, found.program],
    [words.initials, found.initials],
    [words.period, all.span(day(found.from), day(found.to))],
    [words.meetings, found.meetings],
    [words.minutes, found.minutes],
    [words.madeOn, day(found.madeOn)],
  ] as const;
  return (
    <div className={form.card}>
      <h2>{found.is === 'valid' ? words.valid : words.withdrawn(day(found.withdrawnOn ?? ''))}</h2>
      {found.is === 'valid' && <p className={form.quiet}>{words.compare}</p>}
      <table className={table.table}>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
