// One meeting of the register: who was there for how long, each to be corrected; and, where no room has counted, who was there at all.
import { Fragment, useEffect, useRef, useState } from 'react';
import type { AttendanceGrid, GridMeeting, GridPerson } from '../../../../../shared/protocol/program/credit.ts';
import buttons from '../../../styles/buttons.module.css';
import form from '../../parts/Form.module.css';
import { dayIn } from '../../parts/moments.ts';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';
import { CorrectForm } from './CorrectForm.tsx';
import { EnterForm } from './EnterForm.tsx';

interface MeetingMinutesProps {
  readonly grid: AttendanceGrid;
  /** Of the meetings. */
  readonly n: number;
  readonly leads: boolean;
  readonly look: () => Promise<void>;
  /** `isOver`: nothing more is to be done here. */
  readonly onDone: (said: string, isOver: boolean) => void;
  readonly onClose: () => void;
}

export function MeetingMinutes({ grid, n, leads, look, onDone, onClose }: MeetingMinutesProps) {
  const words = useCreditWords();
  const { language } = useAroundWords();
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => place.current?.focus(), []);
  const meeting = grid.meetings[n] as GridMeeting;
  const day = dayIn(meeting.startsAt, language, grid.zone);
  const unentered = grid.people.filter(({ cells, hasLeft }) => !cells[n] && !hasLeft);
  return (
    <section className={form.card} aria-label={day} data-screen>
      <div className={form.row}>
        <h2 ref={place} tabIndex={-1}>
          {day}
        </h2>
        <button type="button" className={buttons.small} onClick={onClose}>
          {words.meeting.close}
        </button>
      </div>
      <p className={form.quiet}>{words.meeting.most(meeting.most)}</p>
      {meeting.isHeld && <Counted grid={grid} n={n} look={look} onDone={(said) => onDone(said, false)} />}
      {meeting.mayEnter && (!meeting.isHeld || meeting.place === 'both') && unentered.length > 0 && (
        <EnterForm
          meeting={meeting}
          people={unentered}
          leads={leads}
          look={look}
          onDone={async () => {
            await look();
            onDone(words.entering.done(day), true);
          }}
        />
      )}
    </section>
  );
}

interface CountedProps extends Pick<MeetingMinutesProps, 'grid' | 'n' | 'look'> {
  readonly onDone: (said: string) => void;
}

function Counted({ grid, n, look, onDone }: CountedProps) {
  const { meeting: words, correcting } = useCreditWords();
  const { places } = useAroundWords();
  const [changing, setChanging] = useState<string | null>(null);
  const meeting = grid.meetings[n] as GridMeeting;
  /** The focus goes back to where it was opened. */
  const close = (id: string) => {
    setChanging(null);
    document.getElementById(`correct-${id}`)?.focus();
  };
  const formOf = (person: GridPerson) => (
    <CorrectForm
      meeting={meeting}
      zone={grid.zone}
      person={person}
      cell={person.cells[n] ?? null}
      look={look}
      onDone={async () => {
        await look();
        close(person.id);
        onDone(correcting.done(person.name));
      }}
      onClose={() => close(person.id)}
    />
  );
  return (
    <table className={`${table.table} ${table.stacks}`}>
      <thead>
        <tr>
          <th scope="col">{words.person}</th>
          <th scope="col">{words.minutes}</th>
          <th scope="col">{words.place}</th>
          <th scope="col">{words.how}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {grid.people.map((person) => {
          const { id, name, cells } = person;
          const cell = cells[n] ?? null;
          return (
            <Fragment key={id}>
              <tr>
                <th scope="row">{name}</th>
                <td data-of={words.minutes}>{cell?.minutes}</td>
                <td data-of={words.place}>{cell && places[cell.place]}</td>
                <td data-of={words.how}>{cell && (cell.isEntered ? words.entered : words.counted)}</td>
                <td>
                  <span className={table.acts}>
                    <button
                      type="button"
                      className={buttons.small}
                      id={`correct-${id}`}
                      aria-expanded={changing === id}
                      aria-label={(cell ? words.correctFor : words.addFor)(name)}
                      onClick={() => setChanging(id)}
                    >
                      {cell ? words.correct : words.add}
                    </button>
                  </span>
                </td>
              </tr>
              {changing === id && (
                <tr>
                  <td colSpan={5}>{formOf(person)}</td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}
