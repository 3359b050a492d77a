// F5: the presenter's client is just joining while the leader lets them step back, at any moment of the join.
import { afterAll, beforeAll, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** A join takes some hundred milliseconds here; the act falls before, into and behind it. */
const headStarts = [0, 15, 40, 90, 250];

test('[R3.2] a join in flight ends with the rights of the newest phase', async () => {
  const { ben, benBot } = stage;
  await stage.benIsHeard();
  for (const headStart of headStarts) {
    await benBot.leave();
    const door = await stage.door(ben);
    const joinAndSpeak = benBot.join(door).then(() => benBot.speak());
    joinAndSpeak.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, headStart));
    const confirmed = await stage.stepBack();
    await joinAndSpeak.catch(() => {});
    await stage.saysNothingSince(confirmed, 100);

    await stage.letSpeak();
    await benBot.join(await stage.door(ben));
    await benBot.speak();
    await stage.benIsHeard();
  }
});
