// The time of a practice: the page's own, or one that a test moves.
import { steadyNow } from '../model/steady-clock.ts';

export interface PracticeClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `ms`; the returned function cancels. */
  after(ms: number, call: () => void): () => void;
}

export const pageClock: PracticeClock = {
  now: steadyNow,
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
