// How much each caller may ask for, and hold: nobody spends another's allowance, rest restores it, and no crowd fills the memory.
import { expect, test } from 'vitest';
import { Allowances, Places } from '../../server/limits/allowances.ts';

test('a burst, then a steady rate, for each caller separately', () => {
  let now = 0;
  const allowances = new Allowances({ burst: 3, perSecond: 2 }, () => now);
  const taken = (who: string) => [1, 2, 3, 4].map(() => allowances.take(who));
  expect(taken('cid')).toEqual([true, true, true, false]);
  expect(taken('dee')).toEqual([true, true, true, false]);
  now = 1_000;
  expect(taken('cid')).toEqual([true, true, false, false]);
  now = 3_600_000;
  expect(taken('cid')).toEqual([true, true, true, false]);
});

test('what costs more than is left takes nothing', () => {
  const allowances = new Allowances({ burst: 10, perSecond: 1 }, () => 0);
  expect([allowances.take('cid', 11), allowances.take('cid', 9), allowances.take('cid', 2), allowances.take('cid')]).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

test('what has already happened may lead into debt, by one burst at most', () => {
  let now = 0;
  const allowances = new Allowances({ burst: 2, perSecond: 1 }, () => now);
  for (let i = 0; i < 100; i++) allowances.charge('cid');
  now = 2_500;
  expect(allowances.take('cid')).toBe(false);
  now = 3_000;
  expect(allowances.take('cid')).toBe(true);
});

test('what was taken but not used is given back, and there is never more than a burst', () => {
  const allowances = new Allowances({ burst: 1, perSecond: 0.001 }, () => 0);
  expect(allowances.take('cid')).toBe(true);
  for (let i = 0; i < 3; i++) allowances.giveBack('cid');
  expect([allowances.take('cid'), allowances.take('cid')]).toEqual([true, false]);
});

test('a crowd of one-time callers is forgotten, and whoever is active is not', () => {
  const allowances = new Allowances({ burst: 1, perSecond: 0.001 }, () => 0);
  for (let i = 0; i < 100_000; i++) {
    allowances.take(`stranger ${i}`);
    if (i % 100 === 0) allowances.take('cid');
  }
  expect(allowances.size).toBeLessThanOrEqual(20_000);
  expect(allowances.take('cid')).toBe(false);
});

test('each caller holds places of their own, and gives each back once', () => {
  const places = new Places(2);
  const [first, second] = [places.take('cid'), places.take('cid')];
  expect(places.take('cid')).toBeNull();
  expect(places.take('dee')).not.toBeNull();
  first?.();
  first?.();
  expect(places.heldBy('cid')).toBe(1);
  expect(places.take('cid')).not.toBeNull();
  expect(places.take('cid')).toBeNull();
  second?.();
  expect(places.heldBy('cid')).toBe(1);
});
