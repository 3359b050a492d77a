// How much of a phase has passed, pauses left out (R8.5). Pure.
import type { Desk } from '../../../../shared/ritual/view.ts';

/** Milliseconds. */
export function passedMs({ startedAt, pausedAt, pausedMs }: Desk['clock'], serverNow: number): number {
  return Math.max(0, (pausedAt ?? serverNow) - startedAt - pausedMs);
}
