// People who were pasted into a new group: whoever makes it means them, whether or not they were put in the circle first.
import { expect, test } from 'vitest';
import type { DraftSeat } from '../../client/src/program/pages/making/new-seats.ts';
import { takePasted } from '../../client/src/program/pages/making/take-pasted.ts';

const own: DraftSeat = { key: 'mine', name: 'Ann Larsen', address: 'ann@example.org', kind: 'leader' };
const draft = (pasted: string, seats: readonly DraftSeat[] = [own]) => ({ seats, mine: 'mine', pasted });
const names = (pasted: string, seats?: readonly DraftSeat[]) => takePasted(draft(pasted, seats)).seats.map(({ name }) => name);

test('nothing pasted changes nothing', () => {
  expect(takePasted(draft(' \n'))).toMatchObject({ seats: [own], read: 0, added: 0, faults: [] });
});

test('they sit after those who sit there, and nobody twice, oneself neither', () => {
  expect(names('Ben\nCid <cid@example.org>')).toEqual(['Ann Larsen', 'Ben', 'Cid']);
  expect(names('Ann Larsen\nBen')).toEqual(['Ann Larsen', 'Ben']);
  expect(names('Dr Ann Larsen <ann@example.org>\nBen', [{ ...own, name: '' }])).toEqual(['Dr Ann Larsen', 'Ben']);
});

test('a line that cannot be read stays, with its fault, and the others are taken', () => {
  const taken = takePasted(draft('Ben\nCid <cid@>\nDee\n<ed@example.org>'));
  expect(taken.seats.map(({ name }) => name)).toEqual(['Ann Larsen', 'Ben', 'Dee']);
  expect(taken.pasted).toBe('Cid <cid@>\n<ed@example.org>');
  expect(taken.faults.map(({ line, code }) => [line, code])).toEqual([
    [1, 'address-wrong'],
    [2, 'name-missing'],
  ]);
});
