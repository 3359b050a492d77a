// The page of somebody whom the server does not know, or knows no longer.
import { enterAddress } from '../../../shared/protocol/addresses.ts';
import { keepsCookies } from '../model/keeps-cookies.ts';
import { SettledButton } from '../press/SettledButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import { Page } from './Page.tsx';

export interface NotSignedInProps {
  readonly why?: 'signed-out' | 'not-signed-in';
}

/** Without cookies it can know nobody. */
export function NotSignedIn({ why = 'not-signed-in' }: NotSignedInProps) {
  return keepsCookies() ? <Away why={why} /> : <NoCookies />;
}

function Away({ why }: Required<NotSignedInProps>) {
  const { [why]: words, signIn } = useWords().gate.away;
  return (
    <Page>
      <h1>{words.heading}</h1>
      <p>{words.more}</p>
      <p>
        <a className={buttons.main} href={enterAddress(location.pathname)}>
          {signIn}
        </a>
      </p>
    </Page>
  );
}

export function NoCookies() {
  const { heading, more, act } = useWords().gate.noCookies;
  return (
    <Page>
      <h1>{heading}</h1>
      <p>{more}</p>
      <SettledButton className={buttons.main} onAct={() => location.reload()}>
        {act}
      </SettledButton>
    </Page>
  );
}
