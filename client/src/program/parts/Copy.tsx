// Copies a text, and says so where the press was.
import { useState } from 'react';
import buttons from '../../styles/buttons.module.css';
import { useAroundWords } from '../words/around-words.ts';

export function Copy({ text, label }: { readonly text: string; readonly label: string }) {
  const words = useAroundWords();
  const [told, setTold] = useState<'copied' | 'notCopied' | null>(null);
  const copy = () => {
    const writing = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    writing.then(
      () => setTold('copied'),
      () => setTold('notCopied'),
    );
  };
  return (
    <>
      <button type="button" className={buttons.small} aria-label={`${words.copy}: ${label}`} onClick={copy}>
        {told === 'copied' ? words.copied : words.copy}
      </button>
      <span role="status" className={told === 'notCopied' ? undefined : 'said'}>
        {told === null ? '' : words[told]}
      </span>
    </>
  );
}
