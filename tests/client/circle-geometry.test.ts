// The circle's geometry at every size the room promises: nothing overlaps, nothing leaves the room, faces are large.
import { describe, expect, test } from 'vitest';
import {
  type Area,
  type Box,
  type Corner,
  centreBox,
  chairBox,
  nearestCorner,
  overlap,
  type Ring,
  ringFor,
  steppedBackSize,
} from '../../client/src/room/circle-geometry.ts';

/** Free areas, ms: window less header and own controls, or less the desk. */
const areas: Record<string, Area> = {
  '1366x768': { width: 1318, height: 660 },
  '1366x768 with desk': { width: 1318, height: 600 },
  '1920x1080': { width: 1872, height: 972 },
  '1920x1080 with desk': { width: 1872, height: 912 },
  '1024x768': { width: 976, height: 660 },
  '1024x768 with desk': { width: 976, height: 600 },
  '390x844': { width: 374, height: 740 },
  '390x844 with desk': { width: 374, height: 640 },
  '360x740': { width: 344, height: 636 },
  '360x740 with desk': { width: 344, height: 536 },
};
const counts = [4, 5, 6, 7, 8, 9, 10, 11, 12];
const corners: (Corner | null)[] = [null, 'bottomLeft', 'bottomRight', 'topLeft', 'topRight'];

function boxesOf(area: Area, ring: Ring): Box[] {
  const words = centreBox(area);
  const { x, y } = ring.centre;
  const centre = { left: x - words.width / 2, right: x + words.width / 2, top: y - words.height / 2, bottom: y + words.height / 2 };
  const chairs = ring.places.map((place) => chairBox(place, ring.size));
  const corner = ring.cornerPlace ? [chairBox(ring.cornerPlace, steppedBackSize(ring.size))] : [];
  return [centre, ...chairs, ...corner];
}

describe.each(Object.entries(areas))('[R5.1] the circle at %s', (_name, area) => {
  test.each(counts)('holds %i chairs without overlap, whoever has stepped back', (count) => {
    for (const corner of corners) {
      for (const fromWithin of [true, false]) {
        const ring = ringFor({ area, count: corner ? count - 1 : count, fromWithin, corner });
        const boxes = boxesOf(area, ring);
        for (const [i, box] of boxes.entries()) {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.top).toBeGreaterThanOrEqual(-1);
          expect(box.right).toBeLessThanOrEqual(area.width);
          expect(box.bottom).toBeLessThanOrEqual(area.height + 1);
          for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false);
        }
      }
    }
  });

  test('puts one’s own chair at bottom centre and mirrors left and right', () => {
    for (const count of counts) {
      const { places, centre } = ringFor({ area, count, fromWithin: true, corner: null });
      expect(places).toHaveLength(count);
      expect(places[0]?.x).toBe(centre.x);
      expect(Math.max(...places.map((place) => place.y))).toBe(places[0]?.y);
      expect((places[1]?.x ?? 0) + (places[count - 1]?.x ?? 0)).toBeCloseTo(2 * centre.x, -0.5);
      expect(places[1]?.x).toBeLessThan(centre.x);
    }
  });
});

describe('faces are as large as the ring allows', () => {
  test.each([
    ['1366x768', 8, 185],
    ['1366x768', 12, 150],
    ['1366x768 with desk', 12, 136],
    ['1920x1080', 12, 210],
    ['1024x768', 12, 112],
    ['390x844', 8, 96],
    ['390x844', 10, 80],
    ['360x740', 10, 72],
  ] as const)('%s with %i chairs: at least %i px', (name, count, atLeast) => {
    const area = areas[name] as Area;
    expect(ringFor({ area, count, fromWithin: true, corner: null }).size).toBeGreaterThanOrEqual(atLeast);
  });
});

describe('small circles', () => {
  test.each([1, 2, 3])('%i chairs stand clear', (count) => {
    const area = areas['1366x768'] as Area;
    const ring = ringFor({ area, count, fromWithin: true, corner: null });
    expect(ring.places).toHaveLength(count);
    expect(ring.size).toBeGreaterThan(150);
  });
});

describe('a few people', () => {
  test.each(Object.entries({ ...areas, '844x390': { width: 820, height: 272 } }))('at %s have large faces too', (_name, area) => {
    for (const [count, fromWithin] of [
      [2, true],
      [3, true],
      [2, false],
      [3, false],
      [4, true],
    ] as const) {
      const { size } = ringFor({ area, count, fromWithin, corner: null });
      expect(size, `${count}, ${fromWithin ? 'within' : 'outside'}`).toBeGreaterThanOrEqual(64);
    }
  });

  test('on a phone held sideways have no smaller faces than many', () => {
    const area = { width: 820, height: 272 };
    for (const corner of [null, 'bottomLeft'] as const)
      for (const count of counts) {
        const { size } = ringFor({ area, count, fromWithin: true, corner });
        expect(size, `${count}, ${corner}`).toBeGreaterThanOrEqual(64);
      }
  });
});

describe('[R5.1] on a small screen the circle goes around', () => {
  test.each([
    [{ width: 820, height: 300 }, 11],
    [{ width: 659, height: 290 }, 11],
  ])('%j with %i', (area, count) => {
    for (const fromWithin of [true, false]) {
      const { places, centre } = ringFor({ area, count, fromWithin, corner: fromWithin ? 'bottomRight' : 'bottomLeft' });
      const above = places.filter(({ y }) => y < centre.y - area.height / 6).length;
      const below = places.filter(({ y }) => y > centre.y + area.height / 6).length;
      expect(above - below, `${above} above, ${below} below`).toBeLessThanOrEqual(3);
      expect(below).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('the corner for the chair that has stepped back', () => {
  test('is the one nearest to where it stood', () => {
    const area = { width: 1000, height: 600 };
    expect(nearestCorner(area, { x: 900, y: 400 })).toBe('bottomRight');
    expect(nearestCorner(area, { x: 100, y: 100 })).toBe('topLeft');
    expect(nearestCorner(area, { x: 20, y: 300 })).toBe('bottomLeft');
  });
});

describe('[R5.1] on a phone', () => {
  test.each([
    ['360x740', { width: 344, height: 636 }, 64],
    ['360x740 with desk', { width: 344, height: 500 }, 56],
    ['844x390', { width: 820, height: 290 }, 64],
  ] as const)('at %s twelve people have faces, whoever has stepped back', (_name, area, least) => {
    for (const corner of corners) {
      for (const fromWithin of [true, false]) {
        const { size } = ringFor({ area, count: corner || !fromWithin ? 11 : 12, fromWithin, corner });
        expect(size, `${corner}, ${fromWithin ? 'within' : 'outside'}`).toBeGreaterThanOrEqual(least);
        expect(steppedBackSize(size), 'the one outside the circle').toBeGreaterThanOrEqual(56);
      }
    }
  });
});
