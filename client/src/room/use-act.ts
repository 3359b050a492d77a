// Performs a command and keeps, for a moment, the sentence why it was not done. Every act of the room goes through here.
import { useCallback, useEffect, useState } from 'react';
import type { Reply } from '../../../shared/protocol/messages.ts';
import type { WireCommand } from '../../../shared/ritual/commands.ts';
import { useWords } from '../words/words.ts';
import { replyInWords } from './reply-in-words.ts';

const showMs = 7000;

export type Act = (command: WireCommand) => void;

export function useAct(perform: (command: WireCommand) => Promise<Reply>): readonly [Act, string | null] {
  const words = useWords();
  const [notDone, setNotDone] = useState<{ text: string } | null>(null);
  useEffect(() => {
    if (!notDone) return;
    const timer = setTimeout(() => setNotDone(null), showMs);
    return () => clearTimeout(timer);
  }, [notDone]);
  const act = useCallback(
    (command: WireCommand) => {
      perform(command).then((reply) => {
        const text = replyInWords(reply, words);
        setNotDone(text ? { text } : null);
      });
    },
    [perform, words],
  );
  return [act, notDone?.text ?? null];
}
