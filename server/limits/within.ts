// A bound on how long an answer is waited for.
import type { Clock } from '../ports/clock.ts';

/** The answer if it comes within `ms`, else what `late` gives or throws. An answer that comes later is ignored. */
export function within<T, L>(clock: Clock, ms: number, answer: Promise<T>, late: () => L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    });
    answer.then(resolve, reject).finally(cancel);
  });
}
