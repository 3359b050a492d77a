// A roster from a file: read and kept by the server, looked at line by line, and applied whole or not at all. What was read stands at an address of
// its own for a day, so that neither a reload nor another tab loses it.
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
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
import { ImportPreviewed } from './people/ImportPreviewed.tsx';
import { WaitingImports } from './people/WaitingImports.tsx';

export function Import({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const asked = useAsked<ProgramView>(api.program(ids.p ?? ''));
  return <Standing asked={asked}>{(program) => <ImportPage program={program} />}</Standing>;
}

const mostBytes = 1_000_000;

function ImportPage({ program }: { readonly program: ProgramView }) {
  const { import: words, people } = useProgramWords();
  const [, go] = useLocation();
  const here = `/program/${program.id}/import`;
  const kept = new URLSearchParams(useSearch()).get('i');
  /** Only while the page stands: another way of reading its letters needs the file again. */
  const [file, setFile] = useState<File | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const reading = useDoing();
  const read = async (wished: File, encoding: string | null) => {
    setTooLarge(wished.size > mostBytes);
    if (wished.size > mostBytes) return;
    const outcome = await reading.run(() => ask<ImportPreview>('POST', api.imports(program.id, encoding), wished));
    if (outcome?.ok) go(`${here}?i=${outcome.value.id}`, { replace: encoding !== null });
  };
  return (
    <ProgramFrame id={program.id} name={program.name} heading={words.heading} title={words.title} lead={words.lead}>
      <div className={form.form}>
        {kept === null && (
          <>
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
                    if (chosen) void read(chosen, null);
                  }}
                />
              )}
            </Field>
          </>
        )}
        <p role="status">{reading.isBusy ? words.reading : ''}</p>
        <Failed failed={reading.failed} />
        {kept === null ? (
          <WaitingImports programId={program.id} />
        ) : (
          <ImportPreviewed
            key={kept}
            programId={program.id}
            importId={kept}
            onEncoding={file === null ? null : (encoding) => void read(file, encoding)}
          />
        )}
      </div>
      <p className={form.row} data-screen>
        {kept !== null && (
          <Link className={`${buttons.plain} ${form.link}`} href={here}>
            {words.another}
          </Link>
        )}
        <Link href={`/program/${program.id}/people`}>{people.heading}</Link>
      </p>
    </ProgramFrame>
  );
}
