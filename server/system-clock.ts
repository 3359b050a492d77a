// The real clock: what the machine's showed when the process began, and what has passed since. Who sets the machine's clock changes nothing
// in a running server. A pending call never keeps the process alive by itself, and never comes early, as a timer of Node's may by a moment.
import type { Clock } from './ports.ts';

const begunAt = Date.now() - performance.now();

export const systemClock: Clock = {
  now: () => Math.round(begunAt + performance.now()),
  after(ms, call) {
    const due = performance.now() + ms;
    let timer: NodeJS.Timeout;
    const waitFor = (left: number) => {
      timer = setTimeout(ring, Math.ceil(left)).unref();
    };
    const ring = () => {
      const left = due - performance.now();
      if (left > 0) waitFor(left);
      else call();
    };
    waitFor(ms);
    return () => clearTimeout(timer);
  },
};
