// Keeps the focus in the page (R10.1): when the element that had it goes away, it moves to what surrounded that, never to nothing. Not to another button:
// a second Enter must not press what the first one has brought up (R1.8).

const homes = 'dialog[open], [popover]:popover-open, section[aria-label], main';

export function keepFocus(page: Document): void {
  let held: Element[] = [];
  page.addEventListener('focusin', ({ target }) => {
    held = [];
    for (let at = target instanceof Element ? target : null; at; at = at.parentElement) held.push(at);
  });
  const look = () => {
    const [last] = held;
    const isNowhere = page.activeElement === null || page.activeElement === page.body;
    if (!last || !isNowhere || isShown(last)) return;
    const home =
      held.find((element) => element !== last && element.matches(homes) && isShown(element)) ?? page.querySelector('main');
    if (!(home instanceof HTMLElement)) return;
    if (!home.hasAttribute('tabindex')) home.tabIndex = -1;
    home.focus({ preventScroll: true });
  };
  new MutationObserver(look).observe(page, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'open'],
  });
}

function isShown(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0 && !element.matches(':disabled');
}
