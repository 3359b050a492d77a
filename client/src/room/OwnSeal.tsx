// What the media server says of one's own silence, on the screen of whoever is to be silent (R3.8, R5.6). Never a word about anybody else's.
import { Shield, ShieldCheck, ShieldQuestionMark } from 'lucide-react';
import type { Me } from '../../../shared/ritual/view.ts';
import { useWords } from '../words/words.ts';
import css from './OwnSeal.module.css';

export interface OwnSealProps {
  readonly silence: Me['silence'];
  /** R4.7: false while this page has no connection to the room. */
  readonly isKnown: boolean;
}

export function OwnSeal({ silence, isKnown }: OwnSealProps) {
  const { controls, desk } = useWords();
  if (silence === undefined) return null;
  const truth = isKnown ? silence : 'unknown';
  const Sign = { confirmed: ShieldCheck, guarded: Shield, unconfirmed: ShieldQuestionMark, unknown: ShieldQuestionMark }[truth];
  return (
    <span className={css.seal} data-confirmed={truth === 'confirmed' || truth === 'guarded'}>
      <Sign aria-hidden="true" />
      <span title={truth === 'guarded' ? desk.silenceGuardedMore : undefined} key={truth}>
        {controls.ownSilence[truth]}
      </span>
    </span>
  );
}
