// F1: the presenter's client keeps sending after its voice is unpublished: the notice of it never gets to its library.
import { SignalResponse } from '@livekit/protocol';
import { expect, test } from 'vitest';
import { startLyingRelay } from '../support/lying-relay.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R3.2] a client that keeps sending is not heard while stepped back, and is heard again after coming in', async () => {
  const stage = theStage();
  const { annBot, benBot, cidBot, ben } = stage;
  const kept: string[] = [];
  const relay = await startLyingRelay(await stage.door(ben), {
    outward: (request) => request,
    back(response) {
      const { message } = response;
      if (message.case !== 'trackUnpublished') return response;
      kept.push(message.value.trackSid);
      return new SignalResponse();
    },
  });
  stage.also(() => relay.close());
  await benBot.join(relay.url);
  const voice = await benBot.speak();
  await benBot.show();
  await stage.benIsHeard();

  const confirmed = await stage.stepBack();
  await expect.poll(() => kept, { timeout: 10_000 }).toContain(voice.sid);
  const before = await benBot.sent();
  await stage.benIsSilentSince(confirmed);
  // Two seconds of Ann's voice, and more, are a hundred packets of 20 ms.
  expect((await benBot.sent()) - before, 'packets of sound sent all the while').toBeGreaterThan(100);
  // R3.1 `atTheEdge`: the picture remains, so it is the voice that was held, not the line.
  await cidBot.untilSeen(ben.id);
  expect(await annBot.others(), 'he is there').toContain(ben.id);

  await stage.comesBack();
  await benBot.join(await stage.door(ben));
  await stage.benSpeaks();
  await stage.benIsHeard();
  expect((await benBot.state()).isConnected).toBe(true);
});
