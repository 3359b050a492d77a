// [R4.7] [R10.3] What the page does about what arrives, seen from the browser's statistics: silence is told and another path asked for, pictures give
// way to voices; where a browser counts nothing, nothing is told and nothing done.
import { ConnectionState, type RemoteTrackPublication, type Room } from 'livekit-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SoundWatch } from '../../client/src/media/sound-watch.ts';
import type { Allowance } from '../../client/src/media/voice-first.ts';

type Counts = Readonly<Record<string, number>>;

let watch: SoundWatch;
let told: { unheard: ReadonlySet<string>; isDeaf: boolean }[];
let allowances: Allowance[];
let paths: number;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  allowances = [];
  paths = 0;
});

afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

const publication = (trackSid: string, counts: () => Counts) =>
  ({
    trackSid,
    isDesired: true,
    setSubscribed: () => {},
    track: { getRTCStatsReport: async () => new Map([['in', { type: 'inbound-rtp', timestamp: performance.now(), ...counts() }]]) },
  }) as unknown as RemoteTrackPublication;

/** Twenty seconds, of which `voice` and `picture` say what the browser has counted at each moment. */
async function pass(voice: (ms: number) => Counts, picture: (ms: number) => Counts): Promise<void> {
  const since = performance.now();
  const at = (count: (ms: number) => Counts) => () => count(performance.now() - since);
  watch = new SoundWatch({ state: ConnectionState.Connected } as Room, {
    expected: () => [{ personId: 'ben', publication: publication('voice', at(voice)) }],
    pictures: () => [publication('picture', at(picture))],
    limitPictures: (allowance) => void allowances.push(allowance),
    tell: (findings) => void told.push(findings),
    connectAgain: () => {},
    findAnotherPath: () => void paths++,
  });
  await vi.advanceTimersByTimeAsync(20_000);
}

const isLimited = (allowance: Allowance) => allowance !== 'all';

test('what flows is left alone', async () => {
  const flows = (ms: number) => ({ packetsReceived: ms / 20, packetsLost: 0 });
  await pass(flows, flows);
  expect(told.length).toBeGreaterThan(20);
  expect(told.some(({ isDeaf, unheard }) => isDeaf || unheard.size > 0)).toBe(false);
  expect(allowances.some(isLimited)).toBe(false);
  expect(paths).toBe(0);
});

test('when nothing comes any more that is reported, and another path is asked for', async () => {
  const ends = (ms: number) => ({ packetsReceived: Math.min(ms, 5000) / 20 });
  await pass(ends, ends);
  expect(told.at(-1)).toMatchObject({ isDeaf: true, unheard: new Set(['ben']) });
  expect(paths).toBeGreaterThan(0);
  expect(allowances.some(isLimited)).toBe(false);
});

test('when much is lost pictures give way', async () => {
  const full = (ms: number) => ({ packetsReceived: ms / 40, packetsLost: ms / 40 });
  await pass(full, full);
  expect(allowances.some(isLimited)).toBe(true);
  expect(told.some(({ isDeaf }) => isDeaf)).toBe(false);
});

test('in a browser that counts no packets no silence is reported', async () => {
  await pass(
    () => ({}),
    () => ({}),
  );
  expect(told.length).toBeGreaterThan(20);
  expect(told.some(({ isDeaf, unheard }) => isDeaf || unheard.size > 0)).toBe(false);
  expect(paths).toBe(0);
});
