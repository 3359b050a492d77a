// Servers that are renewed while pages stay open: the connection moves without a sign on the page, and versions that do not fit each other part in peace.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionState } from '../../client/src/connection/connection-state.ts';
import { RetryRhythm } from '../../client/src/connection/retry-rhythm.ts';
import { RoomConnection } from '../../client/src/connection/room-connection.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { doorstep, type SmallServer, startSmallServer } from './support/small-server.ts';
import { roomView } from './support/views.ts';

let server: SmallServer;
let connection: RoomConnection | undefined;

beforeEach(async () => {
  server = await startSmallServer();
});

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  connection?.close();
  await server.close();
});

function connect(): RoomConnection {
  const made = new RoomConnection({ seat: 'seat-dee', device: 'tab-1', url: server.url });
  connection = made;
  made.open();
  return made;
}

function until(connection: RoomConnection, holds: (state: ConnectionState) => boolean): Promise<ConnectionState> {
  const look = () => {
    const state = connection.snapshot();
    expect(holds(state)).toBe(true);
    return state;
  };
  return vi.waitFor(look, { timeout: 60_000 });
}

function move(): void {
  for (const socket of server.sockets()) {
    socket.emit('moving');
    socket.disconnect(true);
  }
}

test('a server that moves its connections is left quietly: the room stays on screen as current, and the seat is taken again', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  const connection = connect();
  await until(connection, ({ view }) => view?.kind === 'room');
  const seen: ConnectionState[] = [];
  connection.subscribe(() => seen.push(connection.snapshot()));
  server.greet = (socket) => socket.emit('view', doorstep(1));
  server.answer = (message, socket) => {
    if (message.command.type === 'enter') socket.emit('view', roomView(2));
    return { ok: true, version: 2 };
  };
  move();
  await until(connection, () => seen.some(({ isOpen }) => !isOpen)); // it may be open again by now
  const { view } = await until(connection, (state) => state.isOpen && state.view?.version === 2);
  expect(view?.kind).toBe('room');
  for (const state of seen) expect(state).toMatchObject({ ending: null, isFresh: true, isReachable: true, view: { kind: 'room' } });
});

test('a moved connection is made anew at once, where a broken one waits a little first', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const attempt = vi.fn();
  const rhythm = new RetryRhythm({ attempt, abort: () => {}, knock: async () => true });
  rhythm.start();
  rhythm.succeeded();
  rhythm.failed();
  await vi.advanceTimersByTimeAsync(10);
  expect(attempt).toHaveBeenCalledTimes(1);
  rhythm.succeeded();
  rhythm.moved();
  await vi.advanceTimersByTimeAsync(10);
  expect(attempt).toHaveBeenCalledTimes(2);
  rhythm.stop();
});

test('a command under way while the server moves its connections is answered once, by the next server', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  const connection = connect();
  await until(connection, ({ view }) => view?.kind === 'room');
  server.answer = (message) => {
    if (server.told.length === 1) {
      move();
      return 'nothing';
    }
    return { ok: true, version: message.command.type === 'offerCase' ? 7 : 1 };
  };
  expect(await connection.perform({ type: 'offerCase' })).toEqual({ ok: true, version: 7 });
  expect(new Set(server.told.map(({ id }) => id)).size).toBe(1);
});

test('a page newer than the server waits for a renewed one instead of giving up', async () => {
  const asked: { protocol: unknown; at: number }[] = [];
  server.io.use((socket, next) => {
    asked.push({ protocol: socket.handshake.auth.protocol, at: performance.now() });
    next(asked.length === 1 ? new Error('server-older') : undefined);
  });
  const connection = connect();
  await vi.waitFor(() => expect(connection.snapshot().isOpen).toBe(true), { timeout: 60_000 });
  expect(connection.snapshot().ending).toBe(null);
  expect(asked.map(({ protocol }) => protocol)).toEqual([protocolVersion, protocolVersion]);
  expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0), 'it does not hammer').toBeGreaterThan(1900);
});

test('a page too old for the server ends its connection for good', async () => {
  server.refuses = 'wrong-protocol';
  const connection = connect();
  await until(connection, ({ ending }) => ending === 'wrong-protocol');
});
