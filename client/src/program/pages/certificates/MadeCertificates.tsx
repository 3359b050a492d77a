// What was made: found, drawn, withdrawn.
import { useState } from 'react';
import type { CertificateRow } from '../../../../../shared/protocol/program/certificates.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { dayOfText, shortDayIn } from '../../parts/moments.ts';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useCertificateWords } from '../../words/certificate-words.ts';
import { Withdrawal } from './Withdrawal.tsx';

interface MadeCertificatesProps {
  readonly groupId: string;
  readonly rows: readonly CertificateRow[];
  readonly onWithdrawn: (number: string) => void;
  readonly look: () => Promise<void>;
}

/** Fewer are seen at one look. */
const worthFinding = 12;

export function MadeCertificates({ groupId, rows, onWithdrawn, look }: MadeCertificatesProps) {
  const { all: words } = useCertificateWords();
  const [wanted, setWanted] = useState('');
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const says = (text: string) => text.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase());
  const shown = rows.filter(({ name, number }) => says(name) || says(number));
  if (rows.length === 0)
    return (
      <div className={form.card}>
        <h2>{words.none.heading}</h2>
        <p className={form.quiet}>{words.none.more}</p>
      </div>
    );
  return (
    <section className={form.section}>
      <h2>{words.heading}</h2>
      {rows.length > worthFinding && (
        <Field label={words.find} size="middle">
          {(ids) => <input {...ids} type="search" value={wanted} onChange={({ target }) => setWanted(target.value)} />}
        </Field>
      )}
      {shown.length === 0 && <p className={form.quiet}>{words.noMatch}</p>}
      {shown.length > 0 && (
        <div className={table.scroll}>
          <table className={`${table.table} ${table.stacks}`}>
            <Head />
            <tbody>
              {shown.map((row) => (
                <Row key={row.id} groupId={groupId} row={row} onWithdraw={() => setWithdrawing(row.id)}>
                  {withdrawing === row.id && (
                    <Withdrawal
                      groupId={groupId}
                      row={row}
                      look={look}
                      onDone={() => {
                        setWithdrawing(null);
                        onWithdrawn(row.number);
                      }}
                      onClose={() => setWithdrawing(null)}
                    />
                  )}
                </Row>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Together groupId={groupId} rows={rows} />
    </section>
  );
}

/** Each period that has certificates, as one file. */
function Together({ groupId, rows }: Pick<MadeCertificatesProps, 'groupId' | 'rows'>) {
  const { all: words, layouts } = useCertificateWords();
  const { language } = useAroundWords();
  const living = rows.filter(({ withdrawnAt }) => withdrawnAt === null);
  const periods = [...new Map(living.map((row) => [api.certificateZip(groupId, row), row]))];
  return (
    <ul aria-label={words.zips} className={form.list}>
      {periods.map(([address, { from, to, layout }]) => (
        <li key={address}>
          <a href={address} download>
            {words.zip(words.span(dayOfText(from, language), dayOfText(to, language)), layouts[layout])}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Head() {
  const { all: words } = useCertificateWords();
  return (
    <thead>
      <tr>
        <th scope="col">{words.number}</th>
        <th scope="col">{words.person}</th>
        <th scope="col">{words.period}</th>
        <th scope="col">{words.layout}</th>
        <th scope="col">{words.counted}</th>
        <td />
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly groupId: string;
  readonly row: CertificateRow;
  readonly onWithdraw: () => void;
  readonly children: React.ReactNode;
}

function Row({ groupId, row, onWithdraw, children }: RowProps) {
  const { all: words, layouts } = useCertificateWords();
  const { language } = useAroundWords();
  const { id, number, name, from, to, layout, meetings, minutes, withdrawnAt, withdrawnReason, isOutdated } = row;
  const isWithdrawn = withdrawnAt !== null;
  return (
    <>
      <tr>
        <td data-of={words.number} className={isWithdrawn ? table.struck : table.whole}>
          {number}
        </td>
        <th scope="row">{name}</th>
        <td data-of={words.period}>{words.span(dayOfText(from, language), dayOfText(to, language))}</td>
        <td data-of={words.layout}>{layouts[layout]}</td>
        <td data-of={words.counted}>
          {words.sum(meetings, minutes)}
          {isOutdated && <span className={table.mark}> {words.outdated}</span>}
        </td>
        <td>
          {isWithdrawn ? (
            <span className={table.quiet}>{words.withdrawn(shortDayIn(withdrawnAt, language), withdrawnReason ?? '')}</span>
          ) : (
            <span className={table.acts}>
              <a
                className={`${buttons.small} ${form.link}`}
                href={api.certificatePdf(groupId, id)}
                aria-label={words.openFor(number, name)}
                download
              >
                {words.open}
              </a>
              <button type="button" className={buttons.small} aria-label={words.withdrawFor(number, name)} onClick={onWithdraw}>
                {words.withdraw}
              </button>
            </span>
          )}
        </td>
      </tr>
      {children && (
        <tr>
          <td colSpan={6}>{children}</td>
        </tr>
      )}
    </>
  );
}
