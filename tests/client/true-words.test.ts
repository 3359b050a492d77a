// What a person reads is so wherever it is read: sentences that are said in several states claim only what holds in all of them.
import { expect, test } from 'vitest';
import { around } from '../../client/src/program/words/en/around.ts';
import { group } from '../../client/src/program/words/en/group.ts';
import { making } from '../../client/src/program/words/en/making.ts';
import { importing } from '../../client/src/program/words/en/program-import.ts';
import { seatsFor } from '../../shared/ritual/form-faults.ts';
import { errorSentences } from '../../shared/words/en.ts';

/** Every sentence of a part of a catalogue, with names and numbers filled in. */
function sentences(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  if (typeof part === 'function') return sentences(part('Ann', 'Ben', 'Cid', 'Dee'));
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(sentences) : [];
}

test('[R1.7] [R5.6] [R6.1] how many seats there are is the form’s to say, not the words’', () => {
  const all = sentences([errorSentences, around.faults, group, making.people, importing.faults]);
  expect(all.length).toBeGreaterThan(150);
  expect(all.filter((said) => /\btwelve\b|\b12\b/i.test(said))).toEqual([]);
  expect(making.people.chairs(14, seatsFor.two)).toBe('14 chairs of at most 24');
});
