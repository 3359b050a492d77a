import { afterEach, expect, test, vi } from 'vitest';
import { untilFetched } from '../../client/src/model/until-fetched.ts';

afterEach(() => vi.useRealTimers());

const failing = (times: number) => {
  let failed = 0;
  return vi.fn(async () => {
    if (failed < times) throw new TypeError(`Failed to fetch, ${++failed}`);
    return 'there';
  });
};

test('what cannot be fetched is asked for again until it comes', async () => {
  vi.useFakeTimers();
  const fetch = failing(50);
  const fetched = untilFetched(fetch);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(await fetched).toBe('there');
  expect(fetch).toHaveBeenCalledTimes(51);
});

test('or as often as it is worth, and then says why it did not come', async () => {
  vi.useFakeTimers();
  const fetch = failing(50);
  const fetched = untilFetched(fetch, 3).catch((error: Error) => error.message);
  await vi.runAllTimersAsync();
  expect(await fetched).toBe('Failed to fetch, 3');
  expect(fetch).toHaveBeenCalledTimes(3);
});
