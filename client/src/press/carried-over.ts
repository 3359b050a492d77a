// The doorstep is drawn before it can act. What is pressed on it meanwhile is not lost, the focus stays where it was, and the own picture does not go out: they
// pass to the live page as soon as that stands there. Ticks are read where they count.

/** A live page that has no picture by then shows what it has instead. */
const pictureWithinMs = 10_000;

export function carryOver(place: Element): void {
  const still = place.querySelector('[data-still]');
  if (!still) return;
  let focused = document.activeElement;
  still.addEventListener('focusin', ({ target }) => {
    focused = target as Element;
  });
  const watch = new MutationObserver(() => {
    if (still.isConnected) return;
    watch.disconnect();
    keepPicture(still, place);
    // The still page's own script notes the last button's words (see still-script.ts).
    const { pressed } = document.documentElement.dataset;
    for (const control of place.querySelectorAll<HTMLElement>('a, button, input, select')) {
      if (still.contains(focused) && nameOf(control) === nameOf(focused)) control.focus();
      if (control.textContent === pressed) control.click();
    }
  });
  watch.observe(place, { childList: true });
}

/** The picture that already moves covers the live one until that does, or is let go. */
function keepPicture(still: Element, place: Element): void {
  const [shown, live] = [still.querySelector('video'), place.querySelector('video')];
  if (!shown?.srcObject || !live) return;
  live.parentElement?.append(shown);
  const uncover = () => shown.remove();
  for (const sign of ['loadeddata', 'emptied']) live.addEventListener(sign, uncover);
  setTimeout(uncover, pictureWithinMs);
}

/** What is the same control on both pages. */
const nameOf = (control: Element | null) => control && control.tagName + control.textContent;
