/** A page that is never painted does not wait for that. */
const atLatestMs = 1000;

/** Resolves once something of this page stands on the screen. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, document.hidden ? 0 : atLatestMs);
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true });
  });
}
