// The server's time (R8.1), renewed every `everyMs`, or not at all when that is null.
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
