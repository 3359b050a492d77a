// The soft clock (R8.1): an arc without digits; digits when asked. At the end nothing happens.
import { useState } from 'react';
import type { Desk } from '../../../../shared/ritual/view.ts';
import { useWords } from '../../words/words.ts';
import { useKeys } from '../use-keys.ts';
import { useServerNow } from '../use-server-now.ts';
import { passedMs } from './passed.ts';
import css from './SoftClock.module.css';

const around = 2 * Math.PI * 15;

export function SoftClock({ clock, clockOffset }: { readonly clock: Desk['clock']; readonly clockOffset: number }) {
  const { desk, keys } = useWords();
  const [showsDigits, setShowsDigits] = useState(false);
  const now = useServerNow(clockOffset, clock.pausedAt === null ? 5_000 : null);
  const turn = () => setShowsDigits((shows) => !shows);
  useKeys({ t: turn });
  const passed = passedMs(clock, now);
  const share = clock.minutes > 0 ? Math.min(1, passed / (clock.minutes * 60_000)) : 1;
  return (
    <button
      type="button"
      className={css.clock}
      aria-pressed={showsDigits}
      aria-label={desk.clockHidden}
      aria-keyshortcuts="t"
      title={keys.withKey(desk.clock, 'T')}
      onClick={turn}
    >
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r="15" />
        <circle cx="18" cy="18" r="15" className={css.passed} strokeDasharray={`${around * share} ${around}`} />
      </svg>
      {showsDigits && <span className={css.digits}>{desk.minutes(Math.floor(passed / 60_000), clock.minutes)}</span>}
    </button>
  );
}
