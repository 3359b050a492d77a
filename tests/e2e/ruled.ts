// Runs in a page: lines across it with nothing between them, as where a list ends with one and the section after it begins with another.

export function ruledTwice(): string[] {
  const page = document.querySelector('main');
  if (!page) return [];
  const least = page.clientWidth * 0.6;
  const [lines, filled]: [number[], [number, number][]] = [[], []];
  for (const element of page.querySelectorAll('*')) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const { borderTopWidth, borderBottomWidth, borderLeftWidth, borderTopColor, borderBottomColor } = getComputedStyle(element);
    if (!element.checkVisibility() || bottom - top < 1 || element.closest('.said, thead')) continue;
    const isBox = borderLeftWidth !== '0px' || element.matches('svg, input, button, select, textarea, summary, img');
    const hasWords = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    if (isBox || hasWords) filled.push([top, bottom]);
    if (isBox || right - left < least) continue;
    if (borderTopWidth !== '0px' && !/ 0\)$/.test(borderTopColor)) lines.push(top);
    if (borderBottomWidth !== '0px' && !/ 0\)$/.test(borderBottomColor)) lines.push(bottom - 1);
  }
  lines.sort((one, other) => one - other);
  return lines.flatMap((line, n) => {
    const before = lines[n - 1];
    if (before === undefined || line - before < 2 || filled.some(([top, bottom]) => top < line && bottom > before + 1)) return [];
    return [`lines at ${Math.round(before + scrollY)} and ${Math.round(line + scrollY)} with nothing between them`];
  });
}
