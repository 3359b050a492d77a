// Every entry of a log, with what can be done to each.
import type { LogEntry } from '../../../../../shared/protocol/program/credential-log.ts';
import buttons from '../../../styles/buttons.module.css';
import { dayOfText } from '../../parts/moments.ts';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useLogWords } from '../../words/log-words.ts';

interface Act {
  readonly label: string;
  /** With what it is done to, for whoever hears it alone. */
  readonly name: string;
  readonly isBusy: boolean;
  readonly onPress: () => void;
}

interface EntriesProps {
  readonly entries: readonly LogEntry[];
  readonly act: (entry: LogEntry) => Act | null;
}

export function Entries({ entries, act }: EntriesProps) {
  const { entries: words, kinds, places } = useLogWords();
  const { language, none } = useAroundWords();
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.stacks}`}>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.minutes}</th>
            <th scope="col">{words.cases}</th>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.group}</th>
            <th scope="col">{words.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const { id, source, day, kind, minutes, cases, place, group, isConfirmed, confirmedBy, with: withWhom } = entry;
            const may = act(entry);
            return (
              <tr key={`${source} ${id}`}>
                <th scope="row" className={table.whole}>
                  {dayOfText(day, language)}
                </th>
                <td>{withWhom === null ? kinds[kind] : words.withWhom(kinds[kind], withWhom)}</td>
                <td data-of={words.minutes}>{minutes}</td>
                <td data-of={words.cases}>{cases ?? none}</td>
                <td data-of={words.place}>{places[place]}</td>
                <td data-of={words.group}>{group ?? <span className={table.quiet}>{words.own}</span>}</td>
                <td data-of={words.state}>
                  {isConfirmed ? (confirmedBy ?? words.confirmed) : <span className={table.quiet}>{words.open}</span>}
                </td>
                <td>
                  {may && (
                    <span className={table.acts}>
                      <button
                        type="button"
                        className={buttons.small}
                        aria-label={may.name}
                        aria-disabled={may.isBusy}
                        onClick={may.onPress}
                      >
                        {may.label}
                      </button>
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
