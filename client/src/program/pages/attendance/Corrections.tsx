// What was corrected in a period: before, after, why and by whom.
import type { AttendanceGrid, CorrectionRow } from '../../../../../shared/protocol/program/credit.ts';
import form from '../../parts/Form.module.css';
import { shortDayIn } from '../../parts/moments.ts';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';

export function Corrections({ grid: { corrections, people, meetings, zone } }: { readonly grid: AttendanceGrid }) {
  const { corrections: words } = useCreditWords();
  const { language } = useAroundWords();
  const said = useSaidChange();
  if (corrections.length === 0) return null;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name;
  const startOf = (id: string) => meetings.find((meeting) => meeting.id === id)?.startsAt;
  return (
    <section className={form.section}>
      <h2>{words.heading}</h2>
      <div className={table.scroll}>
        <table className={`${table.table} ${table.stacks}`}>
          <thead>
            <tr>
              <th scope="col">{words.person}</th>
              <th scope="col">{words.meeting}</th>
              <th scope="col">{words.change}</th>
              <th scope="col">{words.reason}</th>
              <th scope="col">{words.by}</th>
              <th scope="col">{words.when}</th>
            </tr>
          </thead>
          <tbody>
            {corrections.map((one) => (
              <tr key={one.id}>
                <th scope="row">{nameOf(one.personId)}</th>
                <td data-of={words.meeting}>{shortDayIn(startOf(one.meetingId) ?? one.at, language, zone)}</td>
                <td data-of={words.change}>{said(one)}</td>
                <td data-of={words.reason}>{one.reason}</td>
                <td data-of={words.by}>{one.by ?? words.gone}</td>
                <td data-of={words.when}>{shortDayIn(one.at, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** "58 minutes on screen → 60 minutes in the room" */
export function useSaidChange(): (correction: CorrectionRow) => string {
  const { corrections: words } = useCreditWords();
  const { places } = useAroundWords();
  return ({ before, placeBefore, after, placeAfter }) =>
    words.fromTo(
      before === null || placeBefore === null ? words.nothing : words.amount(before, places[placeBefore]),
      words.amount(after, places[placeAfter]),
    );
}
