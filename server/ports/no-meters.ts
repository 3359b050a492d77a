// Meters that nobody reads: when no metrics are wanted, and in tests.
import type { Meters } from './meters.ts';

const nothing = () => undefined;

export const noMeters: Meters = {
  commandAnswered: nothing,
  appended: nothing,
  caughtUp: nothing,
  told: nothing,
  silenceConfirmed: nothing,
  silenceDoubted: nothing,
  lookedAtMedia: nothing,
  mediaJoined: nothing,
  watch: nothing,
  watchPart: nothing,
};
