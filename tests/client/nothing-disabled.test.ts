// [R10.1] A control that is disabled while it has the focus loses it, and a keyboard starts again at the top: what cannot be pressed just now says
// so (aria-disabled) and stays.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const folder = new URL('../../client/src/', import.meta.url);

/** Where an element is given the attribute, as `line: text`. */
function disabledIn(path: string): string[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(new URL(path, folder), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isJsxAttribute(node) && node.name.getText() === 'disabled')
      found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

test('[R10.1] no control is disabled', () => {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));
  expect(pages.length).toBeGreaterThan(100);
  expect(pages.flatMap(disabledIn)).toEqual([]);
});
