// How much each caller may ask for, and hold: nobody spends another's allowance, rest restores it, and no crowd fills the memory.
import { expect, test } from 'vitest';
import { Allowances, Places } from '../../server/limits/allowances.ts';
import { SharedAllowances, SharedPlaces } from '../../server/limits/shared-allowances.ts';
import { FakeClock } from '../support/fake-clock.ts';

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

test('what happened a while ago has partly rested, and what happened before that changes nothing of it', () => {
  let now = 10_000;
  const allowances = new Allowances({ burst: 3, perSecond: 1 }, () => now);
  for (let i = 0; i < 3; i++) allowances.charge('cid', 1, 8_000);
  allowances.giveBack('cid');
  expect([1, 2, 3, 4].map(() => allowances.take('cid'))).toEqual([true, true, true, false]);
  now = 11_000;
  expect([allowances.take('cid'), allowances.take('cid')]).toEqual([true, false]);
});

test('an allowance of several servers: the others learn of what matters, and their answer closes it', async () => {
  const said: number[] = [];
  let late = 0;
  const counts = { spend: async (_what: string, _who: string, cost: number) => said.push(cost) && late, hold: async () => 0 };
  const allowances = new SharedAllowances('acts', { burst: 40, perSecond: 0.001 }, counts);
  for (let i = 0; i < 10; i++) expect(allowances.take('cid')).toBe(true);
  expect(said, 'hands at work tell nobody').toEqual([]);
  late = 60_000;
  expect(allowances.take('cid')).toBe(true);
  await Promise.resolve();
  expect(said.map(Math.round)).toEqual([11]);
  expect([allowances.take('cid'), allowances.take('dee')]).toEqual([false, true]);
});

test('what costs a thousand is told at once, and an allowance goes on where the others cannot be reached', async () => {
  const said: number[] = [];
  const away = () => Promise.reject(new Error('away'));
  const spend = (_what: string, _who: string, cost: number) => {
    said.push(cost);
    return away();
  };
  const counts = { spend, hold: away };
  const allowances = new SharedAllowances('bytes', { burst: 2_000, perSecond: 0.001 }, counts);
  expect([allowances.take('cid', 1_000), allowances.take('cid', 1_000)]).toEqual([true, true]);
  await Promise.resolve();
  expect([said.map(Math.round), allowances.take('cid')]).toEqual([[1_000, 1_000], false]);
  const places = new SharedPlaces('sockets', 1, new FakeClock(), counts);
  const giveBack = await places.take('cid');
  expect([giveBack === null, await places.take('cid')]).toEqual([false, null]);
  giveBack?.();
  expect(await places.take('cid')).not.toBeNull();
});

test('places of several servers: one that is too many is given back, and one that gets no answer is counted here', async () => {
  const here: number[] = [];
  let elsewhere = 1;
  let isSilent = false;
  const counts = {
    spend: async () => 0,
    hold: async (_what: string, _who: string, held: number) =>
      here.push(held) && (isSilent ? new Promise<never>(() => undefined) : elsewhere + held),
  };
  const clock = new FakeClock();
  const places = new SharedPlaces('sockets', 2, clock, counts);
  const first = await places.take('cid');
  expect([first === null, await places.take('cid')]).toEqual([false, null]);
  expect(here).toEqual([1, 2, 1]);
  first?.();
  first?.();
  expect(here.at(-1)).toBe(0);
  [isSilent, elsewhere] = [true, 2];
  const waiting = places.take('cid');
  await clock.advance(1_000);
  expect(await waiting).not.toBeNull();
});
