// The real clock: what the machine's showed when the process began, and what has passed since. Who sets the machine's clock changes nothing
// in a running server. A pending call never keeps the process alive by itself.
import type { Clock } from './ports.ts';

const begunAt = Date.now() - performance.now();

export const systemClock: Clock = {
  now: () => Math.round(begunAt + performance.now()),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
