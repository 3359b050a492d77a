// Measures the area that the circle may fill, again whenever it changes. Knows nothing of chairs.
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Area } from './circle-geometry.ts';

export function useFreeArea(place: RefObject<HTMLElement | null>): Area | null {
  const [area, setArea] = useState<Area | null>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => {
      const width = element.clientWidth;
      const height = element.clientHeight;
      setArea((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return area;
}
