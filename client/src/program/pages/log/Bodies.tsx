// What each body asks beside what is there, what is missing, and where and when that was read.
import type { Requirement } from '../../../../../shared/protocol/program/credential-log.ts';
import form from '../../parts/Form.module.css';
import table from '../../parts/Table.module.css';
import { useLogWords } from '../../words/log-words.ts';

export function Bodies({ requirements }: { readonly requirements: readonly Requirement[] }) {
  const { bodies: words } = useLogWords();
  const all = [...new Set(requirements.map(({ of }) => of))];
  return (
    <section className={form.section}>
      <h2>{words.heading}</h2>
      <p className={form.quiet}>{words.lead}</p>
      {all.map((body) => (
        <details key={body}>
          <summary className={form.summary}>{words.names[body].name}</summary>
          <div className={table.scroll}>
            <table className={`${table.table} ${table.stacks}`}>
              <thead>
                <tr>
                  <th scope="col">{words.what}</th>
                  <th scope="col">{words.have}</th>
                  <th scope="col">{words.need}</th>
                  <td />
                  <th scope="col">{words.source}</th>
                </tr>
              </thead>
              <tbody>
                {requirements
                  .filter(({ of }) => of === body)
                  .map((each) => (
                    <Row key={each.what} {...each} />
                  ))}
              </tbody>
            </table>
          </div>
          <p className={form.quiet}>{words.names[body].besides}</p>
        </details>
      ))}
    </section>
  );
}

function Row({ what, have, need, sourceOf, readIn, address }: Requirement) {
  const { bodies: words } = useLogWords();
  return (
    <tr>
      <th scope="row">{words.asks[what]}</th>
      <td data-of={words.have}>{have}</td>
      <td data-of={words.need}>{need ?? words.noNumber}</td>
      <td>
        {need !== null && (
          <span className={have < need ? table.mark : table.quiet}>{have < need ? words.missing(need - have) : words.enough}</span>
        )}
      </td>
      <td data-of={words.source}>
        <a href={address} rel="noreferrer" aria-label={`${words.sourceFor(words.asks[what])}, ${words.sourceOf(sourceOf, readIn)}`}>
          {words.sourceOf(sourceOf, readIn)}
        </a>
      </td>
    </tr>
  );
}
