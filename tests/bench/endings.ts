// What a benchmark has started and must not leave behind, whether it comes to its end or is told to stop.

const endings: (() => unknown)[] = [];

/** Answers what is started, once it is noted how it ends. */
export function alsoEnd<T>(started: T, end: (started: T) => unknown): T {
  endings.push(() => end(started));
  return started;
}

/** The newest first; one that fails holds none of the others up. */
export async function endAll(): Promise<void> {
  for (let end = endings.pop(); end; end = endings.pop()) {
    try {
      await end();
    } catch {
      // It was over already.
    }
  }
}
