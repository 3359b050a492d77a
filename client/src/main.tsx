// Starts the page: reads whose seat it is from the address and puts the right page on the screen.
import './styles/tokens.css';
import './styles/base.css';
import { type ComponentType, lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Mishap } from './Mishap.tsx';
import { unfitHere } from './model/this-page.ts';
import { keepFocus } from './press/keep-focus.ts';
import { NotSignedIn, Trouble } from './screens/Trouble.tsx';
import { SeatSession } from './session/seat-session.ts';
import type { UnfitPageProps } from './UnfitPage.tsx';

const LinksPage: ComponentType<{ seat: string }> = lazy(async () => ({ default: (await import('./LinksPage.tsx')).LinksPage }));

const CheckPage: ComponentType<{ seat: string | null }> = lazy(async () => ({
  default: (await import('./CheckPage.tsx')).CheckPage,
}));

const UnfitPage: ComponentType<UnfitPageProps> = lazy(async () => ({ default: (await import('./UnfitPage.tsx')).UnfitPage }));

function page() {
  const check = /^\/check(?:\/([A-Za-z0-9_-]+))?$/.exec(location.pathname);
  if (check) return <CheckPage seat={check[1] ?? null} />;
  const seat = /^\/seat\/([A-Za-z0-9_-]+)$/.exec(location.pathname)?.[1];
  if (location.hash === '#signed-out') return <Trouble why="signed-out" act={() => location.reload()} />;
  if (seat === undefined) return <NotSignedIn />;
  if (location.hash === '#links') return <LinksPage seat={seat} />;
  const unfit = unfitHere();
  if (unfit) return <UnfitPage why={unfit.why} open={unfit.hasAll ? () => new SeatSession(seat) : null} />;
  return <App session={new SeatSession(seat)} />;
}

/** A page that comes back from the browser's memory may show what somebody has signed out of since (R6.8). */
window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

function start(): void {
  const place = document.getElementById('root');
  if (!place) return;
  keepFocus(document);
  const content = page();
  createRoot(place).render(
    <StrictMode>
      <Mishap>
        <Suspense>{content}</Suspense>
      </Mishap>
    </StrictMode>,
  );
}

start();
