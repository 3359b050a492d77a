// The dates that a wish comes to, asked of the server a moment after the last change. Writes nothing there.
import { useEffect, useMemo, useState } from 'react';
import type { NewSeries, SeriesPreview } from '../../../../../shared/protocol/program/dates.ts';
import { ask, type FieldFault } from '../../asking/ask.ts';

export type Preview =
  | { readonly is: 'none' }
  | { readonly is: 'waiting' }
  | { readonly is: 'failed'; readonly why: string; readonly faults: readonly FieldFault[] }
  | { readonly is: 'there'; readonly value: SeriesPreview };

const restMs = 350;

/** `series` null: not enough is known yet. */
export function usePreview(path: string, series: NewSeries | null, more: object): Preview {
  const wish = useMemo(
    () => (series === null ? null : JSON.stringify(Object.keys(more).length > 0 ? { ...more, series } : series)),
    [series, more],
  );
  const [found, setFound] = useState<{ readonly wish: string; readonly preview: Preview } | null>(null);
  useEffect(() => {
    if (wish === null) return;
    let isOld = false;
    const timer = setTimeout(async () => {
      const outcome = await ask<SeriesPreview>('POST', path, JSON.parse(wish));
      if (isOld) return;
      const preview: Preview = outcome.ok
        ? { is: 'there', value: outcome.value }
        : { is: 'failed', why: outcome.why, faults: outcome.faults };
      setFound({ wish, preview });
    }, restMs);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [path, wish]);
  if (wish === null) return { is: 'none' };
  if (found === null) return { is: 'waiting' };
  // What stood there stays until the newer answer comes, so that the page does not jump.
  return found.wish === wish || found.preview.is === 'there' ? found.preview : { is: 'waiting' };
}
