// Dates as a table: the group's time, one's own where it differs, who cannot come.
import type { ReactNode } from 'react';
import type { MeetingRow } from '../../../../../shared/protocol/program/dates.ts';
import buttons from '../../../styles/buttons.module.css';
import form from '../../parts/Form.module.css';
import { dayIn, hereZone, isShifted, placeInZone, shortDayIn, timeIn } from '../../parts/moments.ts';
import { Shifted } from '../../parts/Shifted.tsx';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useGroupWords } from '../../words/group-words.ts';

interface DatesTableProps {
  readonly zone: string;
  readonly meetings: readonly MeetingRow[];
  readonly onChange: ((meeting: MeetingRow) => void) | null;
  readonly onCancel: ((meeting: MeetingRow) => void) | null;
  /** Under whose row the form stands. */
  readonly changing: string | null;
  readonly children: (meeting: MeetingRow) => ReactNode;
}

export function DatesTable({ zone, meetings, onChange, onCancel, changing, children }: DatesTableProps) {
  const { dates: words } = useGroupWords();
  const { language, places, clocks } = useAroundWords();
  const here = hereZone();
  const differs = meetings.some(({ startsAt }) => wallOf(startsAt, zone) !== wallOf(startsAt, here));
  const columns = 6 + (differs ? 1 : 0);
  const shifted = new Set(
    meetings.filter(({ startsAt }, n) => isShifted(startsAt, meetings[n - 1]?.startsAt ?? startsAt, zone)).map(({ id }) => id),
  );
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.stacks}`}>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.date}</th>
            <th scope="col">{words.time}</th>
            {differs && <th scope="col">{words.yours(placeInZone(here))}</th>}
            <th scope="col">{words.place}</th>
            <th scope="col">{words.excused}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {meetings.map((meeting) => {
            const {
              id,
              number,
              startsAt,
              endsAt,
              place,
              isCancelled,
              isHeld,
              isBelowQuorum,
              excused,
              expected,
              sequence,
              quorum,
              where,
            } = meeting;
            const day = dayIn(startsAt, language, zone);
            const isOtherDay = shortDayIn(startsAt, language, zone) !== shortDayIn(startsAt, language, here);
            return [
              <tr key={id}>
                <td data-of={words.number}>{number}</td>
                <th scope="row" className={`${table.whole} ${isCancelled ? table.struck : ''}`}>
                  {shortDayIn(startsAt, language, zone)}
                </th>
                <td data-of={words.time} className={`${table.whole} ${isCancelled ? table.struck : ''}`}>
                  {`${timeIn(startsAt, language, zone)} – ${timeIn(endsAt, language, zone)}`}
                </td>
                {differs && (
                  <td data-of={words.yours(placeInZone(here))} className={`${table.whole} ${shifted.has(id) ? table.mark : ''}`}>
                    {`${isOtherDay ? `${shortDayIn(startsAt, language, here)}, ` : ''}${timeIn(startsAt, language, here)}`}
                    {shifted.has(id) && <Shifted />}
                  </td>
                )}
                <td data-of={words.place}>
                  {isCancelled
                    ? words.cancelled
                    : [places[place], isHeld && words.held, sequence > 0 && !isHeld && words.moved].filter(Boolean).join(', ')}
                  {!isCancelled && where && (
                    <ul className={table.several}>
                      {(['room', 'screen', 'unsaid'] as const).map((each) => (
                        <li key={each}>{words.where[each](where[each].length, where[each].join(', '))}</li>
                      ))}
                    </ul>
                  )}
                </td>
                <td data-of={words.excused}>
                  {!isCancelled && excused.join(', ')}
                  {!isCancelled && isBelowQuorum && !isHeld && (
                    <span className={table.bad}>{` ${words.below}: ${words.comingOf(expected, quorum)}`}</span>
                  )}
                </td>
                <td>
                  {!isCancelled && !isHeld && onChange && onCancel && (
                    <span className={table.acts}>
                      <button
                        type="button"
                        className={buttons.small}
                        aria-label={words.changeFor(day)}
                        aria-expanded={changing === id}
                        onClick={() => onChange(meeting)}
                      >
                        {words.change}
                      </button>
                      <button
                        type="button"
                        className={buttons.small}
                        aria-label={words.cancelFor(day)}
                        onClick={() => onCancel(meeting)}
                      >
                        {words.cancel}
                      </button>
                    </span>
                  )}
                </td>
              </tr>,
              changing === id && (
                <tr key={`${id}-form`}>
                  <td colSpan={columns}>{children(meeting)}</td>
                </tr>
              ),
            ];
          })}
        </tbody>
      </table>
      {shifted.size > 0 && <p className={form.quiet}>{`* ${clocks.note}`}</p>}
    </div>
  );
}

function wallOf(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(at);
}
