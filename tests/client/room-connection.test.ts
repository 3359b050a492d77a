// The connection against a real Socket.IO server: commands once, the newest view, staleness, the way back to the seat.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionState } from '../../client/src/connection/connection-state.ts';
import { RoomConnection } from '../../client/src/connection/room-connection.ts';
import { doorstep, type SmallServer, startSmallServer } from './support/small-server.ts';
import { chair, roomView } from './support/views.ts';

let server: SmallServer;
let connection: RoomConnection;

beforeEach(async () => {
  server = await startSmallServer();
});

afterEach(async () => {
  connection.close();
  await server.close();
});

function connect(
  options: { wasIn?: boolean; staleAfterMs?: number; giveUpAfterMs?: number; keepsActs?: boolean } = {},
): RoomConnection {
  connection = new RoomConnection({ seat: 'seat-dee', device: 'tab-1', url: server.url, ...options });
  connection.open();
  return connection;
}

const patience = { timeout: 60_000 };

function until(holds: (state: ConnectionState) => boolean): Promise<ConnectionState> {
  return vi.waitFor(() => {
    const state = connection.snapshot();
    expect(holds(state)).toBe(true);
    return state;
  }, patience);
}

const isIn = (state: ConnectionState) => state.view?.kind === 'room';
const enters = () => server.told.filter(({ command }) => command.type === 'enter');

test('a command whose reply was lost with the connection is sent again under its id, and settled once', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect();
  await until(isIn);
  let seen = 0;
  server.answer = (message) => {
    if (message.command.type !== 'offerCase') return { ok: true, version: 1 };
    seen += 1;
    if (seen > 1) return { ok: true, version: 2 };
    server.cut();
    return 'nothing';
  };
  const reply = await connection.perform({ type: 'offerCase' });
  expect(reply).toEqual({ ok: true, version: 2 });
  expect(server.told).toHaveLength(2);
  expect(server.done).toHaveLength(1);
});

test('a command that never gets a reply ends as unavailable', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  server.answer = () => 'nothing';
  connect({ giveUpAfterMs: 60 });
  await until(isIn);
  expect(await connection.perform({ type: 'offerCase' })).toEqual({ ok: false, trouble: 'unavailable' });
});

test('[R1.8] an act without a connection is answered at once, and never sent', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect();
  await until(isIn);
  server.isReady = false;
  server.cut();
  await until(({ isOpen }) => !isOpen);
  const asked = performance.now();
  expect(await connection.perform({ type: 'pause' })).toEqual({ ok: false, trouble: 'offline' });
  expect(await connection.whisper('leaders', 'one minute')).toEqual({ ok: false, trouble: 'offline' });
  expect(performance.now() - asked).toBeLessThan(2_000);
  server.isReady = true;
  await until(isIn);
  await until(({ isOpen }) => isOpen);
  expect(await connection.perform({ type: 'resume' })).toMatchObject({ ok: true });
  expect(server.told.map(({ command }) => command.type)).not.toContain('pause');
});

test('[R1.8] leaving without a connection is done when it is back, however long that took, unless they came back first', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect({ giveUpAfterMs: 1, keepsActs: true });
  await until(isIn);
  const told = () => server.told.map(({ command }) => command.type);
  const away = async () => {
    server.isReady = false;
    server.cut();
    await until(({ isOpen }) => !isOpen);
  };
  await away();
  const left = connection.leave();
  expect(await connection.perform({ type: 'enter', device: 'tab-1', replace: false })).toMatchObject({ ok: false });
  expect(await left).toMatchObject({ ok: false });
  const leftAgain = connection.leave();
  // Longer than anything else is asked for.
  expect(await connection.perform({ type: 'pause' })).toMatchObject({ ok: false });
  server.isReady = true;
  expect(await leftAgain).toMatchObject({ ok: true });
  expect(told()).toEqual(['leave']);
});

test('[R1.8] an act says until when it may be begun, two seconds from the press; entering is asked for until it is done', async () => {
  const at = Date.now() + 90_000; // the server's clock is not ours
  server.greet = (socket) => socket.emit('view', { ...roomView(1), serverNow: at });
  connect();
  await until(isIn);
  await connection.perform({ type: 'pause' });
  await connection.perform({ type: 'leave' });
  const [pause, leave] = server.told;
  expect(pause?.by).toBeGreaterThanOrEqual(at + 2_000);
  expect(pause?.by).toBeLessThan(at + 2_000 + 15_000);
  expect(leave?.by).toBeUndefined();
});

test('[R1.8] an act called late though it came at once shows that our idea of the time is wrong: the next one names no moment', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect();
  await until(isIn);
  server.answer = () => ({ ok: false, trouble: 'late' });
  expect(await connection.perform({ type: 'pause' })).toEqual({ ok: false, trouble: 'late' });
  await connection.perform({ type: 'resume' });
  expect(server.told.map(({ by }) => by === undefined)).toEqual([false, true]);
});

test('a server that cannot answer just now is asked again under the same id', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  server.answer = () => (server.told.length < 2 ? { ok: false, trouble: 'unavailable' } : { ok: true, version: 3 });
  connect();
  await until(isIn);
  expect(await connection.perform({ type: 'offerCase' })).toEqual({ ok: true, version: 3 });
  expect(new Set(server.told.map(({ id }) => id)).size).toBe(1);
});

test('the newest view wins; an older one is dropped', async () => {
  server.greet = (socket) => {
    socket.emit('view', roomView(7, { phase: 'associative' }));
    socket.emit('view', roomView(6, { phase: 'clarifying' }));
    socket.emit('media', 'up');
  };
  connect();
  const { view } = await until((state) => state.media === 'up');
  expect(view).toMatchObject({ version: 7, phase: 'associative' });
});

test('a new connection begins with what the server says, whatever its number', async () => {
  server.greet = (socket) => socket.emit('view', roomView(40));
  connect();
  await until((state) => state.view?.version === 40);
  server.greet = (socket) => socket.emit('view', roomView(2));
  server.cut();
  await until((state) => state.view?.version === 2);
});

test('a view goes stale when the connection stays away, and is fresh again with the next view', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect({ staleAfterMs: 30 });
  await until((state) => state.isFresh);
  server.greet = () => {};
  server.cut();
  const stale = await until((state) => !state.isFresh);
  expect(stale.view).toMatchObject({ kind: 'room' });
  await until((state) => state.isOpen);
  expect(connection.snapshot().isFresh).toBe(false);
  for (const socket of server.sockets()) socket.emit('view', roomView(2));
  await until((state) => state.isFresh);
});

test('opened once more while it is open, it takes nothing for lost', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect();
  await until(isIn);
  const [socket] = server.sockets();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  connection.open();
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  expect(connection.snapshot()).toMatchObject({ isFresh: true, isReachable: true, isRecent: true });
  expect(server.sockets()).toEqual([socket]);
});

test('a short break does not make the view stale', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect({ staleAfterMs: 60_000 });
  await until((state) => state.isFresh);
  const seen: boolean[] = [];
  connection.subscribe(() => seen.push(connection.snapshot().isFresh));
  server.cut();
  await until((state) => !state.isOpen);
  await until((state) => state.isOpen);
  expect(seen).not.toContain(false);
});

test('[R5.2] whoever was in takes the seat again after a lost connection, and sees the room all the while', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect();
  await until(isIn);
  const kinds = new Set<string | undefined>();
  connection.subscribe(() => kinds.add(connection.snapshot().view?.kind));
  server.greet = (socket) => socket.emit('view', doorstep(5));
  server.answer = (message, socket) => {
    if (message.command.type === 'enter') socket.emit('view', roomView(6));
    return { ok: true, version: 6 };
  };
  server.cut();
  await until((state) => !state.isOpen);
  await until((state) => state.view?.version === 6 && state.isOpen);
  await expect.poll(async () => (await connection.perform({ type: 'offerCase' })).ok).toBe(true);
  expect(server.told.map(({ command }) => command.type)).toEqual(['enter', 'offerCase']);
  expect(enters()[0]?.command).toEqual({ type: 'enter', device: 'tab-1', replace: false });
  expect(kinds).toEqual(new Set(['room']));
});

test('an entry made just before the connection broke is asked for again, not taken as done', async () => {
  connect();
  await until((state) => state.view !== null);
  let asked = 0;
  server.answer = (message, socket) => {
    if (message.command.type !== 'enter') return { ok: true, version: 1 };
    asked += 1;
    if (asked === 1) {
      server.greet = (next) => next.emit('view', doorstep(9));
      server.cut();
      return 'nothing';
    }
    if (asked === 2) return { ok: true, version: 1 };
    socket.emit('view', roomView(10));
    return { ok: true, version: 10 };
  };
  expect(await connection.enter(false)).toEqual({ ok: true, version: 10 });
  await until(isIn);
  expect(server.done).toHaveLength(2);
});

test('[R6.5] the way back is refused when another device has the seat; the doorstep says so', async () => {
  server.greet = (socket) => socket.emit('view', doorstep(5));
  server.answer = () => ({ ok: false, refusal: 'on-another-device' });
  connect({ wasIn: true });
  const state = await until(({ entryRefusal }) => entryRefusal !== null);
  expect(state.entryRefusal).toBe('on-another-device');
  expect(state.view?.kind).toBe('doorstep');
});

test('[R6.4] whoever was asked to step out is not brought back in by the connection', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect();
  await until(isIn);
  for (const socket of server.sockets()) socket.emit('view', doorstep(2, 'steppedOut'));
  await until((state) => state.view?.kind === 'doorstep');
  server.greet = (socket) => {
    socket.emit('view', doorstep(3));
    socket.emit('media', 'up');
  };
  server.cut();
  await until((state) => state.view?.version === 3 && state.media === 'up');
  await connection.perform({ type: 'leave' });
  expect(enters()).toHaveLength(0);
});

test('[R6.5] a goodbye ends the connection until the person takes the seat back', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect();
  await until(isIn);
  server.greet = (socket) => socket.emit('view', doorstep(4));
  for (const socket of server.sockets()) {
    socket.emit('goodbye', 'replaced');
    socket.disconnect(true);
  }
  await until((state) => state.ending === 'replaced' && !state.isOpen && !state.isFresh);
  expect(await connection.perform({ type: 'offerCase' })).toEqual({ ok: false, trouble: 'unavailable' });
  connection.takeBack();
  await expect.poll(() => enters()[0]?.command).toMatchObject({ type: 'enter', replace: true });
});

test('a refused session is the end; a server that cannot answer just now is tried again', async () => {
  let asked = 0;
  server.io.use((_socket, next) => {
    asked += 1;
    next(new Error(asked === 1 ? 'unavailable' : 'not-signed-in'));
  });
  connect();
  const state = await until(({ ending }) => ending !== null);
  expect(state.ending).toBe('not-signed-in');
  expect(asked).toBe(2);
});

test('[R7.1] a note told again after a break is kept once', async () => {
  const note = { to: 'leaders', text: 'two minutes more?', from: 'ann', at: 7 } as const;
  server.greet = (socket) => {
    socket.emit('view', roomView(1));
    socket.emit('whisper', note);
    socket.emit('media', 'up');
  };
  connect();
  await until((state) => state.media === 'up');
  server.cut();
  await until((state) => !state.isOpen);
  await until((state) => state.media === 'up');
  expect(connection.snapshot().notes).toEqual([note]);
});

test('[R3.4] [R2.5] a note to the presenter goes with the silence, and with a break that may have hidden its end', async () => {
  const mine = { to: 'presenter', text: 'stay as long as you like', from: 'ann', presenterId: 'dee', at: 7 } as const;
  const chairs = [chair('ann'), chair('dee', { state: 'steppedBack' })];
  const silent = (version: number) => roomView(version, { chairs, me: { case: 'steppedBack' } });
  server.greet = (socket) => {
    socket.emit('view', silent(1));
    socket.emit('whisper', mine);
  };
  connect();
  await until((state) => state.notes.length === 1);
  for (const socket of server.sockets()) socket.emit('view', silent(2));
  await until((state) => state.view?.version === 2);
  expect(connection.snapshot().notes).toEqual([mine]);
  for (const socket of server.sockets()) socket.emit('view', roomView(3, { chairs, me: { case: 'invitedBack' } }));
  await until((state) => state.view?.version === 3);
  expect(connection.snapshot().notes).toEqual([]);

  for (const socket of server.sockets()) {
    socket.emit('view', silent(4));
    socket.emit('whisper', mine);
  }
  await until((state) => state.notes.length === 1);
  server.greet = (socket) => socket.emit('view', silent(5));
  server.cut();
  await until((state) => state.view?.version === 5);
  expect(connection.snapshot().notes).toEqual([]);
});

test('a server that is not ready is waited for, and found again when it is', async () => {
  server.greet = (socket) => socket.emit('view', roomView(1));
  connect();
  await until(isIn);
  server.isReady = false;
  server.refuses = 'unavailable';
  server.cut();
  await until((state) => !state.isOpen);
  server.refuses = null;
  server.isReady = true;
  server.greet = (socket) => socket.emit('view', roomView(2));
  await until((state) => state.isOpen && state.view?.version === 2);
});

test('where no meeting is on, the connection is tried again by itself, and says so until there is one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    server.refuses = 'no-meeting';
    connect();
    await expect.poll(() => connection.snapshot().ending).toBe('no-meeting');
    server.refuses = null;
    expect(connection.snapshot().isOpen).toBe(false);
    await vi.advanceTimersByTimeAsync(6000);
    await expect.poll(() => connection.snapshot()).toMatchObject({ isOpen: true, ending: null });
  } finally {
    vi.useRealTimers();
  }
});
