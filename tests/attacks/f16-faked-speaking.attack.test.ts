// F16: the media server lets every client pretend to speak, and shows it as speaking to everybody.
import { SignalRequest, SimulateScenario } from '@livekit/protocol';
import { expect, test } from 'vitest';
import { startBot } from '../support/bot-process.ts';
import { type LyingRelay, startLyingRelay } from '../support/lying-relay.ts';
import { bareRoom } from './inner-media.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('the media server by itself believes it', async () => {
  const stage = theStage();
  const bare = await bareRoom(stage.app);
  const [liar, reader] = await Promise.all([startBot(), startBot()]);
  stage.also(() => Promise.all([liar.quit(), reader.quit()]));
  const { relay, lie } = await pretender(bare.url);
  await reader.join(bare.url, await bare.passFor('reader'));
  await liar.join(relay.url, await bare.passFor('liar'));
  await liar.show();
  await reader.untilSeen('liar');
  lie();
  await liar.mark();
  await expect.poll(async () => (await reader.signs()).speakers, { timeout: 60_000 }).toContain('liar');
});

test('[R3.2] the stepped-back presenter cannot appear to speak', async () => {
  const stage = theStage();
  const { ben, benBot, cidBot } = stage;
  await stage.benIsHeard();
  await expect.poll(async () => (await cidBot.signs()).speakers, { timeout: 60_000 }).toContain(ben.id);
  await stage.stepBack();
  const { relay, lie } = await pretender(await stage.door(ben));
  await benBot.join(relay.url);
  await benBot.show();
  await cidBot.untilSeen(ben.id);
  await stage.benIsSilent();
  await cidBot.forget();
  lie();
  await benBot.mark();
  await expect.poll(() => relay.said.includes('simulate'), { timeout: 60_000 }).toBe(true);
  await stage.annIsHeard();
  expect((await cidBot.signs()).speakers).not.toContain(ben.id);
});

/** After `lie()` the next thing the library says becomes "I speak for three seconds". */
async function pretender(target: string): Promise<{ relay: LyingRelay; lie: () => void }> {
  const pretend = new SimulateScenario({ scenario: { case: 'speakerUpdate', value: 3 } });
  let isLying = false;
  const relay = await startLyingRelay(target, {
    outward: (request) => {
      if (!isLying) return request;
      isLying = false;
      return new SignalRequest({ message: { case: 'simulate', value: pretend } });
    },
  });
  theStage().also(() => relay.close());
  const lie = () => {
    isLying = true;
  };
  return { relay, lie };
}
