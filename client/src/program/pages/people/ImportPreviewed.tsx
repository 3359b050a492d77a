// A roster that the server has read: what is wrong with it, what it would do, and doing it.
import { Link } from 'wouter';
import type { ImportPreview } from '../../../../../shared/protocol/program/people.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useAsked } from '../../asking/use-asked.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { shortDayIn, timeIn } from '../../parts/moments.ts';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useProgramWords } from '../../words/program-words.ts';
import { ImportTable } from './ImportTable.tsx';

interface PreviewedProps {
  readonly programId: string;
  readonly importId: string;
  /** Null: the file is not at hand any more. */
  readonly onEncoding: ((encoding: string) => void) | null;
}

export function ImportPreviewed({ programId, importId, onEncoding }: PreviewedProps) {
  const { import: words } = useProgramWords();
  const { language } = useAroundWords();
  const { standing, look } = useAsked<ImportPreview>(api.import(programId, importId));
  const applying = useDoing();
  if (standing.is === 'waiting') return null;
  if (standing.is === 'failed')
    return standing.why === 'not-found' ? (
      <p>{words.gone}</p>
    ) : (
      <Failed failed={{ ok: false, why: standing.why, faults: [] }} look={look} />
    );
  const preview = standing.value;
  if (preview.isApplied)
    return (
      <div className={form.card} role="status">
        <p>{words.applied(preview.count)}</p>
        <div className={form.row}>
          <Link className={`${buttons.main} ${form.link}`} href={`/program/${programId}/people`}>
            {words.toPeople}
          </Link>
        </div>
      </div>
    );
  const apply = async () => {
    await applying.run(() => ask('POST', api.applyImport(programId, importId)));
    // Another tab may have done it: then it is done, once.
    await look();
  };
  return (
    <>
      <p className={form.quiet}>
        {words.keptUntil(`${shortDayIn(preview.expiresAt, language)}, ${timeIn(preview.expiresAt, language)}`)}
      </p>
      {onEncoding !== null && (
        <Field label={words.encoding} hint={words.encodingHint} size="middle">
          {(ids) => (
            <select {...ids} value={preview.encoding} onChange={({ target }) => onEncoding(target.value)}>
              {preview.encodings.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Faults preview={preview} />
      <ImportTable preview={preview} />
      {preview.faults.length === 0 && (
        <div className={form.foot}>
          <button type="button" className={buttons.main} aria-disabled={applying.isBusy} onClick={() => void apply()}>
            {applying.isBusy ? words.applying : words.apply(preview.count)}
          </button>
          {applying.failed?.why === 'stale' ? <p role="alert">{words.stale}</p> : <Failed failed={applying.failed} />}
        </div>
      )}
    </>
  );
}

const mostFaults = 200;

function Faults({ preview }: { readonly preview: ImportPreview }) {
  const { import: words } = useProgramWords();
  const { faults } = preview;
  if (faults.length === 0) return null;
  return (
    <section className={form.note} role="alert">
      <p>
        <strong>{words.faultsHeading(new Set(faults.map(({ line }) => line)).size)}</strong>
      </p>
      <p>{words.faultsMore}</p>
      <ul className={form.list}>
        {faults.slice(0, mostFaults).map(({ line, column, code }) => (
          <li key={`${line} ${column} ${code}`}>
            <span>{`${words.fault(line, column)}: ${words.faults[code] ?? words.otherFault(code)}.`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
