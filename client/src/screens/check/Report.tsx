// The report to hand to whoever helps: copied by a touch, or read and copied by hand.
import { useState } from 'react';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import css from './Check.module.css';

export function Report({ text }: { readonly text: string }) {
  const { check } = useWords();
  const [told, setTold] = useState('');
  const [isShown, setIsShown] = useState(false);
  const copy = async () => {
    const isCopied = await Promise.resolve(navigator.clipboard?.writeText(text).then(() => true)).catch(() => false);
    setTold(isCopied ? check.copied : check.copyFailed);
    if (!isCopied) setIsShown(true);
  };
  return (
    <>
      <button type="button" className={buttons.main} onClick={copy}>
        {check.copy}
      </button>
      <details className={css.report} open={isShown} onToggle={(event) => setIsShown(event.currentTarget.open)}>
        <summary>{check.show}</summary>
        <textarea readOnly aria-label={check.report} rows={16} value={text} />
      </details>
      <p className={css.told} role="status">
        {told}
      </p>
    </>
  );
}
