// F1: the presenter's client is told that its voice is unpublished, ignores it, and keeps sending.
import { expect, test } from 'vitest';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R3.2] a client that keeps sending is not heard while stepped back, and is heard again after coming in', async () => {
  const stage = theStage();
  const { annBot, benBot, cidBot, ben } = stage;
  await stage.benIsHeard();

  const confirmed = await stage.stepBack();
  const before = await benBot.sent();
  await stage.benIsSilentSince(confirmed);
  // Meanwhile Ann is heard for more than two seconds, which is a hundred packets of 20 ms.
  expect((await benBot.sent()) - before, 'packets of sound sent all the while').toBeGreaterThan(100);
  // R3.1 `atTheEdge`: the picture remains, so it is the voice that was held, not the connection.
  await cidBot.untilSeen(ben.id);
  expect(await annBot.others(), 'he is there').toContain(ben.id);

  await stage.comesBack();
  await stage.benSpeaks();
  await stage.benIsHeard();
  expect((await benBot.state()).isConnected).toBe(true);
});
