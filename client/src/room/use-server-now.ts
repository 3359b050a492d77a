// The server's time, as often as somebody needs it drawn (R8.1). `everyMs` null stops it.
import { useEffect, useState } from 'react';

export function useServerNow(clockOffset: number, everyMs: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (everyMs === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now + clockOffset;
}
