// The minutes of a group: everybody by every meeting of a period; one meeting at a time is entered or corrected.
import { useState } from 'react';
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
import { MeetingMinutes } from './attendance/MeetingMinutes.tsx';
import { PeriodForm } from './attendance/PeriodForm.tsx';
import css from './attendance/Register.module.css';
import { Register } from './attendance/Register.tsx';

export function Attendance({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const group = useAsked<GroupView>(api.group(ids.g ?? ''));
  const [period, setPeriod] = useState<Period>(lastYear);
  const grid = useAsked<AttendanceGrid>(api.attendance(ids.g ?? '', period.from, period.to));
  return (
    <Standing asked={group}>
      {(found) => (
        <Standing asked={grid}>
          {(value) => <AttendancePage group={found} grid={value} look={grid.look} onPeriod={setPeriod} />}
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
}

function AttendancePage({ group, grid, look, onPeriod }: AttendancePageProps) {
  const words = useCreditWords();
  const { language, print } = useAroundWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const n = grid.meetings.findIndex(({ id }) => id === chosen);
  const choose = (id: string) => {
    setTold('');
    setChosen(id);
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
        grid.meetings.length > 0 && (
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
        )
      }
    >
      <PeriodForm period={grid} onPeriod={onPeriod} />
      <p className={css.days}>{words.period.says(dayOfText(grid.from, language), dayOfText(grid.to, language))}</p>
      <Told>{told}</Told>
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
