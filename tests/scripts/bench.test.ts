// What benchmarks calculate: percentiles, targets against a floor, and the leak of a voice from dated frames.
import { describe, expect, test } from 'vitest';
import type { Frame } from '../bench/ear.ts';
import { figureOf, spreadOf } from '../bench/figure.ts';
import { heardOnMs, leakMs, mouthToEar, spokenMoments } from '../bench/leak.ts';

const named = { id: 'x', says: 'x', unit: 'ms' } as const;
const upTo = (most: number) => Array.from({ length: most }, (_, i) => i + 1);

describe('figures', () => {
  test('percentiles are by nearest rank, in any order of samples', () => {
    expect(spreadOf(upTo(200).reverse())).toEqual({ p50: 100, p95: 190, max: 200 });
    expect(spreadOf([7])).toEqual({ p50: 7, p95: 7, max: 7 });
  });

  test('a target is judged at its percentile, against the floor of the same run', () => {
    const judged = (floor: number[]) => figureOf(named, upTo(100), { at: 'p50', floor, most: (bare) => 1.25 * bare });
    expect(judged([40])).toMatchObject({ floor: 40, ratio: 1.25, target: 50, met: true });
    expect(judged([39])).toMatchObject({ target: 48.8, met: false });
  });

  test('no samples meet no target, and what has no target is not judged', () => {
    expect(figureOf(named, [], { at: 'max', most: () => 0 }).met).toBe(false);
    expect(figureOf(named, [1], { at: 'p95', floor: [], most: () => 20 }).met).toBe(false);
    expect(figureOf(named, [1]).met).toBeNull();
  });
});

describe('the leak of a voice', () => {
  const delay = 80;
  const act = 10_000;
  /** A voice that is spoken until `end`, in steps of 20 ms, heard `delay` later in frames of 10 ms. */
  const voiceUntil = (end: number): Frame[] => {
    const frames: Frame[] = [];
    for (let slot = act - 1000; slot < end; slot += 20) frames.push([slot + delay, slot], [slot + delay + 10, slot]);
    return frames;
  };

  test('is zero when everything heard was spoken before the act, however late it is heard', () => {
    const frames = voiceUntil(act);
    expect(mouthToEar(frames, act)).toBe(delay);
    expect(frames.at(-1)?.[0]).toBeGreaterThan(act);
    expect(leakMs(frames, act, delay)).toBe(0);
    expect(heardOnMs(frames, act)).toBe(delay - 10);
  });

  test('is the age of the last word after the act, and only what a gate lets through counts', () => {
    const frames = voiceUntil(act + 120);
    expect(leakMs(frames, act, delay)).toBe(100);
    expect(leakMs(frames, act, delay, (ms) => ms < act + delay + 35)).toBe(20);
    expect(leakMs(frames, act, delay, () => false)).toBe(0);
  });

  test('a misread fading end is dated no later than it could have been spoken', () => {
    expect(spokenMoments([[act + 90, act + 80]], delay)).toEqual([{ heardAt: act + 90, spokenAt: act + 10 }]);
    expect(spokenMoments([[act + 90, null]], delay)).toEqual([]);
  });

  test('too little voice before the act tells nothing', () => {
    expect(mouthToEar(voiceUntil(act - 300), act)).toBeNull();
  });
});
