// Many things, a few under way at a time.
import { expect, test } from 'vitest';
import { withLimit } from '../../server/limits/concurrency-limit.ts';

test('all are done, and never more than eight are under way', async () => {
  let underWay = 0;
  let most = 0;
  const done: number[] = [];
  await withLimit(
    Array.from({ length: 100 }, (_, i) => i),
    async (one) => {
      most = Math.max(most, ++underWay);
      await new Promise((next) => setImmediate(next));
      underWay -= 1;
      done.push(one);
    },
  );
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(most).toBe(8);
});

test('the first failure is told, and the others are done all the same', async () => {
  const done: number[] = [];
  const work = async (one: number) => {
    if (one === 3) throw new Error('three');
    done.push(one);
  };
  await expect(withLimit([1, 2, 3, 4, 5], work)).rejects.toThrow('three');
  expect(done).toEqual([1, 2, 4, 5]);
});
