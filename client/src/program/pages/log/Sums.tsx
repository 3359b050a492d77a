// What a log comes to, kind by kind.
import { type LogEntry, logKinds } from '../../../../../shared/protocol/program/credential-log.ts';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useLogWords } from '../../words/log-words.ts';

export function Sums({ entries }: { readonly entries: readonly LogEntry[] }) {
  const { sums: words, kinds } = useLogWords();
  const { language, none } = useAroundWords();
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const rows = logKinds.flatMap((kind) => {
    const some = entries.filter((entry) => entry.kind === kind);
    if (some.length === 0) return [];
    const counted = some.filter(({ cases }) => cases !== null);
    const minutes = some.reduce((sum, entry) => sum + entry.minutes, 0);
    return {
      ...{ kind, times: some.length, confirmed: some.filter(({ isConfirmed }) => isConfirmed).length },
      // Rounded down: a log never says more than there was.
      hours: Math.floor(minutes / 6) / 10,
      cases: counted.length === 0 ? null : counted.reduce((sum, { cases }) => sum + (cases ?? 0), 0),
    };
  });
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.stacks}`}>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.times}</th>
            <th scope="col">{words.hours}</th>
            <th scope="col">{words.cases}</th>
            <th scope="col">{words.confirmed}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, times, hours, cases, confirmed }) => (
            <tr key={kind}>
              <th scope="row">{kinds[kind]}</th>
              <td data-of={words.times}>{times}</td>
              <td data-of={words.hours}>{number.format(hours)}</td>
              <td data-of={words.cases}>{cases ?? none}</td>
              <td data-of={words.confirmed}>{confirmed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
