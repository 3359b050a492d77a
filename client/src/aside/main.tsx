// Starts the pages that ask the server for nothing: practising alone, and help to read or print. They know neither a socket nor a medium.
import '../styles/tokens.css';
import '../styles/base.css';
import { lazy, StrictMode, Suspense, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { asPresenter, helpAddress, readers } from '../../../shared/protocol/aside-addresses.ts';
import { keepFocus } from '../press/keep-focus.ts';
import { Mishap } from '../screens/Mishap.tsx';
import { languageFor } from '../words/languages.ts';
import { WordsProvider } from '../words/WordsProvider.tsx';

const Practice = lazy(async () => ({ default: (await import('../practice/Practice.tsx')).Practice }));
const Paper = lazy(async () => ({ default: (await import('./Paper.tsx')).Paper }));

function Aside() {
  const hash = useHash();
  const reader = readers.find((each) => helpAddress(each) === location.pathname);
  if (reader) return <Paper reader={reader} />;
  const kind = hash === `#${asPresenter}` ? 'presenter' : 'leader';
  return <Practice key={kind} kind={kind} />;
}

function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const look = () => setHash(location.hash);
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  return hash;
}

const place = document.getElementById('root');
if (place) {
  keepFocus(document);
  createRoot(place).render(
    <StrictMode>
      <Suspense>
        <WordsProvider language={languageFor(navigator.languages)}>
          <Mishap>
            <Aside />
          </Mishap>
        </WordsProvider>
      </Suspense>
    </StrictMode>,
  );
}
