// What a tab remembers for a seat: its name, that it was in, what was open; each seat for itself, and not for long.
import { beforeEach, expect, test } from 'vitest';
import { SeatMemory } from '../../client/src/connection/seat-memory.ts';

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
