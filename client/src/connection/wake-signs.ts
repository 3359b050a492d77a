// Signs that a lost connection may be worth another try at once: the network is back, or somebody looks at the page again.

/** Calls back on each sign; the returned function stops it. Outside a browser there are none. */
export function onWakeSign(call: () => void): () => void {
  if (typeof window === 'undefined') return () => {};
  const seen = () => {
    if (document.visibilityState === 'visible') call();
  };
  window.addEventListener('online', call);
  window.addEventListener('pageshow', call);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', call);
    window.removeEventListener('pageshow', call);
    document.removeEventListener('visibilitychange', seen);
  };
}
