// A part of the page that comes with a file of its own. A network that fails for a moment must not keep it away.
import { pause } from './pause.ts';

const againAfterMs = 2000;

/** Rejects with the last failure once `tries` have failed; without a number it never does. */
export async function untilFetched<T>(fetch: () => Promise<T>, tries = Number.POSITIVE_INFINITY): Promise<T> {
  try {
    return await fetch();
  } catch (error) {
    if (tries <= 1) throw error;
    await pause(againAfterMs);
    return untilFetched(fetch, tries - 1);
  }
}
