// Does what has to be done in the end, however long Redis is away: tries until it succeeds or nobody wants it any more.

const pauseMs = 250;

/** Resolves after the first try; when that failed, the rest goes on behind. */
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
