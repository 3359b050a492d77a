// What a tab remembers for a seat: its name, that it was in, what was open; each seat for itself, and not for long.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SeatMemory } from '../../client/src/connection/seat-memory.ts';
import { isTakenElsewhere } from '../../client/src/connection/tab-name.ts';

const minute = 60_000;
const free = async () => false;
const taken = async () => true;
let kept: Map<string, string>;
const memory = (seat = 'seat-dee') =>
  new SeatMemory(seat, { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) });

beforeEach(() => {
  kept = new Map();
});

test('[R6.5] a tab keeps its name when its page is loaded again', async () => {
  const device = await memory().device(free);
  expect(device).toMatch(/^[0-9a-f]{32}$/);
  expect(await memory().device(free)).toBe(device);
});

test('[R6.5] a copied tab takes another name and forgets that the first was in', async () => {
  const device = await memory().device(free);
  memory().isIn(0);
  expect(await memory().device(taken)).not.toBe(device);
  expect(memory().wasIn(1)).toBe(false);
});

test('several people’s tabs in one browser never meet', async () => {
  expect(await memory('seat-dee').device(free)).not.toBe(await memory('seat-ben').device(free));
  memory('seat-dee').isIn(0);
  expect(memory('seat-ben').wasIn(1)).toBe(false);
});

test('being in is remembered over a reload, not over a break', () => {
  memory().isIn(10 * minute);
  expect(memory().wasIn(11 * minute)).toBe(true);
  expect(memory().wasIn(12 * minute)).toBe(false);
  memory().isIn(null);
  expect(memory().wasIn(10 * minute)).toBe(false);
});

test('wishes are kept beside the rest', async () => {
  const device = await memory().device(free);
  memory().isIn(0);
  const intents = { microphone: true, camera: false, microphoneReturns: false, cameraReturns: true };
  memory().keepIntents(intents);
  memory().isIn(null);
  expect(memory().intents()).toEqual(intents);
  expect(await memory().device(free)).toBe(device);
});

test('a damaged memory counts as none', async () => {
  kept.set('balint-room.seat-dee', '"nonsense');
  expect(memory().wasIn(0 + 1000 * minute)).toBe(false);
  expect(await memory().device(free)).toHaveLength(32);
});

/** Web Locks as a browser has them: one holder, the others in a line; `letGo` is what leaving a page does. Some lose the word to stop waiting. */
function locksOfABrowser({ losesAborts = false } = {}) {
  const lines = new Map<string, { signal: AbortSignal | undefined; grant: () => void; end: () => void }[]>();
  const next = (name: string) => {
    const line = lines.get(name) ?? [];
    while (line[0]?.signal?.aborted) line.shift();
    line[0]?.grant();
  };
  const letGo = (name: string) => {
    lines.get(name)?.shift()?.end();
    next(name);
  };
  const request = (name: string, { signal: given }: { signal?: AbortSignal }, held: () => Promise<never> | null) =>
    new Promise<void>((end, failed) => {
      const signal = losesAborts ? undefined : given;
      const line = lines.get(name) ?? [];
      lines.set(name, line);
      line.push({ signal, end, grant: () => held() ?? letGo(name) });
      signal?.addEventListener('abort', () => failed(signal.reason));
      if (line.length === 1) next(name);
    });
  return { locks: { request }, letGo };
}

describe('whether another page has this tab’s name', () => {
  const browser = locksOfABrowser();
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('navigator', { locks: browser.locks });
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const late = new AbortController();
      setTimeout(() => late.abort(), ms);
      return late.signal;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  /** A page of before that was left and has not let go yet: it answers nobody. */
  const leftPage = (device: string) => void browser.locks.request(`balint-room.${device}`, {}, () => new Promise<never>(() => {}));

  test('[R5.2] the page before a reload may let go late: nobody has it, however busy the machine is', async () => {
    leftPage('slow');
    const isTaken = isTakenElsewhere('slow');
    await vi.advanceTimersByTimeAsync(5000);
    browser.letGo('balint-room.slow');
    expect(await isTaken).toBe(false);
  });

  test('[R6.5] a living page says so at once', async () => {
    expect(await isTakenElsewhere('copied')).toBe(false);
    expect(await isTakenElsewhere('copied')).toBe(true);
    expect(await isTakenElsewhere('copied'), 'and to the next').toBe(true);
  });

  test('[R6.5] a copied tab is found out in a browser that lets it wait on, and does not take the name when the first page is loaded again', async () => {
    const lossy = locksOfABrowser({ losesAborts: true });
    vi.stubGlobal('navigator', { locks: lossy.locks });
    expect(await isTakenElsewhere('lost')).toBe(false);
    expect(await isTakenElsewhere('lost')).toBe(true);
    lossy.letGo('balint-room.lost');
    expect(await isTakenElsewhere('lost')).toBe(false);
  });

  test('[R6.5] a page that neither answers nor lets go is there', async () => {
    leftPage('stuck');
    const isTaken = isTakenElsewhere('stuck');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await isTaken).toBe(true);
  });
});
