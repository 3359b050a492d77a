// The one large next step, in the leader's own words. What ends the room for members asks first (R1.8).
import type { RoomView } from '../../../../shared/ritual/view.ts';
import { nextActWords, type Standing } from '../../model/next-act-words.ts';
import { ActButton } from '../../press/ActButton.tsx';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';
import css from './NextActButton.module.css';

export interface NextActButtonProps {
  readonly next: NonNullable<RoomView['desk']>['next'][number];
  readonly standing: Standing;
  readonly act: Act;
}

export function NextActButton({ next, standing, act }: NextActButtonProps) {
  const { act: does, after } = nextActWords(next, standing, useWords().desk.acts);
  return (
    <ActButton
      means={`${standing.phase} ${next.to} ${does}`}
      className={css.next}
      isOff={next.waitsFor !== null}
      chord="n"
      title={does}
      onAct={() => act({ type: 'advance', from: standing.phase, to: next.to })}
    >
      <span key={does}>{does}</span>
      {after && (
        <small key={after} className={css.after}>
          {after}
        </small>
      )}
    </ActButton>
  );
}
