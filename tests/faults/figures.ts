// What was measured under faults as figures: a time for each fault, and the counts that have to be nothing on any machine.
import { type Figure, figureOf } from '../bench/figure.ts';
import type { Verdict } from './history.ts';
import { promises, type TimeId, timeIds } from './promises.ts';

/** Of each time, as often as it was measured. */
export type Samples = ReadonlyMap<TimeId, readonly number[]>;

export function timeFigures(samples: Samples): Figure[] {
  return timeIds.flatMap((id) => {
    const { most, says } = promises[id];
    return samples.has(id) ? [figureOf({ id, says, unit: 'ms' }, samples.get(id) ?? [], { at: 'max', most: () => most })] : [];
  });
}

/** `audible`: frames of the silent presenter. */
export function safetyFigures({ lost, doubled, leaps, backwards }: Verdict, audible: number): Figure[] {
  const none = (id: string, says: string, found: number, unit: 'count' | 'frames' = 'count') =>
    figureOf({ id, says, unit }, [found], { at: 'max', most: () => 0 });
  return [
    none('lost', 'acts that were told to be done and of which the log knows nothing, or that were never answered.', lost.length),
    none('doubled', 'acts that the log has twice, or that nobody asked for.', doubled.length),
    none('leaps', 'changes of phase that the ritual does not know, and gaps in the log.', leaps.length),
    none('backwards', 'views that were older than one the person had seen before.', backwards.length),
    none('audible-frames', 'of the presenter while he had to be silent, ten milliseconds each.', audible, 'frames'),
  ];
}

/** Sentences on what must not be and is. */
export function brokenIn(safety: readonly Figure[]): string[] {
  return safety.filter(({ met }) => met !== true).map(({ id, max }) => `${id} is ${max} and must be 0`);
}
