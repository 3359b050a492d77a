// The real clock. A pending call never keeps the process alive by itself.
import type { Clock } from './ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
