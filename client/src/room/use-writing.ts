// A note or a word that is being written (R3.4, R7.1, R7.7): it goes once, however often that is pressed, and what is typed meanwhile stays.
import { type FormEvent, useRef, useState } from 'react';
import type { Answer } from '../model/answer.ts';
import { useWords } from '../words/words.ts';
import { replyInWords } from './reply-in-words.ts';

export interface Writing {
  readonly text: string;
  readonly type: (text: string) => void;
  /** Of the last one: why it was not sent, or that it was; null before, and once one writes on. */
  readonly outcome: { readonly notDone: string | null } | null;
  readonly forgetOutcome: () => void;
  /** Whether this press has sent it. */
  readonly send: (event: FormEvent) => Promise<boolean>;
}

export function useWriting(write: (text: string) => Promise<Answer>): Writing {
  const words = useWords();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<Writing['outcome']>(null);
  const isOnItsWay = useRef(false);
  const send = async (event: FormEvent): Promise<boolean> => {
    event.preventDefault();
    const written = text.trim();
    if (!written || isOnItsWay.current) return false;
    isOnItsWay.current = true;
    try {
      const notDone = replyInWords(await write(written), words);
      setOutcome({ notDone });
      if (notDone === null) setText((now) => (now.trim() === written ? '' : now));
      return notDone === null;
    } finally {
      isOnItsWay.current = false;
    }
  };
  const type = (now: string) => {
    setText(now);
    setOutcome(null);
  };
  return { text, type, outcome, forgetOutcome: () => setOutcome(null), send };
}
