// A person's part in the case call: offer a case, take the offer back, answer when asked (R2.2). Shown in that phase only.
import type { Me } from '../../../shared/ritual/view.ts';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './MemberControls.module.css';
import type { Act } from './use-act.ts';

export function CaseCall({ part, act }: { readonly part: Me['case']; readonly act: Act }) {
  const { controls } = useWords();
  switch (part) {
    case 'mayOffer':
      return (
        <ActButton key="offerCase" means="offerCase" className={buttons.plain} onAct={() => act({ type: 'offerCase' })}>
          {controls.offerCase}
        </ActButton>
      );
    case 'offered':
      return (
        <>
          <p className={css.words}>{controls.offered}</p>
          <ActButton
            key="withdrawOffer"
            means="withdrawOffer"
            className={buttons.small}
            onAct={() => act({ type: 'withdrawOffer' })}
          >
            {controls.withdrawOffer}
          </ActButton>
        </>
      );
    case 'asked':
      return (
        <>
          <p className={css.asked}>{controls.asked}</p>
          <ActButton key="acceptCase" means="acceptCase" className={buttons.main} onAct={() => act({ type: 'acceptCase' })}>
            {controls.accept}
          </ActButton>
          <ActButton key="declineCase" means="declineCase" className={buttons.plain} onAct={() => act({ type: 'declineCase' })}>
            {controls.decline}
          </ActButton>
        </>
      );
    case 'accepted':
      return (
        <>
          <p className={css.words}>{controls.accepted}</p>
          <ActButton key="declineCase" means="declineCase" className={buttons.small} onAct={() => act({ type: 'declineCase' })}>
            {controls.decline}
          </ActButton>
        </>
      );
    default:
      return null;
  }
}
