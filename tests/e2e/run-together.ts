// What is read as one word: two elements of one line, side by side, with no space between them.

/** Runs in the page. */
export function runTogether(): string[] {
  const isShown = (element: Element) => element.getClientRects().length > 0;
  const text = (element: Element | null) => element?.textContent ?? '';
  const isInline = (element: Element) => getComputedStyle(element).display === 'inline';
  const found = [...document.querySelectorAll('body *')].filter((element) => {
    const next = element.nextElementSibling;
    if (!next || element.nextSibling !== next || !isInline(element) || !isInline(next)) return false;
    return isShown(element) && isShown(next) && /\S$/.test(text(element)) && /^\S/.test(text(next));
  });
  return found.map((element) => `${text(element)}|${text(element.nextElementSibling)}`);
}
