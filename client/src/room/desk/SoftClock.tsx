// The soft clock (R8.1): an arc; digits only on request. Nothing happens when it runs out.
import { useState } from 'react';
import type { Desk } from '../../../../shared/ritual/view.ts';
import { ActButton } from '../../press/ActButton.tsx';
import { useWords } from '../../words/words.ts';
import { useServerNow } from '../use-server-now.ts';
import { passedMs } from './passed.ts';
import css from './SoftClock.module.css';

const around = 2 * Math.PI * 15;

export function SoftClock({ clock, clockOffset }: { readonly clock: Desk['clock']; readonly clockOffset: number }) {
  const { desk } = useWords();
  const [showsDigits, setShowsDigits] = useState(false);
  const now = useServerNow(clockOffset, clock.pausedAt === null ? 5_000 : null);
  const passed = passedMs(clock, now);
  const share = clock.minutes > 0 ? Math.min(1, passed / (clock.minutes * 60_000)) : 1;
  return (
    <ActButton
      means={`digits ${showsDigits}`}
      className={css.clock}
      aria-pressed={showsDigits}
      aria-label={desk.clockHidden}
      chord="k"
      title={desk.clock}
      onAct={() => setShowsDigits(!showsDigits)}
    >
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r="15" />
        <circle cx="18" cy="18" r="15" className={css.passed} strokeDasharray={`${around * share} ${around}`} />
      </svg>
      {showsDigits && <span className={css.digits}>{desk.minutes(Math.floor(passed / 60_000), clock.minutes)}</span>}
    </ActButton>
  );
}
