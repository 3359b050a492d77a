// Starts the page: puts on the screen what its address asks for.
import './styles/tokens.css';
import './styles/base.css';
import { type ComponentType, lazy, type ReactElement, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { App, NotSignedIn } from './App.tsx';
import { routeAt } from './model/addresses.ts';
import { unfitHere } from './model/this-page.ts';
import { carryOver } from './press/carried-over.ts';
import { keepFocus } from './press/keep-focus.ts';
import { Mishap } from './screens/Mishap.tsx';
import { SeatSession } from './session/seat-session.ts';
import type { UnfitPageProps } from './UnfitPage.tsx';
import { languageFor } from './words/languages.ts';
import { WordsProvider } from './words/WordsProvider.tsx';

const LinksPage: ComponentType<{ seat: string }> = lazy(async () => ({ default: (await import('./LinksPage.tsx')).LinksPage }));

const CheckPage: ComponentType<{ seat: string | null }> = lazy(async () => ({
  default: (await import('./CheckPage.tsx')).CheckPage,
}));

const UnfitPage: ComponentType<UnfitPageProps> = lazy(async () => ({ default: (await import('./UnfitPage.tsx')).UnfitPage }));

function page(): ReactElement {
  const route = routeAt(location);
  switch (route.page) {
    case 'check':
      return <CheckPage seat={route.seat} />;
    case 'links':
      return <LinksPage seat={route.seat} />;
    case 'seat':
      return seatPage(route.seat);
    case 'nothing':
      return <NotSignedIn />;
  }
}

function seatPage(seat: string): ReactElement {
  const unfit = unfitHere();
  if (unfit) return <UnfitPage why={unfit.why} open={unfit.hasAll ? () => new SeatSession(seat) : null} />;
  return <App session={new SeatSession(seat)} />;
}

/** A page restored from the browser's memory may show what somebody has signed out of since (R6.8). */
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

function start(): void {
  const place = document.getElementById('root');
  if (!place) return;
  keepFocus(document);
  carryOver(place);
  const content = page();
  const language = languageFor(navigator.languages);
  createRoot(place).render(
    <StrictMode>
      <Suspense>
        <WordsProvider language={language}>
          <Mishap>{content}</Mishap>
        </WordsProvider>
      </Suspense>
    </StrictMode>,
  );
}

start();
