// What a browser's translation does to a page: it takes every text node away and puts its own element with the text there. Runs in the page.

export function translate(): void {
  const take = (text: Text) => {
    const { parentElement } = text;
    if (!text.data.trim() || !parentElement || /^(FONT|SCRIPT|STYLE|TITLE)$/.test(parentElement.tagName)) return;
    const own = document.createElement('font');
    own.textContent = text.data;
    text.replaceWith(own);
  };
  const takeAll = (node: Node) => {
    const texts: Text[] = [];
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let at = walker.nextNode(); at; at = walker.nextNode()) texts.push(at as Text);
    if (node instanceof Text) texts.push(node);
    for (const text of texts) take(text);
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) takeAll(node);
  }).observe(document, { childList: true, subtree: true });
}
