// What the server has at an address, and asking it anew. An answer that comes too late is dropped.
import { useCallback, useEffect, useRef, useState } from 'react';
import { ask } from './ask.ts';

export type Standing<T> =
  | { readonly is: 'waiting' }
  | { readonly is: 'failed'; readonly why: string }
  | { readonly is: 'there'; readonly value: T };

export interface Asked<T> {
  readonly standing: Standing<T>;
  /** What was there before stays on the page meanwhile. */
  readonly look: () => Promise<void>;
  /** What the server answered to a change. */
  readonly put: (value: T) => void;
}

export function useAsked<T>(path: string): Asked<T> {
  const [found, setFound] = useState<{ readonly path: string; readonly standing: Standing<T> } | null>(null);
  const turn = useRef(0);
  const look = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const outcome = await ask<T>('GET', path);
    if (mine !== turn.current) return;
    setFound({ path, standing: outcome.ok ? { is: 'there', value: outcome.value } : { is: 'failed', why: outcome.why } });
  }, [path]);
  const put = useCallback((value: T) => setFound({ path, standing: { is: 'there', value } }), [path]);
  useEffect(() => {
    void look();
  }, [look]);
  return { standing: found?.path === path ? found.standing : { is: 'waiting' }, look, put };
}
