// Marks a time that differs from the one before because clocks have changed; the note stands beneath.
import { useAroundWords } from '../words/around-words.ts';

export function Shifted() {
  const { clocks } = useAroundWords();
  return (
    <>
      {' *'}
      <span className="said">{clocks.shifted}</span>
    </>
  );
}
