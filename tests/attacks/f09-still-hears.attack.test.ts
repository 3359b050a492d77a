// F9: rights are replaced whole; a careless revocation would make the presenter deaf and blind.
import { afterAll, beforeAll, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test('[R3.3] while stepped back the presenter hears and sees the circle, on the same line and after a new one', async () => {
  const { ann, ben, benBot } = stage;
  await stage.benIsHeard();

  const confirmed = await stage.stepBack();
  await benBot.forget();
  await benBot.untilHeard(ann.id, 100);
  await benBot.untilSeen(ann.id, 10);
  await stage.benIsSilentSince(confirmed);

  await benBot.join(await stage.door(ben));
  await benBot.forget();
  await benBot.untilHeard(ann.id, 100);
  await benBot.untilSeen(ann.id, 10);
  await stage.benIsSilent();

  await stage.comesBack();
  await benBot.speak();
  await stage.benIsHeard();
});
