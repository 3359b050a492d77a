// People by meetings, in minutes. The names stay in sight while a year of dates moves beside them; on paper the dates stand upright.
import type { AttendanceGrid, GridCell, GridMeeting } from '../../../../../shared/protocol/program/credit.ts';
import { dayIn } from '../../parts/moments.ts';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';
import css from './Register.module.css';
import { shortDays } from './short-days.ts';

interface RegisterProps {
  readonly grid: AttendanceGrid;
  readonly chosen: string | null;
  readonly onChoose: (meeting: string) => void;
}

export function Register({ grid, chosen, onChoose }: RegisterProps) {
  const { heading, register: words } = useCreditWords();
  const { language } = useAroundWords();
  const { zone, meetings, people } = grid;
  const held = meetings.filter(({ isHeld }) => isHeld).length;
  const short = shortDays(language, zone);
  const yearOf = (meeting: GridMeeting | undefined) => meeting && short(meeting.startsAt).year;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard */}
      <section className={css.scroll} aria-label={heading} tabIndex={0}>
        <table className={css.register} data-many={meetings.length > 26 || undefined}>
          <thead>
            <tr>
              <th scope="col" className={css.name}>
                {words.name}
              </th>
              {meetings.map((meeting, n) => {
                const { id, startsAt, isHeld } = meeting;
                const { day, year } = short(startsAt);
                const whole = dayIn(startsAt, language, zone);
                return (
                  <th key={id} scope="col" aria-label={whole}>
                    <button
                      type="button"
                      aria-label={isHeld ? words.open(whole) : words.toEnterFor(whole)}
                      id={`meeting-${id}`}
                      aria-pressed={chosen === id}
                      data-waits={!isHeld || undefined}
                      onClick={() => onChoose(id)}
                    >
                      {yearOf(meetings[n - 1]) !== year && <span className={css.year}>{year}</span>}
                      {day}
                    </button>
                    <span className={css.printed}>{day}</span>
                  </th>
                );
              })}
              <th scope="col">{words.attended}</th>
              <th scope="col">{words.total}</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ id, name, cells, hasLeft }) => (
              <tr key={id}>
                <th scope="row" className={css.name} title={hasLeft ? words.left : undefined} data-left={hasLeft || undefined}>
                  {name}
                </th>
                {cells.map((cell, n) => (
                  <td key={meetings[n]?.id}>
                    {cell === null ? <Absent isHeld={meetings[n]?.isHeld ?? true} /> : <Cell cell={cell} />}
                  </td>
                ))}
                <td className={css.sum}>{words.attendedOf(cells.filter((cell) => cell && cell.minutes > 0).length, held)}</td>
                <td className={css.sum}>{cells.reduce((sum, cell) => sum + (cell?.minutes ?? 0), 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={css.legend}>{words.legend}</p>
    </>
  );
}

function Absent({ isHeld }: { readonly isHeld: boolean }) {
  const { register: words } = useCreditWords();
  return isHeld ? (
    <>
      <span aria-hidden="true" className={css.absent}>
        –
      </span>
      <span className="said">{words.absent}</span>
    </>
  ) : null;
}

function Cell({ cell: { minutes, place, corrections } }: { readonly cell: GridCell }) {
  const { register: words } = useCreditWords();
  const said = [place === 'room' && words.room, corrections > 0 && words.corrected].filter(Boolean).join(', ');
  const sign = `${place === 'room' ? words.roomSign : ''}${corrections > 0 ? words.correctedSign : ''}`;
  return (
    <>
      {minutes}
      {sign !== '' && (
        <>
          <sup aria-hidden="true">{sign}</sup>
          <span className="said">{` ${said}`}</span>
        </>
      )}
    </>
  );
}
