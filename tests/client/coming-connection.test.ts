// The connection whose program comes later than the doorstep: what was asked of it meanwhile is not lost, whoever answers in its place is named, and
// devices asked for early go to whoever wants them.
import { afterEach, expect, test, vi } from 'vitest';
import { ComingConnection } from '../../client/src/connection/coming-connection.ts';
import { RoomConnection } from '../../client/src/connection/room-connection.ts';
import { askEarly, takeEarly } from '../../client/src/media/early-ask.ts';
import { type SmallServer, startSmallServer } from './support/small-server.ts';

let server: SmallServer | undefined;
let connection: ComingConnection | undefined;
const tab = async () => ({ seat: 'seat-dee', device: 'tab-1', url: server?.url ?? '' });

afterEach(async () => {
  connection?.close();
  await server?.close();
  [server, connection] = [undefined, undefined];
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a seat asked for before the program has loaded is taken once it has', async () => {
  server = await startSmallServer();
  let comes: (program: typeof RoomConnection) => void = () => {};
  const fetch = () => new Promise<typeof RoomConnection>((resolve) => (comes = resolve));
  connection = new ComingConnection(tab, fetch);
  connection.open();
  const entered = connection.enter(false);
  expect(connection.snapshot()).toMatchObject({ isOpen: false, view: null, isReachable: true });
  comes(RoomConnection);
  expect(await entered).toMatchObject({ ok: true });
  expect(server.told.map(({ command }) => command.type)).toEqual(['enter']);
  await expect.poll(() => connection?.snapshot()).toMatchObject({ isOpen: true, isReachable: true });
});

test('a program that does not arrive is asked for again; meanwhile the page says who answers instead', async () => {
  server = await startSmallServer();
  vi.stubGlobal('fetch', async () => new Response('<title>Hotel</title>'));
  let tries = 0;
  const fetch = async () => {
    tries += 1;
    if (tries === 1) throw new TypeError('Failed to fetch dynamically imported module');
    return RoomConnection;
  };
  connection = new ComingConnection(tab, fetch);
  connection.open();
  await expect.poll(() => connection?.snapshot()).toMatchObject({ isReachable: false, obstacle: 'signIn' });
  vi.unstubAllGlobals();
  await expect.poll(() => connection?.snapshot()).toMatchObject({ isOpen: true, isReachable: true, obstacle: null });
  expect(tries).toBe(2);
});

test('who this tab is is asked once, and again only after that has failed', async () => {
  server = await startSmallServer();
  vi.stubGlobal('fetch', async () => new Response('{}'));
  let asked = 0;
  let tries = 0;
  const who = async () => {
    asked += 1;
    if (asked === 1) throw new TypeError('Failed to fetch dynamically imported module');
    return tab();
  };
  const fetch = async () => {
    tries += 1;
    if (tries === 2) throw new TypeError('Failed to fetch dynamically imported module');
    return RoomConnection;
  };
  connection = new ComingConnection(who, fetch);
  connection.open();
  vi.unstubAllGlobals();
  await expect.poll(() => connection?.snapshot()).toMatchObject({ isOpen: true });
  expect([asked, tries]).toEqual([2, 3]);
});

test('devices are asked for once, early, for whoever wants the same; somebody who wants another asks again', async () => {
  const tracks = ['audio', 'video'].map((kind) => ({ kind, stop: vi.fn() }));
  const getUserMedia = vi.fn(async () => ({ getTracks: () => tracks }));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  vi.useFakeTimers();
  const any = { microphone: undefined, camera: undefined };
  void askEarly();
  expect(takeEarly({ ...any, camera: 'another' })).toBeNull();
  expect((await takeEarly(any))?.camera.track).toBe(tracks[1]);
  expect(takeEarly(any), 'it is taken').toBeNull();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tracks[1]?.stop).not.toHaveBeenCalled();

  void askEarly();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(getUserMedia).toHaveBeenCalledTimes(2);
  for (const { stop } of tracks) expect(stop, 'nobody has wanted it: its light goes out').toHaveBeenCalledOnce();
  expect(takeEarly(any)).toBeNull();
});
