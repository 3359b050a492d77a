// [R3.2] The label holes, attacked with the real library over the real LiveKit: sound under a picture's label, by its source
// or by its name. Each attack is shown to work without the proxy, so that its failure through the proxy means something.
import { TrackSource, TrackType } from '@livekit/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import { room } from '../support/given.ts';
import { startLiveKit, type TestLiveKit } from '../support/livekit.ts';
import { type Rewrite, startLyingRelay } from '../support/lying-relay.ts';
import { openStage, type Stage } from '../support/media-stage.ts';
import { ben, cid } from '../support/persons.ts';

/** Announces its sound as a camera picture under the sound's own name, and is told that it was accepted as sound. */
const soundAsPicture: Rewrite = {
  outward(request) {
    if (request.message.case === 'addTrack')
      Object.assign(request.message.value, { type: TrackType.VIDEO, source: TrackSource.CAMERA });
    return request;
  },
  back(response) {
    const { case: said, value } = response.message;
    if (said === 'trackPublished') Object.assign(value.track ?? {}, { type: TrackType.AUDIO, source: TrackSource.MICROPHONE });
    return response;
  },
};

let livekit: TestLiveKit;
let benBot: MediaBot;
let cidBot: MediaBot;
let stage: Stage;

beforeAll(async () => {
  [livekit, benBot, cidBot] = await Promise.all([startLiveKit(), startBot(), startBot()]);
});

afterAll(async () => {
  await Promise.all([benBot.quit(), cidBot.quit()]);
  await livekit.stop();
});

beforeEach(async () => {
  stage = await openStage(livekit, room().in('associative'));
  await livekit.gateway.openRoom(stage.room);
  return async () => {
    await cidBot.leave();
    await stage.close();
  };
});

const tracksOfBen = async () =>
  (await livekit.gateway.presences(stage.room)).filter(({ identity }) => identity === 'ben').flatMap(({ tracks }) => tracks);
const directPass = () => livekit.gateway.mintPass(stage.room, 'ben', { mayHear: true, mayBeHeard: false, mayBeSeen: true });

describe('sound labelled as the camera', () => {
  test('without the proxy it is heard, and the keeper throws it out', async () => {
    await cidBot.join(stage.url(cid));
    await benBot.join(livekit.address.url, await directPass());
    await benBot.speak('camera');
    await cidBot.untilHeard('ben', 5);
    await expect.poll(tracksOfBen).toEqual([]);
  });

  test('through the proxy not one frame passes, and the connection is cut', async () => {
    await cidBot.join(stage.url(cid));
    await benBot.join(stage.url(ben));
    await cidBot.forget();
    await expect(benBot.speak('camera')).rejects.toThrow();
    expect((await cidBot.ear('ben')).frames).toBe(0);
    expect(stage.said.join()).toContain('AUDIO announced as CAMERA');
    expect(stage.state.people.ben?.silentSince).not.toBeNull();
  });
});

describe('sound announced as a picture under its own name', () => {
  test('without the proxy it is published', async () => {
    const relay = await startLyingRelay(livekit.address.url.replace('http', 'ws'), soundAsPicture);
    stage.keeper.stop();
    await benBot.join(relay.url, await directPass());
    await benBot.speak();
    await expect.poll(tracksOfBen).toMatchObject([{ kind: 'audio', source: 'camera' }]);
    await relay.close();
  });

  test('through the proxy not one frame passes, and the connection is cut', async () => {
    await cidBot.join(stage.url(cid));
    const relay = await startLyingRelay(stage.url(ben), soundAsPicture);
    await benBot.join(relay.url);
    await cidBot.forget();
    await benBot.speak().catch(() => {});
    await expect.poll(() => stage.said.join()).toContain('a track name has two kinds');
    expect(await tracksOfBen()).toEqual([]);
    expect((await cidBot.ear('ben')).frames).toBe(0);
    await relay.close();
  });
});

test('[F8] words over the data channel reach nobody', async () => {
  await Promise.all([benBot.join(stage.url(ben)), cidBot.join(stage.url(cid))]);
  await benBot.data().catch(() => {});
  await cidBot.speak();
  await benBot.untilHeard('cid');
  expect((await cidBot.state()).received).toEqual([]);
});
