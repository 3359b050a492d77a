// F12: the media server's API hangs while sound flows on. Nobody is told that it is silent, honest listeners hear nothing, and it ends by itself.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLiveKit, type TestLiveKit } from '../support/livekit.ts';
import { type MediaDoorman, openMediaDoor } from './media-door.ts';
import { stageForAll } from './stage.ts';

const env: Record<string, string> = {};
let livekit: TestLiveKit;
let door: MediaDoorman;

beforeAll(async () => {
  livekit = await startLiveKit();
  door = await openMediaDoor(livekit.address.url);
  Object.assign(env, {
    LIVEKIT_URL: door.url,
    LIVEKIT_API_KEY: livekit.address.apiKey,
    LIVEKIT_API_SECRET: livekit.address.apiSecret,
  });
});
const theStage = stageForAll(() => ({ env }));
afterAll(async () => {
  await door?.close();
  await livekit?.stop();
});

test('[R3.7] the seal waits for the media server, the gates do not, and the silence comes when it answers again', async () => {
  const stage = theStage();
  const { ann, ben, benBot, cidBot } = stage;
  await stage.benIsHeard();

  door.holdApi();
  expect(await ann.advance('presentation', 'associative')).toMatchObject({ ok: true });
  await stage.untilGateShuts();
  await cidBot.forget();
  // Gate off: an ungated listener hears him still, which is why the desk may not speak of silence.
  await cidBot.untilHeard(ben.id);
  await vi.waitFor(() => expect(door.held, 'tries that got no answer').toBeGreaterThan(3), { timeout: 30_000, interval: 50 });
  expect(ann.room.desk?.silences).toEqual([{ personId: ben.id, since: null }]);
  await stage.annIsHeard();
  expect((await cidBot.ear(ben.id)).played, 'gate on: played while nothing is confirmed').toBe(0);

  door.releaseApi();
  const confirmed = await stage.untilSilent();
  await stage.benIsSilentSince(confirmed);
  await stage.comesBack();
  await benBot.join(await stage.door(ben));
  await stage.benSpeaks();
  await stage.benIsHeard();
});
