// What the group has agreed on, read and accepted once for a series (R6.1).
import { useState } from 'react';
import type { ContractToRead } from '../../../shared/protocol/doorstep.ts';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import css from './Contract.module.css';
import { FirstMeeting } from './FirstMeeting.tsx';
import { Page } from './Page.tsx';

export interface ContractProps {
  readonly groupName: string;
  readonly contract: ContractToRead;
  /** Resolves to whether it was stored. */
  readonly accept: () => Promise<boolean>;
}

export function Contract({ groupName, contract: { text, language, isOwn = true }, accept }: ContractProps) {
  const { gate } = useWords();
  const [step, setStep] = useState<'reading' | 'keeping' | 'failed'>('reading');
  const agree = async () => {
    if (step === 'keeping') return;
    setStep('keeping');
    if (!(await accept())) setStep('failed');
  };
  return (
    <Page>
      <p>{groupName}</p>
      <h1>{gate.contractHeading}</h1>
      {!isOwn && language && <p>{gate.contractElse(language)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className={css.text} lang={language ?? undefined} aria-label={gate.contractHeading} tabIndex={0}>
        {text
          .split(/\n+/)
          .filter((line) => line.trim())
          .map((line) => (
            <p key={line}>{line}</p>
          ))}
      </section>
      <ActButton means="agree" className={buttons.main} isOff={step === 'keeping'} onAct={() => void agree()}>
        {gate.contractAccept}
      </ActButton>
      {step === 'failed' && <p role="alert">{gate.contractFailed}</p>}
      <FirstMeeting />
    </Page>
  );
}
