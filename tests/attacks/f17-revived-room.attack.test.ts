// F17: the meeting is over; an old ticket or an old pass tries to bring its media room back to life.
import { expect, test } from 'vitest';
import { done } from '../support/test-person.ts';
import { innerMedia, roomOf } from './inner-media.ts';
import { openRawConnection } from './raw-connection.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R9.2] a room that is over stays over, through the proxy and past it', async () => {
  const stage = theStage();
  const { app, ann, ben, benBot, cidBot } = stage;
  await stage.benIsHeard();
  const door = await stage.door(ben);
  const room = roomOf(door);
  const { port, gateway, strongPass } = await innerMedia(app);
  const pass = await strongPass(room, ben.id);
  await benBot.leave();
  const alive = await openRawConnection(`${door}/rtc?protocol=16`);
  expect(alive.joined?.room?.name, 'while it lives the ticket opens it').toBe(room);

  await done(ann.advance('presentation', 'closingRound'));
  await done(ann.advance('closingRound', 'farewell'));
  await done(ann.advance('farewell', 'debrief'));
  await done(ann.advance('debrief', 'ended'));
  expect((await openRawConnection(`${door}/rtc?protocol=16`)).status).toBe(403);
  await expect.poll(async () => (await cidBot.state()).isConnected, { timeout: 60_000 }).toBe(false);

  // R1.5: ten seconds for the leader to undo; then nothing is left.
  await expect.poll(() => ann.goodbye, { timeout: 60_000 }).toBe('over');
  const late = await openRawConnection(`ws://127.0.0.1:${port}/rtc?access_token=${pass}&protocol=16`);
  expect(late.joined).toBeNull();
  expect((await openRawConnection(`${door}/rtc?protocol=16`)).status).toBe(403);
  expect(await gateway.presences(room)).toEqual([]);
});
