// One's own certificates, of every group, to keep as a file.
import type { OwnCertificate } from '../../../../shared/protocol/program/certificates.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { dayOfText, shortDayIn } from '../parts/moments.ts';
import { Standing } from '../parts/Standing.tsx';
import table from '../parts/Table.module.css';
import { useAroundWords } from '../words/around-words.ts';
import { useCertificateWords } from '../words/certificate-words.ts';

interface Rows {
  readonly certificates: readonly OwnCertificate[];
}

export function MyCertificates() {
  const asked = useAsked<Rows>(api.ownCertificates);
  return <Standing asked={asked}>{({ certificates }) => <CertificatesPage certificates={certificates} />}</Standing>;
}

function CertificatesPage({ certificates }: Rows) {
  const { own: words, all } = useCertificateWords();
  return (
    <Frame heading={words.heading} title={words.title} lead={words.lead} width="wide">
      {certificates.length === 0 ? (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      ) : (
        <div className={table.scroll}>
          <table className={`${table.table} ${table.stacks}`}>
            <thead>
              <tr>
                <th scope="col">{words.group}</th>
                <th scope="col">{all.period}</th>
                <th scope="col">{all.counted}</th>
                <th scope="col">{all.layout}</th>
                <th scope="col">{all.number}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {certificates.map((certificate) => (
                <Row key={certificate.id} {...certificate} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Frame>
  );
}

function Row({ id, groupName, from, to, meetings, minutes, layout, number, withdrawnAt, withdrawnReason }: OwnCertificate) {
  const { all: words, layouts } = useCertificateWords();
  const { language } = useAroundWords();
  return (
    <tr>
      <th scope="row">{groupName}</th>
      <td data-of={words.period}>{words.span(dayOfText(from, language), dayOfText(to, language))}</td>
      <td data-of={words.counted}>{words.sum(meetings, minutes)}</td>
      <td data-of={words.layout}>{layouts[layout]}</td>
      <td data-of={words.number} className={withdrawnAt === null ? table.whole : table.struck}>
        {number}
      </td>
      <td>
        {withdrawnAt === null ? (
          <a
            className={`${buttons.small} ${form.link}`}
            href={api.ownCertificatePdf(id)}
            aria-label={words.openFor(number, groupName)}
            download
          >
            {words.open}
          </a>
        ) : (
          <span className={table.quiet}>{words.withdrawn(shortDayIn(withdrawnAt, language), withdrawnReason ?? '')}</span>
        )}
      </td>
    </tr>
  );
}
