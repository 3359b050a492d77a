// Does what must be done eventually, however long Redis is away: retries until it succeeds or is no longer wanted.

const pauseMs = 250;

/** Resolves after the first try; if that fails, retrying goes on in the background. */
export async function nowOrLater(work: () => Promise<unknown>, isWanted: () => boolean): Promise<void> {
  await work().catch(() => void untilDone(work, isWanted));
}

/** Resolves when `work` has succeeded, or when `isWanted` says no before a try. */
export async function untilDone(work: () => Promise<unknown>, isWanted: () => boolean): Promise<void> {
  while (isWanted()) {
    try {
      await work();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
    }
  }
}
