// Says for how long the chairs may move: only after the ritual itself has moved, never on a resize or a joining (R5.3).
import { useEffect, useState } from 'react';

const moveMs = 1100;

/** `step` names how the circle stands; a change of it begins one movement. */
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
