// What was measured under faults as figures: a time for each fault, and the counts that must be zero on any machine.
import { type Figure, figureOf } from '../bench/figure.ts';
import type { Verdict } from './history.ts';
import { promises, type TimeId, timeIds } from './promises.ts';

/** The outcome of one case. */
export interface Case {
  readonly verdict: Verdict;
  /** Frames heard of the silent presenter. */
  readonly audible: number;
  /** How often he tried to speak. */
  readonly attempts: number;
  /** Why it did not go on, if it did not. */
  readonly stuck: readonly string[];
}

/** Every measured time of each fault. */
export type Samples = ReadonlyMap<TimeId, readonly number[]>;

export function timeFigures(samples: Samples): Figure[] {
  return timeIds.flatMap((id) => {
    const { most, says } = promises[id];
    return samples.has(id) ? [figureOf({ id, says, unit: 'ms' }, samples.get(id) ?? [], { at: 'max', most: () => most })] : [];
  });
}

/** One sample for each case. */
export function safetyFigures(cases: readonly Case[]): Figure[] {
  const none = (id: string, says: string, found: (one: Case) => number, unit: 'count' | 'frames' = 'count') =>
    figureOf({ id, says, unit }, cases.map(found), { at: 'max', most: () => 0 });
  return [
    none(
      'lost',
      'acts that were reported as done but are not in the log, or that were never answered.',
      ({ verdict }) => verdict.lost.length,
    ),
    none('doubled', 'acts that are in the log twice, or that nobody asked for.', ({ verdict }) => verdict.doubled.length),
    none('leaps', 'changes of phase that the ritual does not know, and gaps in the log.', ({ verdict }) => verdict.leaps.length),
    none('backwards', 'views that were older than one the person had seen before.', ({ verdict }) => verdict.backwards.length),
    none(
      'audible-frames',
      'of the presenter while he had to be silent, ten milliseconds each.',
      ({ audible }) => audible,
      'frames',
    ),
  ];
}

/** Sentences about what must not be and is. */
export function brokenIn(safety: readonly Figure[]): string[] {
  return safety.filter(({ met }) => met !== true).map(({ id, max }) => `${id} is ${max} and must be 0`);
}
