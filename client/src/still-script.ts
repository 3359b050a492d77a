// The one script within the page of a seat: what there is to do for the doorstep as it was drawn, before the page's own scripts are there. Built apart from
// them, and fetches nothing before the doorstep is painted.
import { placeOf, remembered, wasIn } from './connection/seat-memory.ts';
import { chosenSources } from './media/device-choices.ts';
import { askEarly } from './media/early-ask.ts';
import { fromTab } from './model/kept.ts';
import { painted } from './model/painted.ts';
import { keptTheme } from './model/preferences.ts';
import { hasConnections } from './model/this-page.ts';

/** The page's own scripts would hold up the person's picture; but it does not hold up fetching and running them for longer. */
const fetchWithinMs = 100;
const runWithinMs = 300;

const page = document.documentElement.dataset;
const drawn = document.querySelector<HTMLElement>('[data-still]');

/**
 * Reading what a browser keeps holds up the first paint. The server knows where nothing is kept, except of browsers that may lose its mark sooner than
 * the rest: those without the brands of Chromium.
 */
const mayKeep = drawn?.dataset.kept !== 'no' || !('userAgentData' in navigator);

/** Whoever was in the room a moment ago is not shown the doorstep while the room loads. */
function markReturn(): void {
  const seat = location.pathname.split('/').pop() ?? '';
  if (wasIn(remembered(fromTab(placeOf(seat))), Date.now())) page.returning = '';
}

async function begin(): Promise<void> {
  const theme = mayKeep ? keptTheme() : 'system';
  if (theme !== 'system') page.theme = theme;
  // A tab that has only just come to this address has hardly been in: that is looked up when the doorstep is painted.
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const isNew = visit?.type === 'navigate';
  if (!isNew) markReturn();
  // A browser that does not tell gets the scripts at once.
  if (page.returning === undefined) await painted().catch(() => {});
  if (isNew) markReturn();
  // It will ask for both, unless nobody comes or can be heard, or an old bookmark asks for another page (see model/addresses.ts). Not before the paint,
  // which asking would hold up. A camera that was off in the room stays dark on the way back.
  const asks = page.returning === undefined && location.hash === '' && hasConnections();
  const picture = asks ? askEarly(mayKeep ? chosenSources() : {}) : undefined;
  const later = document.querySelector<HTMLTemplateElement>('#later')?.content;
  if (!later) return;
  const scripts = document.importNode(later, true);
  const [first] = scripts.querySelectorAll('script');
  first?.remove();
  const pictureWithin = (ms: number) => Promise.race([picture, new Promise((resolve) => setTimeout(resolve, ms))]);
  await pictureWithin(fetchWithinMs);
  document.head.append(scripts);
  await pictureWithin(runWithinMs);
  if (drawn) drawn.dataset.still = '';
  if (first) document.head.append(first);
}

// What is pressed before the page can act is noted for it (see press/carried-over.ts).
addEventListener('click', ({ target }) => {
  const button = (target as Element).closest('[data-still] button');
  if (button?.textContent) page.pressed = button.textContent;
});
void begin();
