// What stands in the way, in one sentence, and the one thing to do about it.
import type { TroubleProps } from '../model/other-props.ts';
import { SettledButton } from '../press/SettledButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useDoorWords } from '../words/door-words.ts';
import { Page } from './Page.tsx';

export function Trouble({ why, act, children }: TroubleProps) {
  const { heading, more, act: label } = useDoorWords().pages.trouble[why];
  return (
    <Page>
      <h1>{heading}</h1>
      {more && <p>{more}</p>}
      {children}
      <SettledButton className={buttons.main} onAct={act}>
        {label}
      </SettledButton>
    </Page>
  );
}
