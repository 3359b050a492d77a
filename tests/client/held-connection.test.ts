// A media connection without signalling is kept only while sound flows on it and every answer at the door says that no server can take an act.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HeldConnection } from '../../client/src/media/held-connection.ts';

let isAlive: boolean;
let status: number | null;
let connection: HeldConnection;

beforeEach(() => {
  vi.useFakeTimers();
  isAlive = true;
  status = 503;
  connection = new HeldConnection({ isAlive: () => isAlive, ask: async () => status });
});

afterEach(() => {
  connection.stop();
  vi.useRealTimers();
});

test('a connection whose signalling is up is not held', () => {
  connection.follow(false);
  expect(connection.isHeld).toBe(false);
});

test('it is held for as long as no server can write', async () => {
  connection.follow(true);
  expect(connection.isHeld).toBe(true);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(connection.isHeld).toBe(true);
});

test('the first server that can write ends it, whatever others say later', async () => {
  connection.follow(true);
  await vi.advanceTimersByTimeAsync(30_000);
  status = 200;
  await vi.advanceTimersByTimeAsync(1000);
  expect(connection.isHeld).toBe(false);
  status = 503;
  await vi.advanceTimersByTimeAsync(5000);
  expect(connection.isHeld).toBe(false);
});

test('without any answer it is held for seven seconds', async () => {
  status = null;
  connection.follow(true);
  await vi.advanceTimersByTimeAsync(6900);
  expect(connection.isHeld).toBe(true);
  await vi.advanceTimersByTimeAsync(200);
  expect(connection.isHeld).toBe(false);
});

test('it is not held when nothing arrives any more', () => {
  connection.follow(true);
  isAlive = false;
  expect(connection.isHeld).toBe(false);
});

test('an answer to an earlier loss says nothing of a later one', async () => {
  let answer = (_status: number) => {};
  const slow = new HeldConnection({ isAlive: () => true, ask: () => new Promise((resolve) => (answer = resolve)) });
  slow.follow(true);
  const late = answer;
  slow.follow(false);
  await vi.advanceTimersByTimeAsync(10);
  slow.follow(true);
  late(200);
  await vi.advanceTimersByTimeAsync(10);
  expect(slow.isHeld).toBe(true);
  slow.stop();
});
