// A person's part in the case call: offer a case, take the offer back, answer when asked (R2.2). Shown in that phase only.
import type { Me } from '../../../shared/ritual/view.ts';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './MemberControls.module.css';
import type { Act } from './use-act.ts';

export function CaseCall({ part, act }: { readonly part: Me['case']; readonly act: Act }) {
  const { controls } = useWords();
  switch (part) {
    case 'mayOffer':
      return (
        <button type="button" className={buttons.plain} onClick={() => act({ type: 'offerCase' })}>
          {controls.offerCase}
        </button>
      );
    case 'offered':
      return (
        <>
          <p className={css.words}>{controls.offered}</p>
          <button type="button" className={buttons.small} onClick={() => act({ type: 'withdrawOffer' })}>
            {controls.withdrawOffer}
          </button>
        </>
      );
    case 'asked':
      return (
        <>
          <p className={css.asked}>{controls.asked}</p>
          <button type="button" className={buttons.main} onClick={() => act({ type: 'acceptCase' })}>
            {controls.accept}
          </button>
          <button type="button" className={buttons.plain} onClick={() => act({ type: 'declineCase' })}>
            {controls.decline}
          </button>
        </>
      );
    case 'accepted':
      return (
        <>
          <p className={css.words}>{controls.accepted}</p>
          <button type="button" className={buttons.small} onClick={() => act({ type: 'declineCase' })}>
            {controls.decline}
          </button>
        </>
      );
    default:
      return null;
  }
}
