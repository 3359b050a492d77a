// Who changed what in a program, for its coordinators.
import type { ActRow, ProgramView } from '../../../../shared/protocol/program/people.ts';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { shortDayIn, timeIn } from '../parts/moments.ts';
import { ProgramFrame } from '../parts/ProgramFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import table from '../parts/Table.module.css';
import { useAroundWords } from '../words/around-words.ts';
import { useProgramWords } from '../words/program-words.ts';

interface Rows {
  readonly acts: readonly ActRow[];
}

export function Acts({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const program = useAsked<ProgramView>(api.program(ids.p ?? ''));
  const acts = useAsked<Rows>(api.acts(ids.p ?? ''));
  return (
    <Standing asked={program}>
      {(found) => <Standing asked={acts}>{({ acts: rows }) => <ActsPage program={found} acts={rows} />}</Standing>}
    </Standing>
  );
}

function ActsPage({ program, acts }: Rows & { readonly program: ProgramView }) {
  const { acts: words } = useProgramWords();
  const { language } = useAroundWords();
  return (
    <ProgramFrame id={program.id} name={program.name} heading={words.heading} title={words.title} lead={words.lead}>
      {acts.length === 0 ? (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      ) : (
        <div className={table.scroll}>
          <table className={`${table.table} ${table.stacks}`}>
            <thead>
              <tr>
                <th scope="col">{words.when}</th>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.group}</th>
              </tr>
            </thead>
            <tbody>
              {acts.map(({ id, at, by, act, groupName }) => (
                <tr key={id}>
                  <td data-of={words.when}>{`${shortDayIn(at, language)}, ${timeIn(at, language)}`}</td>
                  <th scope="row">{by ?? words.machine}</th>
                  <td data-of={words.what}>{words.names[act] ?? words.other(act)}</td>
                  <td data-of={words.group}>{groupName}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </ProgramFrame>
  );
}
