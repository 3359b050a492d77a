// A name that two readers would read differently: U+2028 ends a line for one of them and is a letter for the other. The stepped-back
// presenter's client names its sound so, under the name of a picture, and in other spellings; nothing of it reaches the media server.
import { TrackSource, TrackType } from '@livekit/protocol';
import { expect, test } from 'vitest';
import { type Rewrite, startLyingRelay } from '../support/lying-relay.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

/** Announces its sound as a picture, under a name that it gives its sound, in other letters, in its offer. */
const namedWith = (letter: string): Rewrite => {
  const name = `voice${letter}picture`;
  return {
    outward(request) {
      const { message } = request;
      if (message.case === 'addTrack')
        Object.assign(message.value, { cid: name, type: TrackType.VIDEO, source: TrackSource.CAMERA });
      if (message.case === 'offer')
        message.value.sdp = message.value.sdp.replaceAll(/(msid:\S+ )\S+/g, (_whole, front) => `${front}${name}`);
      return request;
    },
    back(response) {
      const { case: said, value } = response.message;
      if (said === 'trackPublished') Object.assign(value.track ?? {}, { type: TrackType.AUDIO, source: TrackSource.MICROPHONE });
      return response;
    },
  };
};

test('[R3.2] [R4.6] a voice named in other letters is not heard', async () => {
  const stage = theStage();
  const { ben, benBot } = stage;
  await stage.benIsHeard();
  const confirmed = await stage.stepBack();
  for (const letter of ['\u2028', '\u2029', '\u0085', '\0', '\t', ' ']) {
    const before = stage.house.said.length;
    const relay = await startLyingRelay(await stage.door(ben), namedWith(letter));
    stage.also(() => relay.close());
    await benBot.join(relay.url);
    await benBot.speak().catch(() => undefined);
    await expect
      .poll(() => stage.house.said.slice(before), { message: JSON.stringify(letter) })
      .toContain('told the media server a lie');
    await stage.saysNothingSince(confirmed, 50);
  }
  await stage.benIsSilentSince(confirmed);
});
