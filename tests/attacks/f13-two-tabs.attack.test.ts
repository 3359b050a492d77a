// F13: the presenter opens a second tab, and two clients with one ticket fight for the connection while the phase changes.
import { beforeAll, expect, test } from 'vitest';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { startBot } from '../support/bot-process.ts';
import { signIn } from '../support/test-person.ts';
import { countedBy } from './app-meters.ts';
import { stageForAll } from './stage.ts';

let meters: number;
beforeAll(async () => {
  meters = await freeTcpPort();
});
const theStage = stageForAll(() => ({ env: { METRICS_PORT: String(meters) } }));

/** Connections that the proxy has opened into the media server. */
const joins = () => countedBy(meters, 'balint_media_joins_total{outcome="joined"}');

test('[R6.5] a second tab gets no media connection unless it replaces the first', async () => {
  const stage = theStage();
  const second = await signIn(stage.app, 'Ben');
  stage.also(() => second.drop());
  expect(await second.enter()).toEqual({ ok: false, refusal: 'on-another-device' });
  expect(await second.mediaDoor()).toBeNull();
  await stage.benIsHeard();
});

/** A client that fights for its connection may wait for an answer that never comes. */
const attackersPatience = 10_000;

test('[R3.2] two clients with one ticket are silenced as one', async () => {
  const stage = theStage();
  const { ben, benBot } = stage;
  const door = await stage.door(ben);
  const twin = await startBot();
  const before = await joins();
  const replaced = async (times: number) =>
    expect
      .poll(async () => (await joins()) - before, { message: 'connections that were accepted', timeout: 60_000 })
      .toBeGreaterThan(times);
  let isFighting = true;
  // Each join replaces the other client's connection, and whoever lost it joins again at once.
  const fights = [twin, benBot].map(async (bot) => {
    while (isFighting) await tried(bot.join(door).then(() => bot.speak()));
  });
  await replaced(3);
  const confirmed = await stage.stepBack();
  await replaced((await joins()) - before + 3);
  await stage.benIsSilentSince(confirmed);
  isFighting = false;
  await Promise.all(fights);
  await stage.benIsSilent();

  await Promise.all([twin.quit(), benBot.quit()]);
  const calm = await startBot();
  stage.also(() => calm.quit());
  await stage.comesBack();
  await calm.join(await stage.door(ben));
  await calm.untilMaySpeak();
  await calm.speak();
  await stage.benIsHeard();
});

async function tried(attempt: Promise<unknown>): Promise<void> {
  await Promise.race([attempt.catch(() => {}), new Promise((resolve) => setTimeout(resolve, attackersPatience))]);
}
