// Says when the chairs may move: for a moment after a step of the ritual, never when a window is resized or somebody joins (R5.3).
import { useEffect, useState } from 'react';

const moveMs = 1100;

/** `step` names the arrangement of the circle; when it changes, the chairs move once. */
export function useMoving(step: string): boolean {
  const [settled, setSettled] = useState(step);
  const isMoving = settled !== step;
  useEffect(() => {
    if (!isMoving) return;
    const timer = setTimeout(() => setSettled(step), moveMs);
    return () => clearTimeout(timer);
  }, [isMoving, step]);
  return isMoving;
}
