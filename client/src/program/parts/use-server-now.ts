// The server's time, renewed often enough that a door which opens to the minute is seen to open.
import { useEffect, useState } from 'react';
import { serverNow } from '../asking/ask.ts';

const everyMs = 5000;

export function useServerNow(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
