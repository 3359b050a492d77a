// The first script of every page, deliberately small: the browser paints what is already there while the page's own scripts load.
import { askEarly, showEarly } from './media/early-ask.ts';
import { routeAt } from './model/addresses.ts';
import { unfitHere } from './model/this-page.ts';

const tryAgainAfterMs = 2000;

/** A hidden page is never painted. */
function painted(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

async function begin(): Promise<void> {
  await painted();
  await import('./main.tsx');
}

function beginOrTryAgain(): void {
  begin().catch(() => setTimeout(beginOrTryAgain, tryAgainAfterMs));
}

/** The doorstep is drawn, for somebody who is coming and can be heard: it will ask for both. */
function standsAtDoorstep(): boolean {
  const isDrawn = document.querySelector('[data-still]') !== null;
  return (
    isDrawn && document.documentElement.dataset.returning === undefined && routeAt(location).page === 'seat' && unfitHere() === null
  );
}

if (standsAtDoorstep()) void showEarly(askEarly());
beginOrTryAgain();
