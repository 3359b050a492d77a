// A program's year on one page: what was held, who came, for how long, and where. No person stands beside another.

/** `GET /api/programs/:p/year?year=2026`, by the clock of the program. */
export interface YearReport {
  readonly year: number;
  /** Those in which something was planned or held, oldest first; this one among them. */
  readonly years: readonly number[];
  readonly whole: YearSums;
  readonly groups: readonly (YearSums & { readonly id: string; readonly name: string })[];
  /** Twelve. */
  readonly months: readonly YearSums[];
}

export interface YearSums {
  readonly held: number;
  readonly cancelled: number;
  /** Whoever was there at least once. */
  readonly people: number;
  /** Seats on the day of each held meeting, observers' and guests' aside, and how many of them were taken. */
  readonly expected: number;
  readonly attended: number;
  readonly minutesOnScreen: number;
  readonly minutesInRoom: number;
}
