// The one large next step, in the leader's own words. What ends the room for members asks first (R1.8).
import type { RoomView } from '../../../../shared/ritual/view.ts';
import { nextActWords, type Standing } from '../../model/next-act-words.ts';
import { ActButton } from '../../press/ActButton.tsx';
import { useWords } from '../../words/words.ts';
import css from './NextActButton.module.css';
import type { Advance } from './use-advance.ts';

export interface NextActButtonProps {
  readonly next: NonNullable<RoomView['desk']>['next'][number];
  readonly standing: Standing;
  readonly advance: Advance;
}

export function NextActButton({ next, standing, advance }: NextActButtonProps) {
  const { act, after } = nextActWords(next, standing, useWords().desk.acts);
  return (
    <ActButton
      means={`${standing.phase} ${next.to} ${act}`}
      className={css.next}
      isOff={next.waitsFor !== null}
      chord="n"
      title={act}
      onAct={() => advance(standing.phase, next.to)}
    >
      <span key={act}>{act}</span>
      {after && (
        <small key={after} className={css.after}>
          {after}
        </small>
      )}
    </ActButton>
  );
}
