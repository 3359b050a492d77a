// Keeps the focus in the page (R10.1): when the element that had it goes away, it moves to what surrounded that, never to nothing. Not to another button:
// a second Enter must not press what the first one has brought up (R1.8).

const homes = 'dialog[open], [popover]:popover-open, section[aria-label], main';

export function keepFocus(page: Document): void {
  let held: HTMLElement[] = [];
  page.addEventListener('focusin', ({ target }) => {
    held = [];
    for (let at = target as HTMLElement | null; at; at = at.parentElement) held.push(at);
  });
  const look = () => {
    const [last] = held;
    const isSomewhere = (page.activeElement ?? page.body) !== page.body;
    if (!last || isSomewhere || isShown(last)) return;
    const home = held.find((element) => element.matches(homes) && isShown(element)) ?? page.querySelector('main');
    if (!home) return;
    if (!home.hasAttribute('tabindex')) home.tabIndex = -1;
    home.focus({ preventScroll: true });
  };
  // Not at once: a dialog that closes is about to give the focus back itself.
  new MutationObserver(() => setTimeout(look)).observe(page, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['hidden', 'open'],
  });
}

/** No control is ever disabled. */
function isShown(element: Element): boolean {
  return element.getClientRects().length > 0;
}
