// The rhythm of tries: once blindly, then only where somebody answers, for ever and never far apart.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RetryRhythm } from '../../client/src/connection/retry-rhythm.ts';

let attempts: number[];
let knocks: number[];
let isAnswered: boolean | 'never';
let rhythm: RetryRhythm;
/** Whether a try succeeds; one that is not answered says nothing. */
let isReached: boolean | 'never';

beforeEach(() => {
  vi.useFakeTimers();
  attempts = [];
  knocks = [];
  isAnswered = false;
  isReached = false;
  rhythm = new RetryRhythm({
    attempt: () => {
      attempts.push(Date.now());
      if (isReached === true) rhythm.succeeded();
      if (isReached === false) rhythm.failed();
    },
    abort: () => {},
    knock: async () => {
      knocks.push(Date.now());
      return isAnswered === 'never' ? new Promise<boolean>(() => {}) : isAnswered;
    },
  });
});

afterEach(() => {
  rhythm.stop();
  vi.useRealTimers();
});

test('as long as nobody answers, no socket is opened', async () => {
  rhythm.start();
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(attempts.length).toBeLessThan(4);
  const gaps = knocks.slice(1).map((at, i) => at - (knocks[i] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(500);
});

test('as soon as somebody answers, a socket is tried', async () => {
  rhythm.start();
  await vi.advanceTimersByTimeAsync(60_000);
  const before = attempts.length;
  isAnswered = isReached = true;
  await vi.advanceTimersByTimeAsync(501);
  expect(attempts).toHaveLength(before + 1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(attempts).toHaveLength(before + 1);
});

test('a knock that is never answered does not keep the next ones waiting', async () => {
  rhythm.start();
  isAnswered = 'never';
  await vi.advanceTimersByTimeAsync(60_000);
  isAnswered = isReached = true;
  const before = attempts.length;
  await vi.advanceTimersByTimeAsync(501);
  expect(attempts).toHaveLength(before + 1);
});

test('a first try that gets no answer is given up soon', async () => {
  isReached = 'never';
  rhythm.start();
  await vi.advanceTimersByTimeAsync(4000);
  expect(attempts.length).toBeGreaterThan(1);
});

test('an answer that asks for a pause gets one', async () => {
  isReached = 'never';
  rhythm.start();
  isAnswered = true;
  rhythm.failed(5000);
  await vi.advanceTimersByTimeAsync(4900);
  expect(attempts).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(900);
  expect(attempts).toHaveLength(2);
});
