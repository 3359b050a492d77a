// Keeps the screen from going dark while somebody sits in the room, where the browser can.

/** Keeps the screen awake until the returned function is called, and again whenever the page becomes visible. */
export function keepAwake(): () => void {
  let isWanted = true;
  let lock: WakeLockSentinel | null = null;
  const hold = async () => {
    if (!isWanted || document.visibilityState !== 'visible') return;
    try {
      const held = await navigator.wakeLock.request('screen');
      if (isWanted) lock = held;
      else await held.release();
    } catch {
      // A low battery or an old browser: the screen goes dark as usual.
    }
  };
  const onSeen = () => void hold();
  document.addEventListener('visibilitychange', onSeen);
  void hold();
  return () => {
    isWanted = false;
    document.removeEventListener('visibilitychange', onSeen);
    void lock?.release();
  };
}
