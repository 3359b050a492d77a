// The words in the middle of the circle: the phase's name, one sentence, and a still mark that says the connection is alive (R8.2).
import { Pause } from 'lucide-react';
import type { RoomView } from '../../../shared/ritual/view.ts';
import { phaseName } from '../model/phase-name.ts';
import { onThisClock } from '../model/steady-clock.ts';
import { timeOfDay } from '../words/times.ts';
import { useWords } from '../words/words.ts';
import { leaderlessInWords } from './notices-of.ts';
import css from './PhaseBanner.module.css';
import { phaseSentence } from './phase-sentence.ts';
import { useServerNow } from './use-server-now.ts';

export interface PhaseBannerProps {
  readonly view: RoomView;
  readonly clockOffset: number;
  readonly isConnectionAlive: boolean;
}

export function PhaseBanner({ view, clockOffset, isConnectionAlive }: PhaseBannerProps) {
  const words = useWords();
  const now = useServerNow(clockOffset, view.leaderlessSince === null ? null : 10_000);
  const timeOf = (at: number) => timeOfDay(onThisClock(at, clockOffset), words.language);
  const alone = leaderlessInWords(view, now, timeOf, words.controls);
  const sentence = alone ?? phaseSentence(view, words.phases);
  return (
    <div className={css.banner}>
      <h1 className={css.phase}>{phaseName(view.phase, view.phaseNames, words.phases.names)}</h1>
      {sentence && (
        <p
          className={css.sentence}
          role={alone ? 'status' : undefined}
          data-paused={(view.pausedAt !== null && !alone) || undefined}
        >
          {view.pausedAt !== null && !alone && <Pause aria-hidden="true" />}
          <span key={sentence}>{sentence}</span>
        </p>
      )}
      {isConnectionAlive && (
        <span className={css.alive} role="img" aria-label={words.phases.connectionAlive} title={words.phases.connectionAlive} />
      )}
    </div>
  );
}
