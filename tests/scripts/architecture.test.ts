// The ways that docs/architecture.md walks are the code's: each stop is a function of the file that it names, and its body holds the call that leads on.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${checkout}/docs/architecture.md`, 'utf8');

interface Stop {
  readonly way: string;
  readonly name: string;
  readonly file: string;
  /** As it stands in the code; empty at a way's end. */
  readonly calls: string;
}

const stops: readonly Stop[] = page.split(/^## /m).flatMap((section) => {
  const [way = ''] = section.split('\n');
  return [...section.matchAll(/^\| \d+ \| `([^`]+)` \| `([^`]+)` \| (?:`([^`]+)`|–) \|/gm)].map(
    ([, name = '', file = '', calls = '']) => ({ way, name, file, calls }),
  );
});
const ways = [...new Set(stops.map(({ way }) => way))];

/** The texts of all functions, methods, accessors and classes' constructors of that name in a file. */
function bodiesOf(name: string, file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(`${checkout}/${file}`, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const bodies: string[] = [];
  const visit = (node: ts.Node): void => {
    const isCallable =
      ts.isFunctionDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isPropertyAssignment(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isVariableDeclaration(node);
    if (isCallable && node.name?.getText(source) === name) bodies.push(node.getText(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return bodies;
}

test('the page walks an act, the rights and a picture', () => {
  expect(ways).toHaveLength(3);
});

describe.each(ways)('%s', (way) => {
  const own = stops.filter((stop) => stop.way === way);

  test.each(own)('$name in $file leads on by $calls', ({ name, file, calls }) => {
    const bodies = bodiesOf(name, file);
    expect(bodies).not.toEqual([]);
    expect(bodies.some((body) => body.includes(calls))).toBe(true);
  });

  test('ends at its last stop', () => {
    expect(own.at(-1)?.calls).toBe('');
  });
});

test('an act takes thirteen stops at most, seven of them on the server', () => {
  const act = stops.filter(({ way }) => way === ways[0]);
  expect(act.length).toBeLessThanOrEqual(13);
  expect(act.filter(({ file }) => file.startsWith('server/') || file.startsWith('shared/')).length).toBeLessThanOrEqual(7);
});
