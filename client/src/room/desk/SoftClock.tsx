// The soft clock (R8.1): an arc; digits only on request. Nothing happens when it runs out.
import { useState } from 'react';
import type { Desk } from '../../../../shared/ritual/view.ts';
import { ActButton } from '../../press/ActButton.tsx';
import { useWords } from '../../words/words.ts';
import { firstLetter } from '../chair-look.ts';
import { useServerNow } from '../use-server-now.ts';
import { timeInWords } from './desk-notices.ts';
import { passedMs } from './passed.ts';
import css from './SoftClock.module.css';

const around = 2 * Math.PI * 15;

export interface SoftClockProps {
  readonly desk: Pick<Desk, 'clock' | 'timeKeeper'>;
  readonly me: string;
  readonly nameOf: (id: string) => string;
  readonly clockOffset: number;
}

export function SoftClock({ desk: { clock, timeKeeper }, me, nameOf, clockOffset }: SoftClockProps) {
  const { desk } = useWords();
  const [showsDigits, setShowsDigits] = useState(false);
  // R7.6: a word between leaders; the clock stays everybody's who leads.
  const keeper = timeKeeper ? timeInWords(timeKeeper.personId, me, nameOf, desk) : null;
  const now = useServerNow(clockOffset, clock.pausedAt === null ? 5_000 : null);
  const passed = passedMs(clock, now);
  const share = clock.minutes > 0 ? Math.min(1, passed / (clock.minutes * 60_000)) : 1;
  return (
    <ActButton
      means={`digits ${showsDigits}`}
      className={css.clock}
      aria-pressed={showsDigits}
      aria-label={keeper === null ? desk.clockHidden : `${desk.clockHidden}. ${keeper}`}
      chord="k"
      title={keeper ?? desk.clock}
      onAct={() => setShowsDigits(!showsDigits)}
    >
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r="15" />
        <circle cx="18" cy="18" r="15" className={css.passed} strokeDasharray={`${around * share} ${around}`} />
      </svg>
      {timeKeeper && (
        <span className={css.keeper} aria-hidden="true">
          {timeKeeper.personId === me ? desk.timeMine : firstLetter(nameOf(timeKeeper.personId))}
        </span>
      )}
      {showsDigits && <span className={css.digits}>{desk.minutes(Math.floor(passed / 60_000), clock.minutes)}</span>}
    </ActButton>
  );
}
