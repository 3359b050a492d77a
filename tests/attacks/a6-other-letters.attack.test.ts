// A name that two parsers read differently: U+2028 ends a line for one of them and is a letter for the other. The stepped-back
// presenter's client gives its sound such a name, and other spellings of a picture's name; nothing of it reaches the media server.
import { TrackSource, TrackType } from '@livekit/protocol';
import { expect, test } from 'vitest';
import { type Rewrite, startLyingRelay } from '../support/lying-relay.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

/** Announces a picture under a name that its offer gives to sound, in other characters. */
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

test('[R3.2] [R4.6] a voice named in other characters is not heard', async () => {
  const stage = theStage();
  const { ben, benBot } = stage;
  await stage.benIsHeard();
  const confirmed = await stage.stepBack();
  for (const letter of ['\u2028', '\u2029', '\u0085', '\0', '\t', ' ']) {
    const before = stage.app.said.length;
    const relay = await startLyingRelay(await stage.door(ben), namedWith(letter));
    stage.also(() => relay.close());
    await benBot.join(relay.url);
    await benBot.speak().catch(() => undefined);
    await expect
      .poll(() => stage.app.said.slice(before), { message: JSON.stringify(letter) })
      .toContain('told the media server a lie');
    await stage.saysNothingSince(confirmed, 50);
  }
  await stage.benIsSilentSince(confirmed);
});
