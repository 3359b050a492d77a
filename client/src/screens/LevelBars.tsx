// The level of one's own microphone, as seven still bars.
import { useDoorWords } from '../words/door-words.ts';
import css from './Doorstep.module.css';

const bars = [1, 2, 3, 4, 5, 6, 7];

export function LevelBars({ level }: { readonly level: number }) {
  const { door } = useDoorWords();
  const percent = Math.round(Math.min(1, Math.max(0, level)) * 100);
  return (
    <span className={css.level} role="img" aria-label={door.level(Math.round(percent / 10) * 10)}>
      {bars.map((bar) => (
        <span key={bar} data-lit={percent > ((bar - 1) / bars.length) * 100 + 1 || undefined} />
      ))}
    </span>
  );
}
