// The real clock: the machine's time when the process began, plus what has passed since, sleep included. Setting the machine's clock changes
// nothing in a running server. A pending call does not keep the process alive, and never comes early, as Node's timers may by a moment.
import { uptime } from 'node:os';
import type { Clock } from '../ports/clock.ts';
import { onBehalfOfNobody } from './whose-fault.ts';

/**
 * On Linux, uptime counts the machine's sleep, while `performance.now()` and timers do not. It is read from a file, in hundredths or whole
 * seconds.
 */
const lookEveryMs = 250;
const leastSleepMs = 2_000;
/** How late at most a call comes after a sleep during which it fell due. */
const wakeEveryMs = 1_000;

const begunAt = Date.now() - performance.now();
const upBefore = uptime() * 1000 - performance.now();
let sleptMs = 0;
/** By the machine's clock, which also runs while `performance.now()` stands still. */
let lookedAt = Date.now();

/** Milliseconds since the process began, sleep included. Never goes back. */
function elapsed(): number {
  const awake = performance.now();
  const shown = Date.now();
  if (Math.abs(shown - lookedAt) >= lookEveryMs) {
    lookedAt = shown;
    const slept = uptime() * 1000 - awake - upBefore;
    if (slept - sleptMs > leastSleepMs) sleptMs = slept;
  }
  return awake + sleptMs;
}

export const systemClock: Clock = {
  now: () => Math.round(begunAt + elapsed()),
  after(ms, call) {
    const due = elapsed() + ms;
    let timer: NodeJS.Timeout;
    const waitFor = (left: number) => {
      timer = setTimeout(ring, Math.ceil(Math.min(left, Math.max(wakeEveryMs, ms / 60)))).unref();
    };
    const ring = () => {
      const left = due - elapsed();
      if (left > 0) waitFor(left);
      else onBehalfOfNobody(call);
    };
    waitFor(ms);
    return () => clearTimeout(timer);
  },
};
