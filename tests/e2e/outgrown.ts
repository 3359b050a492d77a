// Runs in a page: what reaches beyond the column that it stands in, although the page itself does not scroll sideways.

export function outgrown(): string[] {
  const found: string[] = [];
  for (const page of document.querySelectorAll('main')) {
    const box = page.getBoundingClientRect();
    const { paddingLeft, paddingRight } = getComputedStyle(page);
    const [left, right] = [box.left + Number.parseFloat(paddingLeft), box.right - Number.parseFloat(paddingRight)];
    for (const element of page.querySelectorAll('button, a, input, select, textarea, h1, h2, h3, p, video, code')) {
      const { left: from, right: to, width } = element.getBoundingClientRect();
      if (width < 2 || element.closest('.said') || scrollsSideways(element, page)) continue;
      // What is hung out to the left has no ground of its own that could be seen.
      if (from < left - 13 || to > right + 1)
        found.push(`${element.tagName} “${element.textContent?.slice(0, 40)}” ends at ${to} of ${right}`);
    }
  }
  return found;

  function scrollsSideways(element: Element, page: Element): boolean {
    for (let each = element.parentElement; each && each !== page; each = each.parentElement)
      if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return true;
    return false;
  }
}
