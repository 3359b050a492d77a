// A roster from a file: read by the server, looked at line by line, and applied whole or not at all.
import { useState } from 'react';
import { Link } from 'wouter';
import type { ImportPreview, ProgramView } from '../../../../shared/protocol/program/people.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { ProgramFrame } from '../parts/ProgramFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import { Failed } from '../parts/Told.tsx';
import { useProgramWords } from '../words/program-words.ts';
import { ImportTable } from './people/ImportTable.tsx';

export function Import({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const asked = useAsked<ProgramView>(api.program(ids.p ?? ''));
  return <Standing asked={asked}>{(program) => <ImportPage program={program} />}</Standing>;
}

const mostBytes = 1_000_000;

function ImportPage({ program }: { readonly program: ProgramView }) {
  const { import: words, people } = useProgramWords();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const reading = useDoing();
  const applying = useDoing();
  const read = async (wished: File, encoding: string | null) => {
    setTooLarge(wished.size > mostBytes);
    if (wished.size > mostBytes) return;
    const outcome = await reading.run(() => ask<ImportPreview>('POST', api.imports(program.id, encoding), wished));
    setPreview(outcome?.ok ? outcome.value : null);
  };
  const apply = async ({ id }: ImportPreview) => {
    const outcome = await applying.run(() => ask('POST', api.applyImport(program.id, id)));
    if (outcome?.ok && preview) setPreview({ ...preview, isApplied: true });
  };
  const peopleTo = `/program/${program.id}/people`;
  return (
    <ProgramFrame id={program.id} name={program.name} heading={words.heading} title={words.title} lead={words.lead}>
      {preview?.isApplied ? (
        <div className={form.card} role="status">
          <p>{words.applied(preview.count)}</p>
          <div className={form.row}>
            <Link className={`${buttons.main} ${form.link}`} href={peopleTo}>
              {words.toPeople}
            </Link>
          </div>
        </div>
      ) : (
        <div className={form.form}>
          <p className={form.quiet}>{words.columns}</p>
          <Field label={words.choose} hint={words.chooseHint} fault={isTooLarge ? words.tooLarge : null} size="middle">
            {(ids) => (
              <input
                {...ids}
                type="file"
                accept=".csv,.txt,text/csv"
                onChange={({ target }) => {
                  const [chosen = null] = target.files ?? [];
                  setFile(chosen);
                  setPreview(null);
                  if (chosen) void read(chosen, null);
                }}
              />
            )}
          </Field>
          <p role="status">{reading.isBusy ? words.reading : ''}</p>
          <Failed failed={reading.failed} />
          {preview !== null && file !== null && (
            <>
              <Field label={words.encoding} hint={words.encodingHint} size="middle">
                {(ids) => (
                  <select {...ids} value={preview.encoding} onChange={({ target }) => void read(file, target.value)}>
                    {preview.encodings.map((each) => (
                      <option key={each}>{each}</option>
                    ))}
                  </select>
                )}
              </Field>
              <Faults preview={preview} />
              <ImportTable preview={preview} />
              {preview.faults.length === 0 && (
                <div className={form.foot}>
                  <button
                    type="button"
                    className={buttons.main}
                    aria-disabled={applying.isBusy}
                    onClick={() => void apply(preview)}
                  >
                    {applying.isBusy ? words.applying : words.apply(preview.count)}
                  </button>
                  <Failed failed={applying.failed} />
                </div>
              )}
            </>
          )}
        </div>
      )}
      <p data-screen>
        <Link href={peopleTo}>{people.heading}</Link>
      </p>
    </ProgramFrame>
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
