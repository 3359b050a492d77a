// [R3.7] Sound that arrives though it may not: said while it grows, and only then.
import { expect, test } from 'vitest';
import { SilenceWitness } from '../../client/src/media/silence-witness.ts';
import type { View } from '../../shared/ritual/view.ts';
import { chair, roomView } from './support/views.ts';

const speaking = roomView(1);
const silent = roomView(2, { chairs: [chair('ann'), chair('ben', { mayBeHeard: false, state: 'steppedBack' }), chair('dee')] });

type Tracks = Record<string, (t: number) => number>;
/** When the newest packet that is counted at millisecond t came; null: not told. */
type Newest = (t: number) => number | null;

/** Looks every 500 ms for five seconds while each track of Ben has `packets(t)` packets at millisecond t; `views` says when a view came. */
function watch(
  tracks: Tracks,
  views: Record<number, View | null> = { 0: speaking, 100: silent },
  personId = 'ben',
  newest: Newest = () => null,
): number[] {
  const witness = new SilenceWitness();
  const said: number[] = [];
  for (let t = 0; t <= 5000; t += 50) {
    const view = views[t];
    if (view !== undefined) witness.viewed(view, t);
    if (t % 500 !== 0) continue;
    const at = newest(t);
    const quietMs = at === null ? null : t - at;
    const arrivals = Object.entries(tracks).map(([sid, packets]) => ({ personId, sid, packets: packets(t), quietMs }));
    if (witness.look(arrivals, t).length > 0) said.push(t);
  }
  return said;
}

const flowing = (t: number) => t / 20;
const stopsAt = (end: number) => (t: number) => Math.min(t, end) / 20;
const beginsAt = (start: number) => (t: number) => Math.max(0, t - start) / 20;

test('sound that flows on is reported once a second', () => {
  expect(watch({ a: flowing })).toEqual([1500, 2500, 3500, 4500]);
});

test('packets that were under way are not reported', () => {
  expect(watch({ a: stopsAt(600) })).toEqual([]);
});

test('earlier packets that a browser counts late are not reported; later ones are', () => {
  const late = (t: number) => Math.max(0, t - 2000);
  const usual = { 0: speaking, 100: silent };
  expect(watch({ a: (t) => stopsAt(400)(late(t)) }, usual, 'ben', (t) => Math.min(late(t), 400))).toEqual([]);
  expect(watch({ a: (t) => stopsAt(3000)(late(t)) }, usual, 'ben', (t) => Math.min(late(t), 3000))).toEqual([3000, 4000, 5000]);
});

test('earlier packets are not reported when a track gets no new ones', () => {
  expect(watch({ a: () => 5000 })).toEqual([]);
});

test('a track that appears in the middle of the silence is reported, whatever others do', () => {
  expect(watch({ a: stopsAt(100), b: beginsAt(2000) })).toEqual([2500, 3500, 4500]);
});

test('a count that falls and comes back is no new sound', () => {
  expect(watch({ a: (t) => (t === 2000 ? 0 : 80) })).toEqual([]);
});

test('nobody who may be heard is ever reported, nor oneself, nor somebody without a chair', () => {
  expect(watch({ a: flowing }, { 0: speaking })).toEqual([]);
  expect(watch({ a: flowing }, { 0: silent }, 'ann')).toEqual([]);
  expect(watch({ a: flowing }, { 0: silent }, 'eve')).toEqual([]);
  const heldMyself = roomView(2, { chairs: [chair('dee', { mayBeHeard: false })] });
  expect(watch({ a: flowing }, { 0: heldMyself }, 'dee')).toEqual([]);
});

test('another view of the same silence does not start over', () => {
  const views = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [n * 200, { ...silent, version: n }]));
  expect(watch({ a: flowing }, views)).toEqual([1000, 2000, 3000, 4000, 5000]);
});

test('an interrupted silence waits again for what is under way', () => {
  expect(watch({ a: stopsAt(2400) }, { 0: silent, 1800: speaking, 1900: silent })).toEqual([1000]);
});

test('with a view that cannot be relied on nothing is reported', () => {
  expect(watch({ a: flowing }, { 0: silent, 1800: null })).toEqual([1000]);
});
