// F4: an honest client sleeps while the presenter steps back, and comes back by itself as it was before: joining, publishing.
import { expect, test } from 'vitest';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R3.2] whoever was away during the change comes back silent, and can speak after coming in', async () => {
  const stage = theStage();
  const { annBot, ben, benBot } = stage;
  await stage.benIsHeard();

  benBot.freeze();
  const confirmed = await stage.stepBack();
  await untilSo('the media server lets go of Ben', async () => !(await annBot.others()).includes(ben.id));
  benBot.thaw();
  // Of somebody who sends nothing nobody is told, and on a busy machine the library may fail to publish his picture again.
  await untilSo('Ben is back', async () => (await benBot.state()).reconnections > 0);
  await benBot.forget();
  await stage.benIsSilentSince(confirmed);
  await benBot.untilHeard(stage.ann.id);

  await stage.comesBack();
  await stage.comesIn(ben, benBot);
  await stage.benSpeaks();
  await stage.benIsHeard();
});

async function untilSo(what: string, isSo: () => Promise<boolean>, patience = 60_000): Promise<void> {
  await expect.poll(isSo, { timeout: patience, interval: 100, message: what }).toBe(true);
}
