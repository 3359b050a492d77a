// The line the chairs stand on: the left half of a superellipse, from bottom centre to top centre. Pure geometry.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far two chairs are apart, in chairs: 1 means that they just do not touch. */
export type Distance = (a: Point, b: Point) => number;

const samples = 240;

/** Points from (0, +b) over (-a, 0) to (0, -b); y grows downward, the centre is 0,0. */
export function leftHalf(a: number, b: number, exponent: number): readonly Point[] {
  const points: Point[] = [];
  for (let i = 0; i <= samples; i++) {
    const angle = (Math.PI * i) / samples;
    const sin = Math.sin(angle) ** (2 / exponent);
    const cos = Math.cos(angle);
    points.push({ x: -a * sin, y: b * Math.sign(cos) * Math.abs(cos) ** (2 / exponent) });
  }
  return points;
}

/** Distance between chairs whose places are `width` by `height`. */
export function distanceBetween(width: number, height: number): Distance {
  return (a, b) => Math.max(Math.abs(a.x - b.x) / width, Math.abs(a.y - b.y) / height);
}

/**
 * Walks the left half with equal steps, mirrored on the right, so that every two neighbours are equally clear of each other.
 * `atBottom`: a chair stands at bottom centre; otherwise two stand beside it. Answers the places clockwise
 * from the bottom centre, or null where so many steps do not fit, and the step that closes the ring.
 */
export function spread(
  path: readonly Point[],
  count: number,
  atBottom: boolean,
  distance: Distance,
): { step: number; places: Point[] } {
  let low = 0;
  let high = 64;
  let best: Point[] = [];
  for (let round = 0; round < 22; round++) {
    const step = (low + high) / 2;
    const walked = walk(path, count, atBottom, distance, step);
    if (walked && walked.closing >= step) {
      low = step;
      best = walked.places;
    } else high = step;
  }
  return { step: low, places: best };
}

function walk(path: readonly Point[], count: number, atBottom: boolean, distance: Distance, step: number) {
  const rest = count - (atBottom ? 1 : 0);
  const onTheLeft = Math.floor(rest / 2);
  const atTop = rest % 2 === 1;
  const bottom = path[0];
  const top = path[path.length - 1];
  if (!bottom || !top) return null;
  const left: Point[] = [];
  let last: Point | null = atBottom ? bottom : null;
  let i = 0;
  while (left.length < onTheLeft) {
    const here: Point | undefined = path[++i];
    if (!here) return null;
    if (distance(last ?? mirrored(here), here) < step) continue;
    left.push(here);
    last = here;
  }
  const end = last ?? bottom;
  const closing = atTop ? (count === 1 ? 64 : distance(end, top)) : onTheLeft === 0 ? 64 : distance(end, mirrored(end));
  const right = left.map(mirrored).reverse();
  return { closing, places: [...(atBottom ? [bottom] : []), ...left, ...(atTop ? [top] : []), ...right] };
}

export function mirrored(point: Point): Point {
  return { x: -point.x, y: point.y };
}
