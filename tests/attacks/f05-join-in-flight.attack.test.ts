// F5: the presenter's client is just joining when the leader lets them step back, at any moment of the join.
import { test } from 'vitest';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

/** A join takes some hundred milliseconds here; the command comes before, during and after it. */
const headStarts = [0, 15, 40, 90, 250];

test('[R3.2] a join in progress ends with the rights of the newest phase', async () => {
  const stage = theStage();
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
    await stage.comesIn(ben, benBot);
    await stage.benSpeaks();
    await stage.benIsHeard();
  }
});
