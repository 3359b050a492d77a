// The mails of a program: to whom, of what kind, how far; what was refused can be sent again.
import { useState } from 'react';
import type { MailRow } from '../../../../shared/protocol/program/mails.ts';
import type { ProgramView } from '../../../../shared/protocol/program/people.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { shortDayIn, timeIn } from '../parts/moments.ts';
import { ProgramFrame } from '../parts/ProgramFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import table from '../parts/Table.module.css';
import { Failed, Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useProgramWords } from '../words/program-words.ts';

interface Rows {
  readonly mails: readonly MailRow[];
}

export function Mails({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const program = useAsked<ProgramView>(api.program(ids.p ?? ''));
  const mails = useAsked<Rows>(api.mails(ids.p ?? ''));
  return (
    <Standing asked={program}>
      {(found) => (
        <Standing asked={mails}>{({ mails: rows }) => <MailsPage program={found} mails={rows} look={mails.look} />}</Standing>
      )}
    </Standing>
  );
}

interface MailsPageProps extends Rows {
  readonly program: ProgramView;
  readonly look: () => Promise<void>;
}

const isTrouble = ({ state }: MailRow) => state === 'refused' || state === 'bounced' || state === 'stopped' || state === 'unsure';

function MailsPage({ program, mails, look }: MailsPageProps) {
  const { mail: words } = useProgramWords();
  const { language } = useAroundWords();
  const [showsAll, setAll] = useState(!mails.some(isTrouble));
  const [told, setTold] = useState('');
  const doing = useDoing();
  const rows = showsAll ? mails : mails.filter(isTrouble);
  const again = async ({ id, address }: MailRow) => {
    setTold('');
    const outcome = await doing.run(() => ask('POST', api.mailAgain(program.id, id)));
    if (!outcome?.ok) return;
    await look();
    setTold(words.queued(address));
  };
  return (
    <ProgramFrame id={program.id} name={program.name} heading={words.heading} title={words.title} lead={words.lead}>
      {!program.sendsMail && <p className={form.note}>{words.noMail}</p>}
      {mails.some(({ isStopped }) => isStopped) && <p className={form.note}>{words.stopped}</p>}
      {mails.length === 0 ? (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      ) : (
        <>
          <Field label={words.only} size="middle">
            {(ids) => (
              <select {...ids} value={showsAll ? 'all' : 'trouble'} onChange={({ target }) => setAll(target.value === 'all')}>
                <option value="all">{words.all}</option>
                <option value="trouble">{words.trouble}</option>
              </select>
            )}
          </Field>
          {rows.length === 0 && <p className={form.quiet}>{words.noMatch}</p>}
          {rows.length > 0 && (
            <div className={table.scroll}>
              <table className={`${table.table} ${table.stacks}`}>
                <thead>
                  <tr>
                    <th scope="col">{words.address}</th>
                    <th scope="col">{words.kind}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.when}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <th scope="row">
                        <Breakable address={row.address} />
                      </th>
                      <td data-of={words.kind}>
                        {words.kinds[row.kind] ?? row.kind}
                        {row.groupName !== null && (
                          <>
                            <br />
                            <small className={table.quiet}>{row.groupName}</small>
                          </>
                        )}
                      </td>
                      <td data-of={words.state}>
                        <span className={isTrouble(row) ? table.bad : undefined}>{words.states[row.state]}</span>
                        {row.state === 'sent' && row.delays > 0 && <span className={table.quiet}>, {words.late(row.delays)}</span>}
                        {row.answer !== null && (
                          <>
                            <br />
                            <small className={table.quiet}>{row.answer}</small>
                          </>
                        )}
                      </td>
                      <td data-of={words.when}>
                        <span className={table.whole}>{shortDayIn(row.doneAt ?? row.madeAt, language)}</span>{' '}
                        <span className={table.whole}>{timeIn(row.doneAt ?? row.madeAt, language)}</span>
                      </td>
                      <td>
                        {row.maySendAgain && (
                          <span className={table.acts}>
                            <button
                              type="button"
                              className={buttons.small}
                              aria-label={row.isStopped ? words.rightAgainFor(row.address) : words.againFor(row.address)}
                              aria-disabled={doing.isBusy}
                              onClick={() => void again(row)}
                            >
                              {row.isStopped ? words.rightAgain : words.again}
                            </button>
                          </span>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
      <Told>{told}</Told>
      <Failed failed={doing.failed} />
    </ProgramFrame>
  );
}

/** Before its @, where there is no room for the whole. */
function Breakable({ address }: { readonly address: string }) {
  const at = address.lastIndexOf('@');
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}
