// A frozen picture is told by whichever counter a browser has; without any, no picture is taken for frozen.
import { expect, test } from 'vitest';
import { type Frames, FrameWatch } from '../../client/src/media/frame-watch.ts';

/** What is thought of it at each second, from the counts at each. */
function seen(counts: readonly Frames[]): boolean[] {
  const watch = new FrameWatch(0);
  return counts.map((frames, second) => watch.isMoving(frames, second * 1000));
}

const seconds = [...Array(8).keys()];

test('[R8.4] frames that stop being drawn are reported after three seconds, and so is their return', () => {
  const counts = [0, 24, 48, 48, 48, 48, 49].map((drawn) => ({ drawn, decoded: 7 }));
  expect(seen(counts)).toEqual([true, true, true, true, true, false, true]);
});

test('[R8.4] where drawn frames are not counted, decoded ones are', () => {
  expect(seen(seconds.map((second) => ({ drawn: 0, decoded: second * 24 })))).not.toContain(false);
  expect(seen(seconds.map(() => ({ drawn: 0, decoded: 24 })))).toEqual([true, true, true, false, false, false, false, false]);
});

test('[R8.4] a picture of which no frame ever came is still', () => {
  expect(seen(seconds.map(() => ({ drawn: 0, decoded: 0 }))).at(-1)).toBe(false);
});

test('[R8.4] without any counter a picture counts as moving', () => {
  expect(seen(seconds.map(() => ({ drawn: 0, decoded: null })))).not.toContain(false);
});

test('a picture that was hidden is not reported as frozen when it is shown again', () => {
  const watch = new FrameWatch(0);
  watch.isMoving({ drawn: 5, decoded: null }, 1000);
  watch.rest(60_000);
  expect(watch.isMoving({ drawn: 5, decoded: null }, 61_000)).toBe(true);
  expect(watch.isMoving({ drawn: 5, decoded: null }, 64_000)).toBe(false);
});
