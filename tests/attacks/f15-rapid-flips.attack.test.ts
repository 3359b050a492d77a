// F15: the phase goes back and forth faster than anybody can follow, while the presenter's client joins and publishes without pause.
import { test } from 'vitest';
import { done } from '../support/test-person.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R3.2] after rapid flips the last phase holds, silent or heard', async () => {
  const stage = theStage();
  const { ann, ben, benBot } = stage;
  await stage.benIsHeard();
  let isTrying = true;
  const trying = (async () => {
    while (isTrying) {
      await benBot.join(await stage.door(ben)).catch(() => {});
      await benBot.speak().catch(() => {});
    }
  })();
  for (let flip = 0; flip < 12; flip++) {
    await done(ann.advance('presentation', 'associative'));
    await done(ann.perform({ type: 'goBack', from: 'associative', to: 'presentation' }));
  }
  const confirmed = await stage.stepBack();
  await stage.benIsSilentSince(confirmed);
  isTrying = false;
  await trying;
  await stage.benIsSilent();

  await stage.letSpeak();
  await benBot.join(await stage.door(ben));
  await stage.benSpeaks();
  await stage.benIsHeard();
});
