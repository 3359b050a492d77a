// The doorstep is drawn before it can act. What is pressed on it meanwhile is not lost, and the focus stays where it was: both pass to the live page as soon
// as that stands there. Ticks are read where they count.

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
    // The still page's own script notes the last button's words (see still-script.ts).
    const { pressed } = document.documentElement.dataset;
    for (const control of place.querySelectorAll<HTMLElement>('a, button, input, select')) {
      if (still.contains(focused) && nameOf(control) === nameOf(focused)) control.focus();
      if (control.textContent === pressed) control.click();
    }
  });
  watch.observe(place, { childList: true });
}

/** What is the same control on both pages. */
const nameOf = (control: Element | null) => control && control.tagName + control.textContent;
