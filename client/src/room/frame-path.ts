// For small screens, on which a ring would make the faces too small: the same order and neighbours, along the four sides. Pure geometry.
import type { Point } from './ring-path.ts';

export interface Sides {
  readonly bottom: number;
  /** On the left, and as many on the right. */
  readonly side: number;
  readonly top: number;
}

/** Every way to seat that many, the most even one first. `atBottom`: a chair stands at bottom centre; otherwise two stand beside it. */
export function sidesFor(count: number, atBottom: boolean): readonly Sides[] {
  const found: Sides[] = [];
  for (let bottom = atBottom ? 1 : 2; bottom <= 7; bottom += 2) {
    for (let side = 1; bottom + 2 * side < count; side++) found.push({ bottom, side, top: count - bottom - 2 * side });
  }
  return found.sort((a, b) => Math.abs(a.top - a.bottom) - Math.abs(b.top - b.bottom));
}

/** Clockwise from bottom centre; y grows downward, the centre is 0,0, the sides are at ±a and ±b. */
export function frame({ bottom, side, top }: Sides, a: number, b: number): readonly Point[] {
  const step = (2 * b) / (side + 1);
  const below = row(bottom, a).map((x) => ({ x, y: b }));
  const left = Array.from({ length: side }, (_, i) => ({ x: -a, y: b - step * (i + 1) }));
  const above = row(top, a).map((x) => ({ x, y: -b }));
  const right = left.map(({ y }) => ({ x: a, y })).reverse();
  const fromCentreToTheLeft = below.filter(({ x }) => x <= 0).reverse();
  const fromTheRightToCentre = below.filter(({ x }) => x > 0).reverse();
  return [...fromCentreToTheLeft, ...left, ...above, ...right, ...fromTheRightToCentre];
}

function row(count: number, a: number): readonly number[] {
  return count === 1 ? [0] : Array.from({ length: count }, (_, i) => -a + (2 * a * i) / (count - 1));
}
