// The one script within the page of a seat: what there is to do for the doorstep as it was drawn, before the page's own scripts are there. Built apart from
// them, and fetches nothing before the doorstep is painted.
import { placeOf, remembered, wasIn } from './connection/seat-memory.ts';
import { askEarly } from './media/early-ask.ts';
import { fromTab } from './model/kept.ts';
import { painted } from './model/painted.ts';
import { keptTheme } from './model/preferences.ts';
import { hasConnections, hasDevices } from './model/this-page.ts';

/** The page's own scripts would hold up the person's picture; but it does not hold them up for longer. */
const pictureWithinMs = 400;

const page = document.documentElement.dataset;

/** Whoever was in the room a moment ago is not shown the doorstep while the room loads, and everybody gets their own colours. */
function mark(): void {
  const seat = location.pathname.split('/').pop() ?? '';
  if (wasIn(remembered(fromTab(placeOf(seat))), Date.now())) page.returning = '';
  const theme = keptTheme();
  if (theme !== 'system') page.theme = theme;
  // What is pressed before the page can act is noted for it (see press/carried-over.ts).
  addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('[data-still] button');
    if (button?.textContent) page.pressed = button.textContent;
  });
}

async function goOn(picture: Promise<void>): Promise<void> {
  // A browser that does not tell gets the scripts at once.
  if (page.returning === undefined) await painted().catch(() => {});
  const later = document.querySelector<HTMLTemplateElement>('#later')?.content;
  if (!later) return;
  const scripts = document.importNode(later, true);
  const [first] = scripts.querySelectorAll('script');
  first?.remove();
  document.head.append(scripts);
  await Promise.race([picture, new Promise((resolve) => setTimeout(resolve, pictureWithinMs))]);
  document.querySelector('[data-still]')?.setAttribute('data-still', '');
  if (first) document.head.append(first);
}

mark();
// It will ask for both, unless nobody comes or can be heard, or an old bookmark asks for another page (see model/addresses.ts).
const asks = page.returning === undefined && location.hash === '' && hasDevices() && hasConnections();
void goOn(asks ? askEarly() : Promise.resolve());
