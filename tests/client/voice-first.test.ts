// [R10.3] On a connection that is too narrow the pictures give way at the first sign, come back one after another, and what does not fit waits longer each time.
import { expect, test } from 'vitest';
import { type Allowance, type Arriving, VoiceFirst } from '../../client/src/media/voice-first.ts';

const everyMs = 500;
const pictureCount = 3;
/** What half a second brings: of one voice, and of each picture that may come. */
const voicePackets = 25;
const picturePackets = 20;

interface Connection {
  /** How many pictures it carries beside the voices. */
  readonly carries: (t: number) => number;
  /** Share of the voice that comes too late to be heard, on a connection that loses nothing. */
  readonly late?: number;
  /** Share of everything that a connection loses which is full. */
  readonly loses?: number;
  readonly lookedAt?: (t: number) => number;
  /** The browser counts neither losses nor what it makes up. */
  readonly isMute?: boolean;
}

/** Answers the allowance after each look. */
function watch(ms: number, { carries, late, loses = 0.5, lookedAt = (t) => t, isMute }: Connection): Map<number, Allowance> {
  const voiceFirst = new VoiceFirst();
  const found = new Map<number, Allowance>();
  const voice = { sid: 'voice', packets: 0, lost: 0, samples: 0, madeUp: 0 };
  const picture = { sid: 'picture', packets: 0, lost: 0, samples: 0, madeUp: 0 };
  let allowance: Allowance = 'all';
  for (let t = 0; t <= ms; t += everyMs) {
    const sent = allowance === 'all' ? pictureCount : Math.min(pictureCount, allowance.count);
    const isFull = sent > carries(t);
    const share = isFull && late === undefined ? loses : 0;
    voice.packets += voicePackets * (1 - share);
    picture.packets += picturePackets * sent * (1 - share);
    if (!isMute) {
      voice.lost += voicePackets * share;
      picture.lost += picturePackets * sent * share;
      voice.samples += 24_000;
      voice.madeUp += isFull ? 24_000 * (late ?? share) : 0;
    }
    const arriving: Arriving[] = [{ ...voice }, { ...picture }];
    allowance = voiceFirst.look(arriving, pictureCount, lookedAt(t));
    found.set(t, allowance);
  }
  return found;
}

const wide = () => pictureCount;
const firstWith = (found: Map<number, Allowance>, is: (allowance: Allowance) => boolean, from = 0) =>
  [...found].find(([t, allowance]) => t >= from && is(allowance))?.[0] ?? null;
const isLimited = (allowance: Allowance) => allowance !== 'all';
const shows = (count: number) => (allowance: Allowance) => allowance !== 'all' && allowance.count === count;

test('a wide connection keeps every picture', () => {
  expect(firstWith(watch(60_000, { carries: wide }), isLimited)).toBeNull();
});

test('a connection that becomes too narrow costs every picture at the first look, and brings them back step by step once it is wide', () => {
  const found = watch(60_000, { carries: (t) => (t >= 5000 && t < 9000 ? 0 : pictureCount) });
  expect(firstWith(found, shows(0))).toBe(5000);
  const back = [1, 2, 3].map((count) => firstWith(found, shows(count)) ?? Number.NaN);
  expect(back).toEqual([...back].sort((a, b) => a - b));
  expect(firstWith(found, (allowance) => allowance === 'all', back[2])).toBeGreaterThan(back[2] ?? 0);
  expect(firstWith(found, isLimited, 40_000)).toBeNull();
});

test('what does not fit is tried ever more rarely, because each try can be heard', () => {
  const found = watch(600_000, { carries: () => 0 });
  const tries = [...found]
    .filter(([t, allowance]) => shows(1)(allowance) && !shows(1)(found.get(t - everyMs) ?? 'all'))
    .map(([t]) => t);
  const pauses = tries.slice(1).map((t, n) => t - (tries[n] ?? 0));
  expect(tries.length).toBeGreaterThan(2);
  expect(tries.length).toBeLessThan(10);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(pauses.at(-1)).toBeGreaterThanOrEqual(120_000);
});

test('a connection that carries one picture keeps it while another is tried', () => {
  const found = watch(300_000, { carries: () => 1 });
  const firstBack = firstWith(found, shows(1)) ?? Number.NaN;
  expect(firstWith(found, shows(0), firstBack)).toBeNull();
});

test('a connection that only delays is full as well, once a voice has been made up twice', () => {
  const found = watch(20_000, { carries: (t) => (t >= 5000 ? 0 : pictureCount), late: 0.4 });
  expect(firstWith(found, isLimited)).toBe(5500);
});

test('a little random loss costs no picture', () => {
  const voiceFirst = new VoiceFirst();
  for (let n = 0; n < 200; n++) {
    const voice = { sid: 'voice', packets: 25 * n, lost: n, samples: 24_000 * n, madeUp: 500 * n };
    expect(voiceFirst.look([voice], 1, n * everyMs)).toBe('all');
  }
});

test('a connection that was cut for a moment costs no picture for what was lost meanwhile', () => {
  const voiceFirst = new VoiceFirst();
  const at = (n: number) => {
    const came = n <= 10 ? n : Math.max(10, n - 3);
    return { sid: 'voice', packets: 25 * came, lost: 25 * (n >= 14 ? 3 : 0), samples: 0, madeUp: 0 };
  };
  for (let n = 0; n < 40; n++) expect(voiceFirst.look([at(n)], 1, n * everyMs), `look ${n}`).toBe('all');
});

test('a busy machine, on which looks come late, is not taken for a narrow connection unless very much is lost', () => {
  const busy = { carries: () => 0, lookedAt: (t: number) => t * 3 };
  expect(firstWith(watch(60_000, { ...busy, loses: 0.15 }), isLimited)).toBeNull();
  expect(firstWith(watch(60_000, { ...busy, late: 0.4 }), isLimited)).toBeNull();
  expect(firstWith(watch(60_000, { ...busy, loses: 0.4 }), isLimited)).toBe(everyMs);
});

test('a browser without these counters keeps every picture', () => {
  expect(firstWith(watch(60_000, { carries: () => 0, isMute: true }), isLimited)).toBeNull();
});

test('a new connection, which counts from nothing, is no loss', () => {
  const voiceFirst = new VoiceFirst();
  voiceFirst.look([{ sid: 'voice', packets: 5000, lost: 10, samples: 0, madeUp: 0 }], 1, 0);
  expect(voiceFirst.look([{ sid: 'voice', packets: 10, lost: 0, samples: 0, madeUp: 0 }], 1, 500)).toBe('all');
  expect(voiceFirst.look([{ sid: 'voice', packets: 20, lost: 0, samples: 0, madeUp: 0 }], 1, 1000)).toBe('all');
});
