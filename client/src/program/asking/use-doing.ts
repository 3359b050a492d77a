// One act at a time: whether it is under way, and what stood in its way the last time.
import { useCallback, useRef, useState } from 'react';
import type { Failure, Outcome } from './ask.ts';

export interface Doing {
  readonly isBusy: boolean;
  readonly failed: Failure | null;
  /** A second press while the first is under way does nothing; answers null then. */
  readonly run: <T>(act: () => Promise<Outcome<T>>) => Promise<Outcome<T> | null>;
  /** The last one was done. */
  readonly hasDone: boolean;
}

export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | null>(null);
  const [hasDone, setDone] = useState(false);
  const isUnderWay = useRef(false);
  const run = useCallback(async <T>(act: () => Promise<Outcome<T>>) => {
    if (isUnderWay.current) return null;
    isUnderWay.current = true;
    setBusy(true);
    setFailed(null);
    setDone(false);
    const outcome = await act();
    isUnderWay.current = false;
    setBusy(false);
    if (outcome.ok) setDone(true);
    else setFailed(outcome);
    return outcome;
  }, []);
  return { isBusy, failed, run, hasDone };
}
