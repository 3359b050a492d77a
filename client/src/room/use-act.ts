// Performs a command and keeps, for a moment, the sentence why it was not done. Every act of the room goes through here.
// A wish that is on its way is not sent a second time, and one that waits says so (R1.8).
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WireCommand } from '../../../shared/ritual/commands.ts';
import type { Answer } from '../model/answer.ts';
import { useWords } from '../words/words.ts';
import { replyInWords } from './reply-in-words.ts';

const showMs = 7000;
/** A reply takes less on any line on which people can talk. */
const waitsAfterMs = 700;

export type Act = (command: WireCommand) => void;

export function useAct(perform: (command: WireCommand) => Promise<Answer>): readonly [Act, string | null] {
  const words = useWords();
  const onTheWay = useRef(new Set<string>());
  const [said, setSaid] = useState<{ text: string; lasts: boolean } | null>(null);
  useEffect(() => {
    if (!said || said.lasts) return;
    const timer = setTimeout(() => setSaid(null), showMs);
    return () => clearTimeout(timer);
  }, [said]);
  const act = useCallback(
    (command: WireCommand) => {
      const wish = JSON.stringify(command);
      if (onTheWay.current.has(wish)) return;
      onTheWay.current.add(wish);
      const waits = setTimeout(() => setSaid({ text: words.controls.waiting, lasts: true }), waitsAfterMs);
      perform(command).then((answer) => {
        clearTimeout(waits);
        onTheWay.current.delete(wish);
        const text = replyInWords(answer, words);
        setSaid(text ? { text, lasts: false } : null);
      });
    },
    [perform, words],
  );
  return [act, said?.text ?? null];
}
