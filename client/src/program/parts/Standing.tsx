// What stands where an answer of the server will stand: a moment's patience, or what is in the way and what to do about it.
import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { enterAddress } from '../../../../shared/protocol/addresses.ts';
import buttons from '../../styles/buttons.module.css';
import type { Asked } from '../asking/use-asked.ts';
import { useAroundWords } from '../words/around-words.ts';
import form from './Form.module.css';
import { Frame } from './Frame.tsx';
import { hereAddress } from './here-address.ts';

export function Standing<T>({ asked, children }: { readonly asked: Asked<T>; readonly children: (value: T) => ReactNode }) {
  const { standing, look } = asked;
  if (standing.is === 'waiting') return <Waiting />;
  if (standing.is === 'there') return children(standing.value);
  if (standing.why === 'not-signed-in') return <NotSignedIn />;
  if (standing.why === 'not-found') return <NotFound />;
  return <Unavailable act={look} />;
}

/** Said only when it lasts. */
export function Waiting() {
  const { waiting } = useAroundWords();
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasts(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main aria-busy="true">
      <p role="status" style={{ padding: '20vh 24px', textAlign: 'center' }}>
        {lasts ? waiting : ''}
      </p>
    </main>
  );
}

function NotSignedIn() {
  const { pages } = useAroundWords();
  const words = pages.notSignedIn;
  return (
    <Frame heading={words.heading} lead={words.more} isBare>
      <p>
        <Link className={`${buttons.main} ${form.link}`} href={enterAddress(hereAddress())}>
          {words.act}
        </Link>
      </p>
    </Frame>
  );
}

export function NotFound() {
  const { pages } = useAroundWords();
  const words = pages.notFound;
  return (
    <Frame heading={words.heading} lead={words.more}>
      <p>
        <Link className={`${buttons.plain} ${form.link}`} href="/home">
          {words.act}
        </Link>
      </p>
    </Frame>
  );
}

function Unavailable({ act }: { readonly act: () => Promise<void> }) {
  const { pages } = useAroundWords();
  const words = pages.unavailable;
  return (
    <Frame heading={words.heading} lead={words.more}>
      <p>
        <button type="button" className={buttons.main} onClick={() => void act()}>
          {words.act}
        </button>
      </p>
    </Frame>
  );
}
