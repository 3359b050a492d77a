// F9: rights are replaced as a whole; a careless revocation would make the presenter deaf and blind.
import { test } from 'vitest';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R3.3] while stepped back the presenter hears and sees the circle, on the same connection and on a new one', async () => {
  const stage = theStage();
  const { ann, ben, benBot } = stage;
  await stage.benIsHeard();

  const confirmed = await stage.stepBack();
  await benBot.forget();
  await benBot.untilHeard(ann.id, 100);
  await benBot.untilSeen(ann.id, 10);
  await stage.benIsSilentSince(confirmed);

  await stage.comesIn(ben, benBot);
  await benBot.forget();
  await benBot.untilHeard(ann.id, 100);
  await benBot.untilSeen(ann.id, 10);
  await stage.benIsSilent();

  await stage.comesBack();
  await stage.benSpeaks();
  await stage.benIsHeard();
});
