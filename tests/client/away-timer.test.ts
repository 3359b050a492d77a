// For how long the connection has been away, in three steps.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AwayTimer } from '../../client/src/connection/away-timer.ts';

let said: string[];
let away: AwayTimer;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  const say = (word: string) => () => said.push(`${word} ${performance.now()}`);
  away = new AwayTimer(3000, { stale: say('stale'), unreachable: say('unreachable'), old: say('old') });
});

afterEach(() => {
  away.end();
  vi.useRealTimers();
});

test('voices end first, then it is said, then pictures end; further losses meanwhile count from the first', async () => {
  const start = performance.now();
  away.begin();
  await vi.advanceTimersByTimeAsync(2000);
  away.begin();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(said).toEqual([`stale ${start + 3000}`, `unreachable ${start + 5000}`, `old ${start + 10_000}`]);
});

test('back in time: nothing is said, and the next absence counts from its own start', async () => {
  away.begin();
  await vi.advanceTimersByTimeAsync(2900);
  away.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual([]);
  away.begin();
  await vi.advanceTimersByTimeAsync(3100);
  expect(said).toHaveLength(1);
});
