// No component and no page holds a sentence of its own: whatever is read or read aloud comes from a catalogue, or nobody could translate it.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const folder = new URL('../../client/src/', import.meta.url);
const said = /^(aria-(label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label)$/;
const letters = /\p{L}/u;

/** The texts with letters that are drawn, or read aloud, as they stand in the source. */
function sentencesIn(source: string): string[] {
  const found: string[] = [];
  const note = (text: string) => letters.test(text) && found.push(text.trim());

  /** What an expression may come to; what it only asks or calls is no text. */
  function ofValue(node: ts.Node | undefined): void {
    if (node === undefined) return;
    if (ts.isStringLiteralLike(node)) note(node.text);
    else if (ts.isTemplateExpression(node)) {
      for (const { text } of [node.head, ...node.templateSpans.map(({ literal }) => literal)]) note(text);
      for (const { expression } of node.templateSpans) ofValue(expression);
    } else if (ts.isConditionalExpression(node)) for (const way of [node.whenTrue, node.whenFalse]) ofValue(way);
    else if (ts.isBinaryExpression(node)) {
      if (/^(\|\||\?\?|\+)$/.test(node.operatorToken.getText())) ofValue(node.left);
      ofValue(node.right);
    } else if (ts.isParenthesizedExpression(node) || ts.isJsxExpression(node)) ofValue(node.expression);
  }

  function look(node: ts.Node): void {
    if (ts.isJsxText(node)) note(node.text);
    else if (ts.isJsxAttribute(node) && said.test(node.name.getText())) ofValue(node.initializer);
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) ofValue(node);
    ts.forEachChild(node, look);
  }

  look(ts.createSourceFile('page.tsx', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

test('[R10.4] no component holds a sentence of its own', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.tsx') && !name.startsWith('gallery'),
  );
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((name) => sentencesIn(readFileSync(new URL(name, folder), 'utf8')).map((text) => `${name}: ${text}`));
  expect(found).toEqual([]);
});

test.each(['index.html', 'program.html', 'aside.html'])('[R10.4] nor does %s before any script has run', (file) => {
  const page = readFileSync(new URL(`../${file}`, folder), 'utf8').replace(/<!doctype html>/i, '');
  const texts = [...page.matchAll(/>([^<]*)</g)].map(([, text = '']) => text.trim()).filter((text) => letters.test(text));
  expect(texts.filter((text) => !/^%\w+%$/.test(text))).toEqual([]);
});

test.each([
  ['<p>Hello</p>', ['Hello']],
  ["<p>{isOn ? 'On' : words.off}</p>", ['On']],
  [`<p>{name && \`Dear \${name}\`}</p>`, ['Dear']],
  ["<p>{words.more ?? 'More'}</p>", ['More']],
  ['<button aria-label="Close" />', ['Close']],
  [`<input placeholder={'Name'} title={\`Your \${part}\`} />`, ['Name', 'Your']],
  ["<p className=\"quiet\" data-of={'me'}>{words.said('x')} {kind === 'a' && <b>{words.a}</b>}: ×</p>", []],
])('the looking itself finds what is said in %s', (source, texts) => {
  expect(sentencesIn(`const page = ${source};`)).toEqual(texts);
});
