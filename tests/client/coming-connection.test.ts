// The connection whose program comes later than the doorstep: what was asked of it meanwhile is not lost, whoever answers in its place is named, and
// devices asked for early go to whoever wants them.
import { afterEach, expect, test, vi } from 'vitest';
import { ComingConnection } from '../../client/src/connection/coming-connection.ts';
import { RoomConnection } from '../../client/src/connection/room-connection.ts';
import { askDevices } from '../../client/src/media/ask-devices.ts';
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

test('devices are asked for once, early, for whoever wants the same; for somebody who wants another they go out', async () => {
  const [microphone, camera] = ['audio', 'video'].map((kind) => ({ kind, stop: vi.fn() }));
  const getUserMedia = vi.fn(async () => ({ getTracks: () => [microphone, camera], getVideoTracks: () => [camera] }));
  const drawn = { dataset: { hidden: '' }, remove: vi.fn(), addEventListener: vi.fn(), srcObject: null };
  const place = { content: { querySelector: () => drawn }, isConnected: true, replaceWith: vi.fn() };
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  vi.stubGlobal('document', { querySelector: () => place });
  vi.stubGlobal('MediaStream', Set);
  vi.useFakeTimers();
  const any = { microphone: undefined, camera: undefined };
  void askEarly({});
  expect((await askDevices(any, takeEarly(any))).camera.track).toBe(camera);
  expect(getUserMedia).toHaveBeenCalledOnce();
  expect(takeEarly(any), 'it is taken').toBeNull();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(camera?.stop).not.toHaveBeenCalled();
  expect(drawn.srcObject, 'the person sees themself meanwhile').toEqual(new Set([camera]));
  expect(drawn.dataset).toEqual({});
  expect(place.replaceWith).toHaveBeenCalledWith(drawn);

  void askEarly({});
  await vi.advanceTimersByTimeAsync(60_000);
  expect(getUserMedia).toHaveBeenCalledTimes(2);
  for (const track of [microphone, camera]) expect(track?.stop, 'nobody has wanted it: its light goes out').toHaveBeenCalledOnce();
  expect(drawn.remove, 'and its last picture does not stand for it').toHaveBeenCalledOnce();
  expect(takeEarly(any)).toBeNull();

  void askEarly({});
  getUserMedia.mockImplementationOnce(async () => {
    expect(camera?.stop, 'somebody wants another: the first goes out before that is asked for').toHaveBeenCalledTimes(2);
    return { getTracks: () => [], getVideoTracks: () => [] };
  });
  await takeEarly({ ...any, camera: 'another' });
  expect(getUserMedia).toHaveBeenCalledTimes(4);
  expect(takeEarly(any)).toBeNull();

  void askEarly({});
  expect(takeEarly({ microphone: null, camera: null }), 'somebody wants neither').toBeNull();
  await vi.advanceTimersByTimeAsync(0);
  expect(camera?.stop).toHaveBeenCalledTimes(3);
  expect(getUserMedia).toHaveBeenCalledTimes(5);
});

test('what the browser refused early is asked again one by one, as if nobody had asked before', async () => {
  const camera = { kind: 'video', stop: vi.fn() };
  const getUserMedia = vi.fn(async ({ audio }: MediaStreamConstraints) => {
    if (audio) throw new DOMException('none', 'NotFoundError');
    return { getTracks: () => [camera] };
  });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  vi.stubGlobal('document', { querySelector: () => null });
  vi.useFakeTimers();
  const any = { microphone: undefined, camera: undefined };
  await askEarly({});
  const answers = await askDevices(any, takeEarly(any));
  expect([answers.microphone.trouble, answers.camera.track]).toEqual(['missing', camera]);
  expect(getUserMedia).toHaveBeenCalledTimes(3);
});

test('a browser that throws when it is asked early has refused like any other, and the page goes on', async () => {
  const getUserMedia = () => {
    throw new DOMException('no', 'NotAllowedError');
  };
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  vi.stubGlobal('document', { querySelector: () => null });
  vi.useFakeTimers();
  await askEarly({});
  const any = { microphone: undefined, camera: undefined };
  expect((await askDevices(any, takeEarly(any))).camera.trouble).toBe('denied');
});
