// Time goes on in a running server, whatever becomes of the machine's clock.
import { afterEach, expect, test, vi } from 'vitest';
import { messageAllowance } from '../../server/sockets/message-allowance.ts';
import { systemClock } from '../../server/system-clock.ts';

const hour = 3_600_000;

afterEach(() => void vi.useRealTimers());

test('it begins with the time of the machine, in whole milliseconds', () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  expect(Number.isInteger(systemClock.now())).toBe(true);
});

test.each([hour, -hour])('a machine’s clock that is set by %i ms changes nothing', (ms) => {
  const before = systemClock.now();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  const after = systemClock.now();
  expect(after).toBeGreaterThanOrEqual(before);
  expect(after - before).toBeLessThan(10_000);
});

test('a clock that is set back takes no messages away', () => {
  const mayCome = messageAllowance();
  expect(mayCome()).toBe(true);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - hour });
  expect(mayCome()).toBe(true);
});
