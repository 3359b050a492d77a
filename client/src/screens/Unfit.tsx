// For a browser that gets neither sound nor video: which one to open instead, with the address to copy. No seat is offered in a room one cannot hear.
import { useId, useRef, useState } from 'react';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import page from './Page.module.css';
import { Page } from './Page.tsx';
import css from './Unfit.module.css';

export interface UnfitProps {
  readonly why: 'inApp' | 'insecure' | 'tooOld';
  readonly address: string;
  /** Goes on where it may work after all; null where it cannot. */
  readonly goOn: (() => void) | null;
}

export function Unfit({ why, address, goOn }: UnfitProps) {
  const { sound } = useWords();
  const words = sound.unfit;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    // Apps' browsers often forbid the clipboard; what is selected can be copied by hand.
    field.current?.select();
    const isDone = await (navigator.clipboard?.writeText(address) ?? Promise.reject()).then(
      () => true,
      () => document.execCommand('copy'),
    );
    setIsCopied(isDone);
  };
  return (
    <Page>
      <h1>{words[why].heading}</h1>
      <p>{words[why].more}</p>
      {why !== 'insecure' && (
        <>
          <div className={css.address}>
            <label htmlFor={id}>{words.address}</label>
            <input ref={field} id={id} readOnly value={address} onFocus={(event) => event.target.select()} />
            <button type="button" className={buttons.main} onClick={() => void copy()}>
              {words.copy}
            </button>
            <span role="status">{isCopied && words.copied}</span>
          </div>
          <p>{words.link}</p>
        </>
      )}
      {goOn && (
        <div className={page.foot}>
          <button type="button" className={buttons.quiet} onClick={goOn}>
            {words.anyway}
          </button>
        </div>
      )}
    </Page>
  );
}
