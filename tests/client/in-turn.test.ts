// The open dates of a group without leaders, given in turn around the circle.
import { expect, test } from 'vitest';
import { inTurn } from '../../client/src/program/pages/group/in-turn.ts';

const circle = ['ann', 'ben', 'cid'];
const turns = (people: readonly string[], ...given: (string | null)[]) =>
  inTurn(
    people,
    given.map((personId, n) => ({ meetingId: `m${n}`, startsAt: n, isFree: false, personId, cannotCome: false })),
  ).map(({ meetingId, from, to }) => [meetingId, from, to]);

test('each open date goes to the neighbour of whoever has the date before it', () => {
  expect(turns(circle, null, null, null, null)).toEqual([
    ['m0', null, 'ann'],
    ['m1', null, 'ben'],
    ['m2', null, 'cid'],
    ['m3', null, 'ann'],
  ]);
  expect(turns(circle, 'ben', null, null, 'ben', null)).toEqual([
    ['m1', null, 'cid'],
    ['m2', null, 'ann'],
    ['m4', null, 'cid'],
  ]);
});

test('dates before the first that is given lead up to it; what is given stays, and without people nothing is given', () => {
  expect(turns(circle, null, null, 'ann')).toEqual([
    ['m0', null, 'ben'],
    ['m1', null, 'cid'],
  ]);
  expect(turns(circle, null, null, null, null, null, 'cid').map(([, , to]) => to)).toEqual(['ann', 'ben', 'cid', 'ann', 'ben']);
  expect(turns(circle, 'ann', 'ann')).toEqual([]);
  expect(turns([], null, null)).toEqual([]);
  // Whoever was named and sits there no longer counts as nobody.
  expect(turns(circle, 'zoe', null)).toEqual([['m1', null, 'ann']]);
});
