// The daily look at the rules of zones.
import { expect, test } from 'vitest';
import { reckonNightly } from '../../../server/series/nightly.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const hour = 3_600_000;

test('looks at the start, once a day, sooner after a fault, and not once it is stopped', async () => {
  const clock = new FakeClock();
  const faults: unknown[] = [];
  let [looks, works] = [0, true];
  const dates = {
    async reckonAnew() {
      looks++;
      if (!works) throw new Error('no records');
      return 0;
    },
  };
  const stop = reckonNightly(dates, clock, (cause) => faults.push(cause));
  expect(looks).toBe(1);
  await clock.advance(23 * hour);
  expect(looks).toBe(1);
  works = false;
  await clock.advance(2 * hour);
  expect(looks).toBeGreaterThan(2);
  expect(faults).toHaveLength(looks - 1);
  works = true;
  await clock.advance(hour);
  const before = looks;
  await clock.advance(24 * hour);
  expect(looks).toBe(before + 1);
  stop();
  await clock.advance(100 * hour);
  expect(looks).toBe(before + 1);
  expect(clock.pending).toBe(0);
});
