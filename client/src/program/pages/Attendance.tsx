// The minutes of a group: everybody by every meeting of a period; one meeting at a time is entered or corrected.
import { useRef, useState } from 'react';
import { type AttendanceGrid, type Period, periodOf } from '../../../../shared/protocol/program/credit.ts';
import type { GroupView } from '../../../../shared/protocol/program/groups.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { serverNow } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { dayOfText, textOfDay } from '../parts/moments.ts';
import { Standing } from '../parts/Standing.tsx';
import { Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useCreditWords } from '../words/credit-words.ts';
import { Corrections } from './attendance/Corrections.tsx';
import { EnterHeld } from './attendance/EnterHeld.tsx';
import { MeetingMinutes } from './attendance/MeetingMinutes.tsx';
import { PeriodForm } from './attendance/PeriodForm.tsx';
import css from './attendance/Register.module.css';
import { Register } from './attendance/Register.tsx';

export function Attendance({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const group = useAsked<GroupView>(api.group(ids.g ?? ''));
  const [period, setPeriod] = useState<Period>(lastYear);
  const [told, setTold] = useState('');
  const grid = useAsked<AttendanceGrid>(api.attendance(ids.g ?? '', period.from, period.to));
  return (
    <Standing asked={group}>
      {(found) => (
        <Standing asked={grid}>
          {(value) => (
            <AttendancePage group={found} grid={value} look={grid.look} onPeriod={setPeriod} told={told} setTold={setTold} />
          )}
        </Standing>
      )}
    </Standing>
  );
}

function lastYear(): Period {
  const period = periodOf({}, textOfDay(serverNow()));
  return 'code' in period ? { from: '', to: '' } : period;
}

interface AttendancePageProps {
  readonly group: GroupView;
  readonly grid: AttendanceGrid;
  readonly look: () => Promise<void>;
  readonly onPeriod: (period: Period) => void;
  readonly told: string;
  readonly setTold: (said: string) => void;
}

function AttendancePage({ group, grid, look, onPeriod, told, setTold }: AttendancePageProps) {
  const words = useCreditWords();
  const { language, print } = useAroundWords();
  const enter = useRef<HTMLButtonElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isEntering, setEntering] = useState(false);
  const n = grid.meetings.findIndex(({ id }) => id === chosen);
  const choose = (id: string) => {
    setTold('');
    setEntering(false);
    setChosen(id);
  };
  const enterHeld = () => {
    setTold('');
    setChosen(null);
    setEntering(true);
  };
  const closeHeld = () => {
    setEntering(false);
    enter.current?.focus();
  };
  /** The focus goes back to where it was opened. */
  const close = () => {
    setChosen(null);
    document.getElementById(`meeting-${chosen}`)?.focus();
  };
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={words.heading}
      title={words.title(group.name)}
      lead={words.lead}
      showsLinks={group.you.leads}
      showsCertificates={group.you.coordinates}
      showsMinutes
      acts={
        <>
          {group.closedAt === null && (
            <button type="button" ref={enter} className={buttons.plain} aria-expanded={isEntering} onClick={enterHeld}>
              {words.held.open}
            </button>
          )}
          {grid.meetings.length > 0 && (
            <>
              <a
                className={`${buttons.plain} ${form.link}`}
                href={api.exportOf({ group: group.id }, 'attendance.csv', grid.from, grid.to)}
              >
                {words.csv}
              </a>
              <button type="button" className={buttons.plain} onClick={() => window.print()}>
                {print}
              </button>
            </>
          )}
        </>
      }
    >
      <PeriodForm period={grid} onPeriod={onPeriod} />
      <p className={css.days}>{words.period.says(dayOfText(grid.from, language), dayOfText(grid.to, language))}</p>
      <Told>{told}</Told>
      {isEntering && (
        <EnterHeld
          groupId={group.id}
          grid={grid}
          leads={group.you.leads}
          look={look}
          onDone={async (date, said) => {
            setTold(said);
            const year = lastYear();
            // What was entered is seen, whatever days stood here before.
            if (date < grid.from || date > grid.to) onPeriod({ ...year, from: date < year.from ? date : year.from });
            else await look();
            closeHeld();
          }}
          onClose={closeHeld}
        />
      )}
      {grid.meetings[n] && (
        <MeetingMinutes
          key={grid.meetings[n].id}
          grid={grid}
          n={n}
          leads={group.you.leads}
          look={look}
          onDone={(said, isOver) => {
            setTold(said);
            if (isOver) close();
          }}
          onClose={() => {
            setTold('');
            close();
          }}
        />
      )}
      {grid.meetings.length === 0 ? (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      ) : (
        <Register grid={grid} chosen={chosen} onChoose={choose} />
      )}
      <Corrections grid={grid} />
    </GroupFrame>
  );
}
