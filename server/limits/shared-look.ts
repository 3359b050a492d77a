// A look that many may ask for: it is taken at most once in a while, and whoever asks meanwhile shares the result.

/** A rejection is shared, too. */
export function sharedLook<T>(look: () => Promise<T>, ms: number, now: () => number = () => performance.now()): () => Promise<T> {
  let latest: { readonly seen: Promise<T>; readonly at: number } | null = null;
  return () => {
    if (latest !== null && now() - latest.at < ms) return latest.seen;
    latest = { seen: look(), at: now() };
    return latest.seen;
  };
}
