// Texts that begin alike, folded once.
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { GzipFrom } from '../../server/http/gzip-from.ts';

const words = (count: number) => Array.from({ length: count }, (_, n) => `<p class="row">Nr. ${n} – ő ${n * 7919}</p>`).join('\n');

test.each([
  ['nothing', '', ''],
  ['a short text', '<head>', '<body>ő</body>'],
  ['one that ends with nothing', words(10), ''],
  ['one that is longer than what a repetition may reach back', words(2000), words(3000)],
])('%s is whole again when it is unfolded', (_, beginning, ending) => {
  const folded = new GzipFrom(beginning);
  for (let time = 0; time < 2; time++) {
    expect(gunzipSync(Buffer.concat([folded.beginning, folded.endWith(ending)])).toString()).toBe(beginning + ending);
  }
});

test('what follows is as small as if both had been folded together', () => {
  const folded = new GzipFrom(words(200));
  const together = gzipSync(words(200) + words(150)).length;
  expect(folded.beginning.length + folded.endWith(words(150)).length).toBeLessThan(together * 1.05 + 32);
});
