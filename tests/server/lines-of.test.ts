// Lines are whole however the pieces fall, and none is lost while their reader is busy with something else.
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf } from '../../server/backup/lines-of.ts';

async function linesIn(pieces: Iterable<string>): Promise<string[]> {
  const lines: string[] = [];
  async function* coming() {
    yield* pieces;
  }
  for await (const line of linesOf(coming())) lines.push(line);
  return lines;
}

test.each([
  [['a\nb\n'], ['a', 'b']],
  [
    ['a\n', 'b'],
    ['a', 'b'],
  ],
  [
    ['a', 'b\n\nc', '\n'],
    ['ab', '', 'c'],
  ],
  [
    ['a\r', '\nb\r\n'],
    ['a', 'b'],
  ],
  [[], []],
])('%j', async (pieces, lines) => expect(await linesIn(pieces)).toEqual(lines));

test('a file that is read on only later still gives every line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'balint-room-lines-'));
  const written = Array.from({ length: 3000 }, (_, i) => `${i} ${'ő'.repeat(i % 70)}`);
  writeFileSync(join(folder, 'lines'), written.join('\n'));
  const lines = linesOf(createReadStream(join(folder, 'lines'), 'utf8'));
  const read = [(await lines.next()).value];
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  for await (const line of lines) read.push(line);
  expect(read).toEqual(written);
  rmSync(folder, { recursive: true });
});
