// Performs a command and keeps, for a moment, the sentence why it was not done. Every act of the room goes through here.
// What ends the room for anybody, or what its button wants confirmed, asks first; what is under way is not sent twice, and says that it waits (R1.8).
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WireCommand } from '../../../shared/ritual/commands.ts';
import type { Answer } from '../model/answer.ts';
import type { Sure } from '../parts/Confirm.tsx';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words.ts';
import { replyInWords } from './reply-in-words.ts';

const showMs = 7000;
/** On any connection good enough for talking, a reply comes sooner. */
const waitsAfterMs = 700;

/** `sure` asks first. Returns null for what was not sent: it is under way already, or the person is being asked. */
export type Act = (command: WireCommand, sure?: Sure | null) => Promise<Answer | null>;

export interface Acting {
  readonly act: Act;
  readonly notDone: string | null;
  readonly asked: { readonly sure: Sure; readonly yes: () => void; readonly close: () => void } | null;
}

export function useAct(perform: (command: WireCommand) => Promise<Answer>): Acting {
  const words = useWords();
  const onTheWay = useRef(new Set<string>());
  const [said, setSaid] = useState<{ text: string; lasts: boolean } | null>(null);
  const [asking, setAsking] = useState<{ sure: Sure; command: WireCommand } | null>(null);
  useEffect(() => {
    if (!said || said.lasts) return;
    const timer = setTimeout(() => setSaid(null), showMs);
    return () => clearTimeout(timer);
  }, [said]);
  const act = useCallback<Act>(
    async (command, sure = endingOf(command, words)) => {
      if (sure) {
        setAsking({ sure, command });
        return null;
      }
      const wish = JSON.stringify(command);
      if (onTheWay.current.has(wish)) return null;
      onTheWay.current.add(wish);
      const waits = setTimeout(() => setSaid({ text: words.controls.waiting, lasts: true }), waitsAfterMs);
      const answer = await perform(command);
      clearTimeout(waits);
      onTheWay.current.delete(wish);
      const text = replyInWords(answer, words);
      setSaid(text ? { text, lasts: false } : null);
      return answer;
    },
    [perform, words],
  );
  const asked = asking && {
    sure: asking.sure,
    yes: () => void act(asking.command, null),
    close: () => setAsking(null),
  };
  return { act, notDone: said?.text ?? null, asked };
}

/** What ends the room for members or for all. */
function endingOf(command: WireCommand, { desk }: Words): Sure | null {
  if (command.type !== 'advance') return null;
  return command.to === 'ended' ? desk.sure.end : command.to === 'debrief' ? desk.sure.debrief : null;
}
