// When a mail is tried again. Greylisting servers say "later" to everybody new and let the same mail in after one to fifteen minutes.

const minute = 60_000;
const stepsInMinutes = [0.5, 1, 2, 4, 8, 15, 30, 60, 120, 240];
/** A mail server that does not answer at all is no fault of the mail: nothing grows but this. */
const longestWhileUnreachable = 5 * minute;

/** After so many tries; `chance` from 0 to 1 spreads mails that were refused together. */
export function waitMs(tries: number, chance: number): number {
  const step = stepsInMinutes[Math.min(tries, stepsInMinutes.length) - 1] ?? 0.5;
  return Math.round(step * minute * (1 + chance / 5));
}

export function waitWhileUnreachableMs(tries: number, chance: number): number {
  return Math.min(longestWhileUnreachable, waitMs(tries, chance));
}
