// The connection to the media server: a fresh door for each fresh connection, tried for as long as it is wanted, and never two at once.
import { ConnectionState, type Room, RoomEvent } from 'livekit-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MediaConnection } from '../../client/src/media/media-connection.ts';
import { roomOptions } from '../../client/src/media/room-options.ts';

/** Stands in for LiveKit's room: it connects when the door is good, and says when the connection is gone. */
class LineDouble {
  state = ConnectionState.Disconnected;
  readonly addresses: string[] = [];
  isGood = (_address: string): boolean => true;
  readonly #calls = new Map<RoomEvent, () => void>();

  on(event: RoomEvent, call: () => void): void {
    this.#calls.set(event, call);
  }
  becomes(state: ConnectionState): void {
    this.state = state;
    this.#calls.get(RoomEvent.ConnectionStateChanged)?.();
  }
  async connect(address: string): Promise<void> {
    expect(this.state).toBe(ConnectionState.Disconnected);
    this.addresses.push(address);
    if (!this.isGood(address)) throw new Error('refused');
    this.state = ConnectionState.Connected;
  }
  async disconnect(): Promise<void> {
    if (this.state !== ConnectionState.Disconnected) this.breaks();
  }
  breaks(): void {
    this.state = ConnectionState.Disconnected;
    this.#calls.get(RoomEvent.Disconnected)?.();
  }
}

let room: LineDouble;
let doors: number;
let connection: MediaConnection;
let door: () => { path: string } | null;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', { origin: 'https://room.example' });
  room = new LineDouble();
  doors = 0;
  door = () => {
    doors += 1;
    return { path: `/media/${doors}` };
  };
  connection = new MediaConnection(room as unknown as Room, async () => door());
});

afterEach(() => {
  connection.want(false);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a broken connection is made anew through a fresh address', async () => {
  connection.want(true);
  await vi.advanceTimersByTimeAsync(10);
  room.breaks();
  await vi.advanceTimersByTimeAsync(1000);
  expect(room.addresses).toEqual(['wss://room.example/media/1', 'wss://room.example/media/2']);
});

test('refusals are tried again for ever, at least every few seconds', async () => {
  room.isGood = () => false;
  connection.want(true);
  await vi.advanceTimersByTimeAsync(20 * 60_000);
  expect(room.addresses.length).toBeGreaterThan(400);
  room.isGood = () => true;
  await vi.advanceTimersByTimeAsync(3000);
  expect(room.state).toBe(ConnectionState.Connected);
});

test('a refused address is asked for again as soon as there is a new reason', async () => {
  const open = door;
  door = () => null;
  connection.want(true);
  await vi.advanceTimersByTimeAsync(60_000);
  connection.expect({ isDown: false, canAsk: false });
  door = open;
  connection.expect({ isDown: false, canAsk: true });
  await vi.advanceTimersByTimeAsync(1);
  expect(room.state).toBe(ConnectionState.Connected);
});

test('while nobody is there nothing is tried, and at the first word that somebody is, the connection is made at once', async () => {
  connection.expect({ isDown: true, canAsk: true });
  connection.want(true);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(doors).toBe(0);
  connection.expect({ isDown: false, canAsk: true });
  await vi.advanceTimersByTimeAsync(1);
  expect(room.state).toBe(ConnectionState.Connected);
});

test('a broken connection is given up when nobody is there, an unbroken one is kept', async () => {
  connection.want(true);
  await vi.advanceTimersByTimeAsync(5000);
  connection.expect({ isDown: true, canAsk: true });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(room.state).toBe(ConnectionState.Connected);
  room.becomes(ConnectionState.SignalReconnecting);
  await vi.advanceTimersByTimeAsync(1);
  expect(room.state).toBe(ConnectionState.Disconnected);
  connection.expect({ isDown: false, canAsk: true });
  await vi.advanceTimersByTimeAsync(1);
  expect(room.addresses).toHaveLength(2);
});

test('a short break is for the library to mend; where it would join again by itself, a fresh address is faster', async () => {
  connection.want(true);
  await vi.advanceTimersByTimeAsync(5000);
  room.becomes(ConnectionState.SignalReconnecting);
  await vi.advanceTimersByTimeAsync(1000);
  expect(room.addresses).toHaveLength(1);
  room.becomes(ConnectionState.Reconnecting);
  await vi.advanceTimersByTimeAsync(1);
  expect(room.addresses).toEqual(['wss://room.example/media/1', 'wss://room.example/media/2']);
});

test('what is no longer wanted is given up at once and not made anew', async () => {
  connection.want(true);
  await vi.advanceTimersByTimeAsync(10);
  connection.want(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(room.state).toBe(ConnectionState.Disconnected);
  expect(room.addresses).toHaveLength(1);
});

test('off and on again at once leaves one connection', async () => {
  connection.want(true);
  await vi.advanceTimersByTimeAsync(10);
  connection.want(false);
  connection.want(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(room.state).toBe(ConnectionState.Connected);
});

test('the library gives up soon: it would try for ever to resume a stay that nobody knows any more', () => {
  const next = (retryCount: number, elapsedMs: number) =>
    roomOptions.reconnectPolicy?.nextRetryDelayInMs({ retryCount, elapsedMs });
  expect(next(0, 0)).toBeLessThan(500);
  expect(next(5, 2000)).toBeLessThan(1500);
  expect(next(9, 3500)).toBeNull();
});

test('a connection that carries nothing is given up only once another can be made, and not if it has come to life meanwhile', async () => {
  connection.want(true);
  await vi.advanceTimersByTimeAsync(3000);
  const good = door;
  door = () => null;
  await connection.renewWhileReachable(() => false);
  expect(room.state).toBe(ConnectionState.Connected);
  door = good;
  await connection.renewWhileReachable(() => true);
  await vi.advanceTimersByTimeAsync(0);
  expect(room.addresses).toHaveLength(1);
  await connection.renewWhileReachable(() => false);
  await vi.advanceTimersByTimeAsync(0);
  expect(room.addresses).toHaveLength(2);
  expect(room.state).toBe(ConnectionState.Connected);
});

test('a connection that carries sound without its signalling is not given up because the media server seems to be down', async () => {
  let isHeld = true;
  connection = new MediaConnection(
    room as unknown as Room,
    async () => door(),
    () => isHeld,
  );
  connection.want(true);
  await vi.advanceTimersByTimeAsync(3000);
  connection.expect({ isDown: true, canAsk: true });
  room.becomes(ConnectionState.SignalReconnecting);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(room.state).toBe(ConnectionState.SignalReconnecting);
  isHeld = false;
  connection.expect({ isDown: true, canAsk: true });
  expect(room.state).toBe(ConnectionState.Disconnected);
});
