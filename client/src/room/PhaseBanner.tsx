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
  const { leaderlessSince, pausedAt, returnAt } = view;
  const now = useServerNow(clockOffset, leaderlessSince === null && returnAt === undefined ? null : 10_000);
  const timeOf = (at: number) => timeOfDay(onThisClock(at, clockOffset), words.language);
  const alone = leaderlessInWords(view, now, timeOf, words.controls);
  // R8.5: leaders may be out for the break; its time is everybody's to know all the same.
  const isBreak = returnAt !== undefined;
  const over = isBreak && now >= returnAt ? words.phases.breakOver(timeOf(returnAt)) : null;
  const ofPhase = alone && !isBreak ? null : (over ?? phaseSentence(view, words.phases, timeOf));
  return (
    <div className={css.banner}>
      <h1 className={css.phase}>{phaseName(view.phase, view.phaseNames, words.phases.names)}</h1>
      {ofPhase && (
        <p className={css.sentence} data-paused={pausedAt !== null || undefined} data-says={isBreak || undefined}>
          {pausedAt !== null && <Pause aria-hidden="true" />}
          <span key={ofPhase}>{ofPhase}</span>
        </p>
      )}
      {alone && (
        <p className={css.sentence} role="status">
          <span key={alone}>{alone}</span>
        </p>
      )}
      {/* The break's beginning is among the room's spoken changes; that its time has come is no change of the room. */}
      <p className="said" role="status">
        {over}
      </p>
      {isConnectionAlive && (
        <span className={css.alive} role="img" aria-label={words.phases.connectionAlive} title={words.phases.connectionAlive} />
      )}
    </div>
  );
}
