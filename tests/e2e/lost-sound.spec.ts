// A sound that stops on its way to one browser comes back by itself: asked for again, or, where that is in vain, on a new connection. Nobody loads a page.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignalRequest, TrackType, UpdateTrackSettings } from '@livekit/protocol';
import { expect, test, type WebSocketRoute } from '@playwright/test';
import { RoomServiceClient } from 'livekit-server-sdk';
import { startApp, type TestApp } from '../support/test-app.ts';
import { hear, quiet } from './hearing.ts';
import { Visitor } from './visitor.ts';

let app: TestApp;
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;
let livekit: RoomServiceClient;
/** The connection from Ann's page to the media server. */
let media: WebSocketRoute | null = null;
/** What Ann's page asks of the media server about single tracks does not get there. */
let isAskingInVain = false;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  app = await startApp();
  [ann, ben, cid] = await Promise.all([Visitor.arrive('Ann', app), Visitor.arrive('Ben', app), Visitor.arrive('Cid', app)]);
  await ann.page.routeWebSocket(/\/media\//, (page) => {
    const server = page.connectToServer();
    media = server;
    page.onMessage((frame) => {
      const isAsking = SignalRequest.fromBinary(frame as Buffer).message.case === 'subscription';
      if (!isAsking || !isAskingInVain) server.send(frame);
    });
  });
  await ann.page.reload();
  for (const visitor of [ann, ben, cid]) await visitor.takeSeat();
  livekit = await mediaServer();
});

test.afterAll(async () => {
  for (const visitor of [ann, ben, cid]) await visitor?.leave();
  await app?.stop();
});

async function mediaServer(): Promise<RoomServiceClient> {
  const { port, keys } = JSON.parse(await readFile(join(app.dataDir, 'livekit', 'livekit.yaml'), 'utf8'));
  const [[key, secret]] = Object.entries(keys) as [[string, string]];
  return new RoomServiceClient(`http://127.0.0.1:${port}`, key, secret);
}

async function presenceOf(visitor: Visitor) {
  const [room] = await livekit.listRooms();
  const id = await visitor.page.locator('li[data-me]').getAttribute('data-person');
  if (!room || !id) throw new Error(`${visitor.name} is in no room`);
  return { room: room.name, ...(await livekit.getParticipant(room.name, id)) };
}

async function voiceOf(visitor: Visitor): Promise<string> {
  return (await presenceOf(visitor)).tracks.find(({ type }) => type === TrackType.AUDIO)?.sid ?? '';
}

/** As if the media server had lost it: Ann's browser is sent Ben's sound no more, and is not told why. */
async function loseBenAtAnn(): Promise<void> {
  await hear([ann], ben);
  const { room, identity } = await presenceOf(ann);
  await livekit.updateSubscriptions(room, identity, [await voiceOf(ben)], false);
  await expect.poll(() => ann.levelOf('Ben'), { message: 'Ben falls silent for Ann' }).toBeLessThan(quiet);
}

const loadedAt = () => ann.page.evaluate(() => performance.timeOrigin);

test('a sound that no longer comes is asked for again, on the same connection', async () => {
  const before = await presenceOf(ann);
  const page = await loadedAt();
  await loseBenAtAnn();
  await hear([ann], ben);
  await hear([ann], cid);
  expect((await presenceOf(ann)).sid).toBe(before.sid);
  expect(await loadedAt()).toBe(page);
});

test('a sound that is held back though it counts as sent comes back too: asking again is more than unsubscribing and subscribing at once', async () => {
  const before = await presenceOf(ann);
  const page = await loadedAt();
  await hear([ann], ben);
  const trackSids = [await voiceOf(ben)];
  const held = new SignalRequest({
    message: { case: 'trackSetting', value: new UpdateTrackSettings({ trackSids, disabled: true }) },
  });
  media?.send(Buffer.from(held.toBinary()));
  await expect.poll(() => ann.levelOf('Ben'), { message: 'Ben falls silent for Ann' }).toBeLessThan(quiet);
  await hear([ann], ben);
  await hear([ann], cid);
  expect((await presenceOf(ann)).sid).toBe(before.sid);
  expect(await loadedAt()).toBe(page);
});

test('a single sound that asking again does not bring comes over a new connection', async () => {
  const before = await presenceOf(ann);
  const page = await loadedAt();
  isAskingInVain = true;
  await loseBenAtAnn();
  await hear([ann], ben);
  await hear([ann], cid);
  await hear([ben, cid], ann);
  expect((await presenceOf(ann)).sid).not.toBe(before.sid);
  expect(await loadedAt()).toBe(page);
});
