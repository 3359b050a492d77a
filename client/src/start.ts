// The first script of every page, small on purpose: the browser paints what stands there already while the page's own scripts are on their way.
import { askEarly } from './media/early-ask.ts';
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

/** The doorstep stands drawn, for somebody who comes and can be heard: it will ask for both. */
function standsAtDoorstep(): boolean {
  const isDrawn = document.querySelector('[data-still]') !== null;
  return (
    isDrawn && document.documentElement.dataset.returning === undefined && routeAt(location).page === 'seat' && unfitHere() === null
  );
}

if (standsAtDoorstep()) askEarly();
beginOrTryAgain();
