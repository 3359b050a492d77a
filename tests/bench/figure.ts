// The common form of every benchmark's result. A figure is judged at one percentile, against a floor measured in the same run.
// Knows nothing of what is measured.

export type Percentile = 'p50' | 'p95' | 'max';

export interface Figure {
  readonly id: string;
  /** What was measured, in a sentence. */
  readonly says: string;
  readonly unit: 'ms' | 'frames' | 'count' | 'bytes' | 'kB' | 'MB' | 'kbit/s' | 'packets/s';
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** Which of the three is judged; floor, ratio and target refer to it. */
  readonly at: Percentile;
  readonly floor: number | null;
  readonly ratio: number | null;
  /** The most that is allowed; null if nothing is promised. */
  readonly target: number | null;
  readonly met: boolean | null;
}

export interface Judged {
  readonly at: Percentile;
  /** Samples of the same thing without our product. */
  readonly floor?: readonly number[];
  /** From the floor's value, 0 without one. */
  readonly most?: (floor: number) => number;
}

export interface Outcome {
  readonly figures: readonly Figure[];
  /** What makes this run worthless, such as a failed control; empty if it is sound. */
  readonly unsound: readonly string[];
  /** What must never happen on any machine and did: the run fails however sound it was. */
  readonly broken?: readonly string[];
}

export interface Bench {
  readonly name: string;
  /** A sentence or two on what it does, for the page of results. */
  readonly about: string;
  /** `only`: names of the things to measure; empty for all. */
  run(how: { readonly isQuick: boolean; readonly only: readonly string[]; readonly say: (line: string) => void }): Promise<Outcome>;
}

export interface Result extends Outcome {
  readonly name: string;
  readonly about: string;
  readonly isQuick: boolean;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly when: string;
}

export function figureOf(
  named: Pick<Figure, 'id' | 'says' | 'unit'>,
  samples: readonly number[],
  { at, floor: bare, most }: Judged = { at: 'p95' },
): Figure {
  const own = spreadOf(samples);
  const floor = bare ? spreadOf(bare)[at] : null;
  const target = most ? tenth(most(floor ?? 0)) : null;
  const isMeasured = samples.length > 0 && bare?.length !== 0;
  return {
    ...named,
    count: samples.length,
    ...own,
    at,
    floor,
    ratio: floor ? Math.round((own[at] / floor) * 100) / 100 : null,
    target,
    met: target === null ? null : isMeasured && own[at] <= target,
  };
}

/** The value below which that share of the samples lies, by nearest rank; 0 if there are none. */
export function spreadOf(samples: readonly number[]): Pick<Figure, Percentile> {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = (share: number) => tenth(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { p50: rank(0.5), p95: rank(0.95), max: rank(1) };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
