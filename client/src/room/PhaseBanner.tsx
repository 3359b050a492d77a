// The words in the middle of the circle: the phase's name, one sentence, and a still line that says the line is alive (R8.2).
import type { RoomView } from '../../../shared/ritual/view.ts';
import { useWords } from '../words/words.ts';
import css from './PhaseBanner.module.css';
import { phaseSentence } from './phase-sentence.ts';

export interface PhaseBannerProps {
  readonly view: RoomView;
  readonly isLineAlive: boolean;
}

export function PhaseBanner({ view, isLineAlive }: PhaseBannerProps) {
  const words = useWords();
  const sentence = phaseSentence(view, words.phases);
  return (
    <div className={css.banner}>
      <h1 className={css.phase}>{words.phases.names[view.phase]}</h1>
      {sentence && <p className={css.sentence}>{sentence}</p>}
      {isLineAlive && <span className={css.alive} role="img" aria-label={words.phases.lineAlive} title={words.phases.lineAlive} />}
    </div>
  );
}
