// One thing the check page has found, judged and in words.
import type { Words } from '../../words/en.ts';

/** `open`: not yet known. `none`: it does not matter here, or was not tried. */
export type Verdict = 'good' | 'fair' | 'bad' | 'open' | 'none';

export type FindingId = keyof Words['check']['names'];

export interface Finding {
  readonly id: FindingId;
  readonly verdict: Verdict;
  readonly says: string;
  readonly todo: string | null;
  /** It is the person's turn. */
  readonly waits?: boolean;
}

export interface FindingGroup {
  readonly id: keyof Words['check']['groups'];
  readonly findings: readonly Finding[];
}
