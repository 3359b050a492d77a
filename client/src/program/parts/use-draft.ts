// What somebody is writing, kept in this tab until it is sent: neither a reload nor another page loses it.
import { useCallback, useEffect, useRef, useState } from 'react';
import { keptByTab } from '../../model/kept.ts';

export interface Draft<T> {
  readonly value: T;
  readonly change: (change: Partial<T>) => void;
  /** There was something from before. */
  readonly wasKept: boolean;
  /** Sent, or given up: back to `initial`, or to what is newer than that. */
  readonly drop: (newest?: T) => void;
}

const placeOf = (key: string) => `balint-room.draft.${key}`;

export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const place = placeOf(key);
  const first = useRef(initial);
  const [{ value, wasKept }, set] = useState(() => read(place, first.current));
  const isDirty = useRef(wasKept);
  const change = useCallback(
    (part: Partial<T>) => {
      isDirty.current = true;
      set((before) => {
        const after = { ...before.value, ...part };
        keptByTab.setItem(place, JSON.stringify(after));
        return { ...before, value: after };
      });
    },
    [place],
  );
  const drop = useCallback(
    (newest = first.current) => {
      isDirty.current = false;
      first.current = newest;
      keptByTab.setItem(place, '');
      set({ value: first.current, wasKept: false });
    },
    [place],
  );
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => isDirty.current && event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
  return { value, change, wasKept, drop };
}

function read<T extends object>(place: string, initial: T): { value: T; wasKept: boolean } {
  try {
    const kept: unknown = JSON.parse(keptByTab.getItem(place) || 'null');
    if (typeof kept === 'object' && kept !== null) return { value: { ...initial, ...kept }, wasKept: true };
  } catch {}
  return { value: initial, wasKept: false };
}
