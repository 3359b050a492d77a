// Looks at the start and once a day whether the rules of zones have changed under coming meetings.
import type { Clock } from '../ports/clock.ts';
import type { Dates } from '../ports/dates.ts';

const day = 86_400_000;
/** After a fault. */
const again = 600_000;

/** The returned function stops it. `failed` is told of a fault; the next look is soon. */
export function reckonNightly(dates: Pick<Dates, 'reckonAnew'>, clock: Clock, failed: (cause: unknown) => void): () => void {
  let stop: (() => void) | null = () => undefined;
  const next = (ms: number) => {
    if (stop !== null) stop = clock.after(ms, look);
  };
  const look = () => {
    dates.reckonAnew().then(
      () => next(day),
      (cause: unknown) => {
        if (stop !== null) failed(cause);
        next(again);
      },
    );
  };
  look();
  return () => {
    stop?.();
    stop = null;
  };
}
