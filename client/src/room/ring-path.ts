// The line the chairs stand on: the left half of a superellipse, from bottom centre to top centre. Pure geometry.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far apart two chairs are; only good for comparing, it has no unit. */
export type Distance = (a: Point, b: Point) => number;

const samples = 120;
/** Between two samples a chair stands a little nearer than the step that was asked for. */
const nearlyAll = 0.999;
/** Beyond any distance in a room. */
const farthest = 120;

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

/**
 * Distance between chairs that take up `width` by `height`: a compromise between the gap of two boxes and the distance
 * of their centres, so that the ring stays round.
 */
export function distanceBetween(width: number, height: number): Distance {
  return (a, b) => {
    const x = Math.abs(a.x - b.x) / width;
    const y = Math.abs(a.y - b.y) / height;
    return x * x * x + y * y * y;
  };
}

/**
 * Walks the left half in equal steps, mirrored on the right, so that all neighbours are equally far apart.
 * `atBottom`: a chair stands at bottom centre; otherwise two stand beside it. Returns the places clockwise
 * from bottom centre; none if so many do not fit.
 */
export function spread(path: readonly Point[], count: number, atBottom: boolean, distance: Distance): readonly Point[] {
  let low = 0;
  let high = farthest;
  let best: readonly Point[] = [];
  for (let round = 0; round < 18; round++) {
    const step = (low + high) / 2;
    const walked = walk(path, count, atBottom, distance, step);
    if (walked && walked.closing >= step * nearlyAll) {
      low = step;
      best = walked.places;
    } else high = step;
  }
  return best;
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
  let before = bottom;
  for (let i = 1; left.length < onTheLeft; i++) {
    const here = path[i];
    if (!here) return null;
    const far = distance(last ?? mirrored(here), here);
    if (far >= step) {
      const near = distance(last ?? mirrored(before), before);
      last = between(before, here, far > near ? (step - near) / (far - near) : 1);
      left.push(last);
    }
    before = here;
  }
  const end = last ?? bottom;
  const gapAtTop = atTop ? distance(end, top) : distance(end, mirrored(end));
  const closing = rest === 0 || (onTheLeft === 0 && !atTop) ? farthest : gapAtTop;
  const right = left.map(mirrored).reverse();
  return { closing, places: [...(atBottom ? [bottom] : []), ...left, ...(atTop ? [top] : []), ...right] };
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function mirrored(point: Point): Point {
  return { x: -point.x, y: point.y };
}
