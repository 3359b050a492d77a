// The mark on a face: this person cannot be heard, or not well, and why (R4.7). An icon and, where the face is large enough, words.
import { MicOff, SignalLow, Unplug, VolumeX, WifiOff } from 'lucide-react';
import { useWords } from '../words/words.ts';
import css from './ChairMark.module.css';
import type { Mark } from './chair-look.ts';

const signs = { missing: Unplug, muted: VolumeX, off: MicOff, poor: SignalLow, away: WifiOff } as const;
/** Faces laid out smaller than this show the icon alone. */
const wordsFrom = 112;

export function ChairMark({ mark, size }: { readonly mark: Mark; readonly size: number }) {
  const { sound } = useWords();
  const Sign = signs[mark];
  return (
    <span className={css.mark} data-mark={mark} title={sound.marks[mark]}>
      <Sign aria-hidden="true" />
      {size >= wordsFrom && mark !== 'off' && <span>{sound.marks[mark]}</span>}
    </span>
  );
}
