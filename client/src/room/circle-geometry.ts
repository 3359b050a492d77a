// Where the chairs stand and how large the faces are, from the free area and the number of chairs alone.
// Knows no person: place 0 is the viewer's, the others follow clockwise.
import { frame, type Sides, sidesFor } from './frame-path.ts';
import { distanceBetween, leftHalf, type Point, spread } from './ring-path.ts';

export interface Area {
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface RingWish {
  readonly area: Area;
  readonly count: number;
  /** The viewer sits in the ring at bottom centre; otherwise they look in from just outside it. */
  readonly fromWithin: boolean;
  /** The corner of the stepped-back chair, or none. */
  readonly corner: Corner | null;
}

export type Corner = 'bottomLeft' | 'bottomRight' | 'topLeft' | 'topRight';

export interface Ring {
  /** Middle of each face, clockwise from the viewer's. */
  readonly places: readonly Point[];
  /** Side of a face, CSS px. */
  readonly size: number;
  readonly centre: Point;
  /** Middle of the stepped-back face. */
  readonly cornerPlace: Point | null;
}

/** Measures that belong to the drawing of a chair. */
const nameHeight = 28;
const steppedBackScale = 0.62;
/** A face is still one at this size, also the one outside the circle. */
const leastFace = 56;
const edge = 14;
const narrowEdge = 8;
/** Faces of this size are large enough for a ring to be kept. */
const roomy = 84;
const smallest = 24;
const coarse = 0.94;
const fine = 0.985;
/** The stepped-back name needs its width even under a small face. */
const cornerNameWidth = (area: Area) => (isUpright(area) ? 84 : 104);

/** Smaller than the others, unless those are small themselves. */
export function steppedBackSize(size: number): number {
  return Math.max(Math.round(size * steppedBackScale), Math.min(Math.floor(size), leastFace));
}

const isUpright = (area: Area) => area.width < area.height;
/** As on a phone held sideways. */
const isLow = (area: Area) => area.height < 420;

const phoneWidth = 400;

/** The box in the middle that stays free for the room's words. */
export function centreBox(area: Area): Area {
  // On a phone also where rows above and below leave no height: its words need the width.
  if (isUpright(area) || area.width < phoneWidth) return { width: Math.min(area.width * 0.4, 300), height: 92 };
  return { width: Math.min(300, area.width * 0.34), height: isLow(area) ? 72 : 104 };
}

/** The roomiest ring: faces as large as they can be without touching a neighbour, a name, the corner chair or the words. */
export function ringFor(wish: RingWish): Ring {
  const shapes = isUpright(wish.area) ? uprightShapes : wish.corner ? closedShapes : wideShapes;
  let best: Ring | null = null;
  for (const shape of isLow(wish.area) ? [...shapes, ...lowShapes] : shapes) {
    best = largest(wish, shape, best ? best.size * 1.03 : 0) ?? best;
  }
  return framed(wish, best) ?? best ?? ringOf(wish, { exponent: 2.6, wide: 1 }, smallest).ring;
}

/** On a small screen large faces matter more than a round ring: the four sides are used where they make the faces clearly larger. */
function framed(wish: RingWish, ring: Ring | null): Ring | null {
  if (ring && ring.size >= roomy) return null;
  let best: Ring | null = null;
  for (const sides of sidesFor(wish.count + (wish.corner ? 1 : 0), wish.fromWithin)) {
    for (let size = roomy; size > Math.max((best?.size ?? 0) * 1.03, (ring?.size ?? smallest) * 1.08); size--) {
      const { ring: found, fits } = frameOf(wish, sides, size);
      if (!fits) continue;
      best = found;
      break;
    }
  }
  return best;
}

/** The corner of the stepped-back chair is nobody else's. */
function frameOf({ area, count, fromWithin, corner }: RingWish, sides: Sides, size: number): { ring: Ring; fits: boolean } {
  const centre = { x: Math.round(area.width / 2), y: Math.round(area.height / 2) };
  const gap = Math.max(6, size * 0.09);
  const cornerPlace = corner && placeInCorner(area, corner, steppedBackSize(size));
  const spots = frame(sides, area.width / 2 - size / 2 - narrowEdge, area.height / 2 - (size + nameHeight) / 2);
  const all = spots.map((p) => ({ x: Math.round(centre.x + p.x), y: Math.round(centre.y + p.y - nameHeight / 2) }));
  const away = ({ x, y }: Point) => (cornerPlace ? Math.hypot(x - cornerPlace.x, y - cornerPlace.y) : 0);
  const nearest = cornerPlace && all.slice(fromWithin ? 1 : 0).reduce((near, spot) => (away(spot) < away(near) ? spot : near));
  const places = all.filter((spot) => spot !== nearest);
  const ring = { places, size, centre, cornerPlace };
  return { ring, fits: places.length === count && isClear(area, ring, gap) };
}

interface Shape {
  readonly exponent: number;
  readonly wide: number;
}

/** The most beautiful first; a later one is taken only if it makes the faces larger. */
const wideShapes: readonly Shape[] = [
  { exponent: 2.6, wide: 0.94 },
  { exponent: 2.6, wide: 1 },
  { exponent: 3.2, wide: 1 },
];
const closedShapes: readonly Shape[] = [
  { exponent: 2.6, wide: 0.86 },
  { exponent: 2.6, wide: 0.92 },
  { exponent: 2.2, wide: 1 },
  { exponent: 2.6, wide: 0.8 },
  { exponent: 1.7, wide: 1 },
];
/** Where there is little height, a few people may sit apart: beside the words rather than above and below them. */
const lowShapes: readonly Shape[] = [
  { exponent: 2.6, wide: 1.4 },
  { exponent: 2.6, wide: 2.4 },
];
const uprightShapes: readonly Shape[] = [
  { exponent: 2.6, wide: 1 },
  { exponent: 3.4, wide: 1 },
  { exponent: 2.2, wide: 1 },
  { exponent: 1.8, wide: 1 },
  { exponent: 1.5, wide: 1 },
];

/** Tries every size from the largest down: a smaller one does not always fit more easily. */
function largest(wish: RingWish, shape: Shape, above: number): Ring | null {
  const { width, height } = wish.area;
  const most = isUpright(wish.area) ? Math.min(0.36 * width, 0.24 * height) : Math.min(0.32 * height, 0.24 * width);
  for (let size = most; size > Math.max(above, smallest); size *= coarse) {
    if (!ringOf(wish, shape, size).fits) continue;
    for (let finer = Math.min(most, (size / coarse) * fine); finer > size; finer *= fine) {
      const { ring, fits } = ringOf(wish, shape, finer);
      if (fits) return ring;
    }
    return ringOf(wish, shape, size).ring;
  }
  return null;
}

function ringOf({ area, count, fromWithin, corner }: RingWish, shape: Shape, rough: number): { ring: Ring; fits: boolean } {
  const size = Math.floor(rough);
  const height = size + nameHeight;
  const centre = { x: Math.round(area.width / 2), y: Math.round(area.height / 2) };
  const a = (area.width / 2 - size / 2 - edge) * (isUpright(area) ? 1 : Math.min(1, shape.wide * closeness(area, count)));
  const b = area.height / 2 - height / 2;
  const gap = Math.max(8, size * 0.09);
  const path = leftHalf(a, b, shape.exponent);
  const spots = spread(path, count, fromWithin, distanceBetween(size + gap, height + gap * 0.5));
  const places = spots.map((p) => ({ x: Math.round(centre.x + p.x), y: Math.round(centre.y + p.y - nameHeight / 2) }));
  const cornerPlace = corner && placeInCorner(area, corner, steppedBackSize(size));
  const ring = { places, size, centre, cornerPlace };
  return { ring, fits: b > 0 && places.length === count && isClear(area, ring, gap) };
}

/** A few people sit together rather than along the walls of a wide room. */
function closeness({ width, height }: Area, count: number): number {
  const enough = (height * (0.62 + 0.18 * count)) / width;
  return Math.min(1, enough);
}

function isClear(area: Area, { places, size, centre, cornerPlace }: Ring, gap: number): boolean {
  const words = centreBox(area);
  const chairs = places.map((place) => chairBox(place, size));
  const taken: Box[] = [boxAround(centre, words.width, words.height)];
  if (cornerPlace) taken.push(widened(chairBox(cornerPlace, steppedBackSize(size)), cornerNameWidth(area)));
  return chairs.every(
    (chair, i) =>
      taken.every((box) => !overlap(chair, box)) && chairs.every((other, j) => j <= i || !overlap(grown(chair, gap), other)),
  );
}

/** A chair with its name, from the middle of its face. */
export function chairBox({ x, y }: Point, size: number): Box {
  return { left: x - size / 2, right: x + size / 2, top: y - size / 2, bottom: y + size / 2 + nameHeight };
}

function boxAround({ x, y }: Point, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function widened(box: Box, width: number): Box {
  const more = Math.max(0, (width - (box.right - box.left)) / 2);
  return { ...box, left: box.left - more, right: box.right + more };
}

function grown({ left, top, right, bottom }: Box, gap: number): Box {
  return { left: left - gap, right: right + gap, top: top - gap / 2, bottom: bottom + gap / 2 };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function placeInCorner(area: Area, corner: Corner, size: number): Point {
  const beside = Math.max(size, cornerNameWidth(area)) / 2 + 4;
  const isLeft = corner === 'bottomLeft' || corner === 'topLeft';
  const isTop = corner === 'topLeft' || corner === 'topRight';
  return {
    x: Math.round(isLeft ? beside : area.width - beside),
    y: Math.round(isTop ? size / 2 : area.height - nameHeight - size / 2),
  };
}

/** The corner nearest to where the chair stood. */
export function nearestCorner(area: Area, from: Point): Corner {
  const isLeft = from.x < area.width / 2;
  if (from.y < area.height * 0.36) return isLeft ? 'topLeft' : 'topRight';
  return isLeft ? 'bottomLeft' : 'bottomRight';
}
