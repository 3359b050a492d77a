// What a benchmark has started and must not leave running, whether it finishes or is stopped.

const endings: (() => unknown)[] = [];

/** Returns what was started, once its ending is registered. */
export function alsoEnd<T>(started: T, end: (started: T) => unknown): T {
  endings.push(() => end(started));
  return started;
}

/** The newest first; a failing one does not hold up the others. */
export async function endAll(): Promise<void> {
  for (let end = endings.pop(); end; end = endings.pop()) {
    try {
      await end();
    } catch {
      // It was over already.
    }
  }
}
