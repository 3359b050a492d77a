// The one large next act, in the leader's own words.
import type { RoomView } from '../../../../shared/ritual/view.ts';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';
import { useKeys } from '../use-keys.ts';
import css from './NextActButton.module.css';
import { nextActWords, type Standing } from './next-act-words.ts';

export interface NextActButtonProps {
  readonly next: NonNullable<RoomView['desk']>['next'][number];
  readonly standing: Standing;
  readonly act: Act;
}

export function NextActButton({ next, standing, act }: NextActButtonProps) {
  const { desk, keys } = useWords();
  const words = nextActWords(next, standing, desk.acts);
  const advance = () => act({ type: 'advance', from: standing.phase, to: next.to });
  const isReady = next.waitsFor === null;
  useKeys({ n: isReady && advance });
  return (
    <button
      type="button"
      className={css.next}
      disabled={!isReady}
      aria-keyshortcuts="n"
      title={keys.withKey(words.act, 'N')}
      onClick={advance}
    >
      {words.act}
      {words.after && <span>{words.after}</span>}
    </button>
  );
}
