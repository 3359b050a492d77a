// What reading a roster in would do, line by line.
import { useState } from 'react';
import type { ImportPreview } from '../../../../../shared/protocol/program/people.ts';
import buttons from '../../../styles/buttons.module.css';
import form from '../../parts/Form.module.css';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useProgramWords } from '../../words/program-words.ts';

/** On a phone they stand between the top and the button below them. */
const atOnce = 50;

export function ImportTable({ preview }: { readonly preview: ImportPreview }) {
  const { import: words, people } = useProgramWords();
  const [most, setMost] = useState(atOnce);
  const { roles } = useAroundWords();
  const { rows, count, faults } = preview;
  const wrong = new Set(faults.map(({ line }) => line));
  const shown = rows.slice(0, most);
  if (shown.length === 0) return null;
  return (
    <>
      <div className={table.scroll}>
        <table className={`${table.table} ${table.stacks}`}>
          <caption>{count > shown.length ? words.first(shown.length, count) : words.count(count)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.address}</th>
              <th scope="col">{words.group}</th>
              <th scope="col">{words.workplace}</th>
              <th scope="col">{words.doesColumn}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.line} className={wrong.has(row.line) ? table.bad : undefined}>
                <td data-of={words.line}>{row.line}</td>
                <th scope="row">{row.name}</th>
                <td data-of={words.address}>{row.address}</td>
                <td data-of={words.group}>
                  {row.seats.map(({ group, role }) => (
                    <div key={group}>{words.seat(group, roles[role])}</div>
                  ))}
                </td>
                <td data-of={words.workplace}>{row.workplace}</td>
                <td data-of={words.doesColumn}>
                  {row.sameAs !== null && row.does === 'seats' ? words.moreOf(row.sameAs) : words.does[row.does]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && (
        <div className={form.row} data-screen>
          <button type="button" className={buttons.plain} onClick={() => setMost(most + 3 * atOnce)}>
            {people.more(Math.min(3 * atOnce, rows.length - most))}
          </button>
        </div>
      )}
    </>
  );
}
