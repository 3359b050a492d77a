// The server's time, as often as somebody needs it drawn (R8.1). `everyMs` null stops it.
import { useEffect, useState } from 'react';
import { steadyNow } from '../model/steady-clock.ts';

export function useServerNow(clockOffset: number, everyMs: number | null): number {
  const [now, setNow] = useState(steadyNow);
  useEffect(() => {
    if (everyMs === null) return;
    setNow(steadyNow());
    const timer = setInterval(() => setNow(steadyNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now + clockOffset;
}
