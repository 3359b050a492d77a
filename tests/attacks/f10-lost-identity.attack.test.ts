// F10: after quick rejoins the media server's own list may lack somebody who is audible; it does not prove silence.
import { test } from 'vitest';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R3.7] whoever has just rejoined again and again is silenced and confirmed like everybody else', async () => {
  const stage = theStage();
  const { ben, benBot } = stage;
  for (let again = 0; again < 3; again++) {
    for (let join = 0; join < 4; join++) await stage.comesIn(ben, benBot);
    await stage.benSpeaks();
    await stage.benIsHeard();
    const confirmed = await stage.stepBack();
    await stage.saysNothingSince(confirmed);
    await stage.letSpeak();
  }
  await stage.comesIn(ben, benBot);
  await stage.benSpeaks();
  await stage.benIsHeard();
  await stage.benIsSilentSince(await stage.stepBack());
});
