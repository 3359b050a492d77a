// The page of somebody whom the server does not know.
import { keepsCookies } from '../model/keeps-cookies.ts';
import { SettledButton } from '../press/SettledButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import { Page } from './Page.tsx';
import { Trouble } from './Trouble.tsx';

const reload = () => location.reload();

/** Without cookies it can know nobody. */
export function NotSignedIn() {
  return keepsCookies() ? <Trouble why="not-signed-in" act={reload} /> : <NoCookies />;
}

export function NoCookies() {
  const { heading, more, act } = useWords().gate.noCookies;
  return (
    <Page>
      <h1>{heading}</h1>
      <p>{more}</p>
      <SettledButton className={buttons.main} onAct={reload}>
        {act}
      </SettledButton>
    </Page>
  );
}
