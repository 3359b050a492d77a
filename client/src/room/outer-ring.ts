// Where the outer circle sits (R5.6): on both sides of the inner one, or above and below it on an upright screen, slightly bent around it.
// The inner circle keeps the middle of the room. Pure geometry; knows no person.
import type { Area } from './circle-geometry.ts';
import type { Point } from './ring-path.ts';

export interface OuterRing {
  /** Middle of each face, clockwise from below on the left. */
  readonly places: readonly Point[];
  readonly size: number;
  /** What is left for the inner circle, in the middle of the area. */
  readonly inner: Area;
}

const nameHeight = 28;
const largest = 150;
/** On an upright phone sixteen then sit in one row above and one below; a second row would leave the inner circle smaller faces than the outer one. */
const least = { beside: 40, above: 34 };
const edge = 8;
/** The inner circle's faces are the larger ones on every screen. */
const ofTheWidth = 0.155;
const ofTheHeight = 0.19;
/** Of the area's longer way, for both sides together; where they are above and below, small faces need more of it. */
const share = { beside: 0.44, above: 0.5 };

export function outerRing(area: Area, count: number): OuterRing {
  if (count === 0) return { places: [], size: 0, inner: area };
  const isUpright = area.width < area.height;
  const most = Math.min(largest, Math.round(isUpright ? area.width * ofTheWidth : area.height * ofTheHeight));
  const [put, smallest] = isUpright ? [aboveAndBelow, least.above] : [onBothSides, least.beside];
  for (let size = most; size > smallest; size -= 2) {
    const ring = put(area, count, size);
    if (ring) return ring;
  }
  return put(area, count, smallest, 1) ?? { places: [], size: smallest, inner: area };
}

/** Columns on the left, filled from below, and on the right, filled from above: so the order goes around. */
function onBothSides({ width, height }: Area, count: number, size: number, most = share.beside): OuterRing | null {
  const gap = Math.max(8, size * 0.12);
  const step = size + nameHeight + gap * 0.5;
  const rows = Math.floor((height + gap * 0.5) / step);
  const left = Math.ceil(count / 2);
  if (rows < 1) return null;
  const columns = Math.ceil(left / rows);
  const bend = columns > 1 ? size * 0.16 : size * 0.4;
  const wing = columns * (size + gap) + bend + edge;
  if (2 * wing > width * most) return null;
  const x = (column: number, bent: number) => edge + size / 2 + column * (size + gap) + bend * bent;
  const columnOf = (n: number, of: number): Point[] => {
    const used = Math.ceil(of / columns);
    return Array.from({ length: n }, (_, i) => {
      const [column, row] = [i % columns, Math.floor(i / columns)];
      const from = used === 1 ? 0 : (row / (used - 1)) * 2 - 1;
      return { x: x(columns - 1 - column, from * from), y: height / 2 - nameHeight / 2 - from * ((used - 1) / 2) * step };
    });
  };
  const right = columnOf(count - left, count - left).map((place) => ({ x: width - place.x, y: place.y }));
  return ring([...columnOf(left, left), ...right.reverse()], size, { width: width - 2 * wing, height });
}

/** Rows below, to the left and on, and above, to the right. */
function aboveAndBelow({ width, height }: Area, count: number, size: number, most = share.above): OuterRing | null {
  const gap = 6;
  const perRow = Math.floor((width - edge + gap) / (size + gap));
  const below = Math.ceil(count / 2);
  if (perRow < 1) return null;
  const rows = Math.ceil(below / perRow);
  const wing = rows * (size + nameHeight + 2) + edge;
  if (2 * wing > height * most) return null;
  const rowsOf = (n: number): Point[] =>
    Array.from({ length: rows }, (_, row) => {
      const inRow = Math.floor(n / rows) + (row < n % rows ? 1 : 0);
      const step = Math.min((width - edge - size) / Math.max(1, inRow - 1), size * 1.5);
      return Array.from({ length: inRow }, (_, i) => ({
        x: width / 2 + ((inRow - 1) / 2 - i) * step,
        y: row * (size + nameHeight + 2),
      }));
    }).flat();
  const bottom = rowsOf(below).map(({ x, y }) => ({ x, y: height - nameHeight - size / 2 - y }));
  const top = rowsOf(count - below).map(({ x, y }) => ({ x: width - x, y: size / 2 + y }));
  return ring([...bottom, ...top], size, { width, height: height - 2 * wing });
}

function ring(places: readonly Point[], size: number, inner: Area): OuterRing {
  return { places: places.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })), size, inner };
}
