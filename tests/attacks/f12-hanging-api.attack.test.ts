// F12: the media server's API hangs while sound still flows. Nobody is told of a silence, honest listeners hear nothing, and the sound ends
// with the first answer.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLiveKit, type TestLiveKit } from '../support/livekit.ts';
import { type Rewrite, startLyingRelay } from '../support/lying-relay.ts';
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

test('[R3.7] a confirmed silence is doubted when the media server stops answering, nobody is removed for it, and the next answer confirms it again', async () => {
  const stage = theStage();
  const { ann, ben, benBot } = stage;
  await stage.benIsHeard();
  const confirmed = await stage.stepBack();
  const { sid } = await benBot.state();

  door.holdApi();
  await ann.seesRoom(({ desk }) => desk?.silences.some(({ personId, since }) => personId === ben.id && since === null) === true);
  await vi.waitFor(() => expect(door.held, 'looks that got no answer').toBeGreaterThan(2), { timeout: 60_000, interval: 50 });
  await stage.saysNothingSince(confirmed);
  expect(ann.room.desk?.silences).toEqual([{ personId: ben.id, since: null }]);
  await benBot.untilHeard(ann.id);
  expect((await benBot.state()).sid, 'the same stay, unbroken').toBe(sid);

  door.releaseApi();
  await stage.benIsSilentSince(await stage.untilSilent());
  await stage.letSpeak();
  await stage.benSpeaks();
});

/** Ignores that its connection was cut, and needs no answer to its pings for longer than any test. */
const goesOn: Rewrite = {
  outward: (request) => request,
  back(response) {
    if (response.message.case === 'join') response.message.value.pingTimeout = 600;
    return response;
  },
  hidesTheEnd: true,
};

test('[R3.7] the seal waits for the media server, the gates do not, and the silence comes when it answers again', async () => {
  const stage = theStage();
  const { ann, ben, benBot, cidBot } = stage;
  const relay = await startLyingRelay(await stage.door(ben), goesOn);
  stage.also(() => relay.close());
  await benBot.join(relay.url);
  await stage.benSpeaks();
  await stage.benIsHeard();

  door.holdApi();
  expect(await ann.advance('presentation', 'associative')).toMatchObject({ ok: true });
  await stage.untilGateShuts();
  await cidBot.forget();
  // Gate off: an ungated listener still hears him, which is why the desk must not claim a silence.
  await cidBot.untilHeard(ben.id);
  await vi.waitFor(() => expect(relay.ends, 'the connection is cut').toBe(1), { timeout: 60_000, interval: 50 });
  await cidBot.forget();
  await stage.annIsHeard();
  // LiveKit keeps a stay whose signalling is gone: cutting the connection takes nothing from him.
  await cidBot.untilHeard(ben.id);
  expect(ann.room.desk?.silences).toEqual([{ personId: ben.id, since: null }]);
  expect((await cidBot.ear(ben.id)).played, 'gate on: played while nothing is confirmed').toBe(0);

  door.releaseApi();
  const confirmed = await stage.untilSilent();
  await stage.benIsSilentSince(confirmed);
  await stage.comesBack();
  await stage.comesIn(ben, benBot);
  await stage.benSpeaks();
  await stage.benIsHeard();
});
