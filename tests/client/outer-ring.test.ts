// Where the outer circle sits (R5.6): on every screen all of both circles are seen, nobody upon anybody, and the order is the one of all.
import { describe, expect, test } from 'vitest';
import { type Box, centreBox, chairBox, overlap, ringFor } from '../../client/src/room/circle-geometry.ts';
import { outerRing } from '../../client/src/room/outer-ring.ts';
import { seatOrder } from '../../client/src/room/seat-order.ts';
import type { Chair } from '../../shared/ritual/view.ts';
import { roomView } from './support/views.ts';

/** What a room leaves to the circle at 1366x768, 1920x1080, 1024x768 and on phones, upright and lying. */
const areas = [
  { width: 1318, height: 548, face: 68 },
  { width: 1872, height: 860, face: 96 },
  { width: 976, height: 548, face: 56 },
  { width: 374, height: 590, face: 46 },
  { width: 344, height: 500, face: 40 },
  { width: 812, height: 240, face: 40 },
];

function boxes(
  area: { width: number; height: number },
  inner: number,
  outer: number,
): { chairs: Box[]; face: number; isInnerLarger: boolean; words: Box } {
  const ring = outerRing(area, outer);
  const within = ringFor({ area: ring.inner, count: inner, fromWithin: true, corner: null });
  const [dx, dy] = [(area.width - ring.inner.width) / 2, (area.height - ring.inner.height) / 2];
  const words = centreBox(ring.inner);
  const [x, y] = [area.width / 2, area.height / 2];
  return {
    chairs: [
      ...within.places.map((place) => chairBox({ x: place.x + dx, y: place.y + dy }, within.size)),
      ...ring.places.map((place) => chairBox(place, ring.size)),
    ],
    face: Math.min(ring.size, within.size),
    isInnerLarger: within.size >= ring.size,
    words: { left: x - words.width / 2, right: x + words.width / 2, top: y - words.height / 2, bottom: y + words.height / 2 },
  };
}

describe('[R5.6] the outer circle', () => {
  for (const { face: least, ...area } of areas) {
    test(`and the inner one fit ${area.width}x${area.height}, up to twelve each, without overlap`, () => {
      for (const [inner, outer] of [
        [7, 6],
        [7, 7],
        [8, 8],
        [9, 7],
        [8, 16],
        [10, 10],
        [12, 12],
        [8, 1],
        [8, 2],
        [8, 5],
      ] as const) {
        const { chairs, face, isInnerLarger, words } = boxes(area, inner, outer);
        expect(chairs).toHaveLength(inner + outer);
        for (const [i, chair] of chairs.entries()) {
          const where = `${inner} and ${outer}: chair ${i}`;
          expect(chair.left, where).toBeGreaterThanOrEqual(0);
          expect(chair.right, where).toBeLessThanOrEqual(area.width);
          expect(chair.top, where).toBeGreaterThanOrEqual(-1);
          expect(chair.bottom, where).toBeLessThanOrEqual(area.height + 1);
          expect(overlap(chair, words), `${where} covers the words`).toBe(false);
          for (const [j, other] of chairs.entries()) if (j > i) expect(overlap(chair, other), `${where} and ${j}`).toBe(false);
        }
        if (inner <= 8) expect(isInnerLarger, `${inner} and ${outer}: the inner circle has the larger faces`).toBe(true);
        if (inner <= 8 && outer <= 8) expect(face, `${inner} and ${outer}: smallest face`).toBeGreaterThanOrEqual(least);
      }
    });
  }

  test('goes around: from below on the left, up, and down on the right', () => {
    const { places } = outerRing({ width: 1318, height: 548 }, 6);
    const [first, , third, fourth, , last] = places;
    expect(first!.y).toBeGreaterThan(third!.y);
    expect(first!.x).toBeLessThan(fourth!.x);
    expect(last!.y).toBeGreaterThan(fourth!.y);
  });

  test('is nothing at all where there is one circle', () => {
    expect(outerRing({ width: 1318, height: 548 }, 0)).toEqual({ places: [], size: 0, inner: { width: 1318, height: 548 } });
  });
});

describe('[R5.1] the order of two circles', () => {
  const chair = (personId: string, circle?: 'outer'): Chair => ({
    ...{ personId, name: personId, role: 'member', state: 'present', mayBeHeard: true, mayBeSeen: true },
    ...(circle && { circle }),
  });
  const chairs = [chair('a'), chair('b', 'outer'), chair('c'), chair('d', 'outer'), chair('e')];
  const seenBy = (personId: string) => seatOrder({ ...roomView(1), chairs, me: { ...roomView(1).me, personId } });
  const names = (of: readonly Chair[]) => of.map(({ personId }) => personId).join('');

  test('is everybody’s own first, in the circle where they sit, and the same cycle for all', () => {
    expect([names(seenBy('c').ring), names(seenBy('c').outer), seenBy('c').hasOwnChair]).toEqual(['cea', 'db', true]);
    expect([names(seenBy('d').ring), names(seenBy('d').outer), seenBy('d').hasOwnChair]).toEqual(['eac', 'db', false]);
    expect([names(seenBy('a').ring), names(seenBy('a').outer)]).toEqual(['ace', 'bd']);
  });
});
