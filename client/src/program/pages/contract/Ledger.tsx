// Who has agreed to which version, when, and to exactly which text.
import type { ContractView } from '../../../../../shared/protocol/program/groups.ts';
import form from '../../parts/Form.module.css';
import { nameOf } from '../../parts/LanguagePicker.tsx';
import { shortDayIn, timeIn } from '../../parts/moments.ts';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useGroupWords } from '../../words/group-words.ts';

export function Ledger({ contract }: { readonly contract: ContractView }) {
  const { contract: words } = useGroupWords();
  const { language, and } = useAroundWords();
  const { agreements, missing, versions, version } = contract;
  if (version === 0) return null;
  return (
    <section className={form.section}>
      <h2>{words.ledger}</h2>
      <p className={form.quiet}>{missing.length === 0 ? words.all : words.missing(and(missing), missing.length)}</p>
      {agreements.length === 0 ? (
        <p className={form.quiet}>{words.nobody}</p>
      ) : (
        <div className={table.scroll}>
          <table className={`${table.table} ${table.stacks}`}>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.versionColumn}</th>
                <th scope="col">{words.when}</th>
                <th scope="col">{words.fingerprint}</th>
              </tr>
            </thead>
            <tbody>
              {agreements.map(({ name, version: agreed, language: read, at, hash }) => (
                <tr key={`${name} ${agreed} ${at}`}>
                  <th scope="row">{name}</th>
                  <td data-of={words.versionColumn}>{agreed}</td>
                  <td data-of={words.when}>{`${shortDayIn(at, language)}, ${timeIn(at, language)}`}</td>
                  <td data-of={words.fingerprint}>
                    <code>{hash.slice(0, 12)}</code>
                    {contract.texts.length > 1 && ` ${nameOf(read)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {versions.length > 1 && (
        <>
          <h3>{words.versions}</h3>
          <ul className={form.list}>
            {versions.map((each) => (
              <li key={each.version}>{words.version(each.version, shortDayIn(each.madeAt, language))}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
