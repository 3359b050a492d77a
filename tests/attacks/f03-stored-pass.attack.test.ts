// F3: the presenter kept a pass from a time when they could speak, and joins with it. Here it is even one made with the app's own key.
import { networkInterfaces } from 'node:os';
import { TrackSource } from '@livekit/protocol';
import { expect, test } from 'vitest';
import { allRights, innerMedia, isReachable, roomOf } from './inner-media.ts';
import { openRawConnection } from './raw-connection.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R3.2] a stored pass gives no voice through the door, whether in the header or in the address', async () => {
  const stage = theStage();
  const { app, ben, benBot, cidBot } = stage;
  await stage.benIsHeard();
  const door = await stage.door(ben);
  expect((await benBot.state()).token, 'the media server’s renewed pass reaches no client').not.toMatch(/^ey/);
  const pass = await (await innerMedia(app)).gateway.mintPass(roomOf(door), ben.id, allRights);

  const confirmed = await stage.stepBack();
  await benBot.join(door, pass);
  await expect(benBot.speak()).rejects.toThrow();
  await stage.benIsSilentSince(confirmed);

  await benBot.leave();
  const raw = await openRawConnection(`${door}/rtc?access_token=${pass}&protocol=16&auto_subscribe=1`, {
    authorization: `Bearer ${pass}`,
  });
  expect(raw.joined?.participant?.permission?.canPublishSources).toEqual([TrackSource.CAMERA]);
  raw.close();

  await stage.comesBack();
  await benBot.join(door, pass);
  await stage.benSpeaks();
  await stage.benIsHeard();
  expect(await cidBot.others()).toContain(ben.id);
});

test('the media server’s own door is closed to every other address', async () => {
  const stage = theStage();
  const { port } = await innerMedia(stage.app);
  const outside = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  expect(await isReachable('127.0.0.1', port), 'it is open there').toBe(true);
  for (const address of ['127.0.0.2', ...outside]) expect(await isReachable(address, port), address).toBe(false);
});
