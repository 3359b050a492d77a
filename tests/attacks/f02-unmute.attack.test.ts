// F2: a held person's client says "unmuted" to the media server, which would believe it if holding were muting.
import { MuteTrackRequest, SignalRequest } from '@livekit/protocol';
import { expect, test } from 'vitest';
import { startLyingRelay } from '../support/lying-relay.ts';
import { done } from '../support/test-person.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R4.2] a held person who unmutes is not heard until a leader releases them', async () => {
  const stage = theStage();
  const { ann, ben, benBot } = stage;
  let sid = '';
  const relay = await startLyingRelay(await stage.door(ben), {
    // Whatever the library says from now on, this is said instead.
    outward: (request) =>
      sid !== '' ? new SignalRequest({ message: { case: 'mute', value: new MuteTrackRequest({ sid, muted: false }) } }) : request,
  });
  stage.also(() => relay.close());
  await benBot.join(relay.url);
  const voice = await benBot.speak();
  await stage.benIsHeard();

  await done(ann.perform({ type: 'hold', personId: ben.id }));
  const confirmed = await stage.untilSilent();
  sid = voice.sid;
  await benBot.mark();
  await expect.poll(() => relay.said.includes('mute'), { timeout: 60_000 }).toBe(true);
  await stage.benIsSilentSince(confirmed);

  sid = '';
  await done(ann.perform({ type: 'release', personId: ben.id }));
  await ben.seesRoom(({ me }) => me.rights.mayBeHeard);
  await stage.comesIn(ben, benBot);
  await stage.benSpeaks();
  await stage.benIsHeard();
});
