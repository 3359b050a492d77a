// A machine that sleeps, simulated on the running clock of a separate process.
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { expect, test } from 'vitest';
import { systemClock } from '../../server/process/system-clock.ts';

test('after a sleep the clock includes it, and whatever fell due meanwhile comes within a second', async () => {
  const before = systemClock.now();
  const woken = new Promise((wakes) => systemClock.after(20_000, () => wakes(systemClock.now())));
  let asleep = 30;
  const awake = os.uptime;
  os.uptime = () => awake() + asleep;
  syncBuiltinESMExports();
  expect(Number(await woken) - before).toBeGreaterThan(29_000);
  asleep = 0; // it never goes back
  await new Promise((later) => setTimeout(later, 300));
  expect(systemClock.now() - before).toBeGreaterThan(29_000);
  os.uptime = awake;
  syncBuiltinESMExports();
});
