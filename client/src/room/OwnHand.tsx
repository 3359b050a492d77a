// One's own hand, in the phases in which the form has hands (R4.5). Nobody's hand but one's own is known here.
import type { Me } from '../../../shared/ritual/view.ts';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './MemberControls.module.css';
import type { Act } from './use-act.ts';

export function OwnHand({ hand, act }: { readonly hand: NonNullable<Me['hand']>; readonly act: Act }) {
  const { controls } = useWords();
  const isUp = hand === 'up';
  return (
    <>
      {isUp && <p className={css.words}>{controls.handIsUp}</p>}
      <ActButton
        means={isUp ? 'lowerHand' : 'raiseHand'}
        className={isUp ? buttons.small : buttons.plain}
        chord="w"
        onAct={() => act({ type: isUp ? 'lowerHand' : 'raiseHand' })}
      >
        {isUp ? controls.lowerHand : controls.raiseHand}
      </ActButton>
    </>
  );
}
