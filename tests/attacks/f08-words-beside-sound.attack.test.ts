// F8: words sent as data packets, or as one's own metadata, instead of sound.
import { expect, test } from 'vitest';
import { startBot } from '../support/bot-process.ts';
import { bareRoom } from './inner-media.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('the media server by itself carries them', async () => {
  const stage = theStage();
  const bare = await bareRoom(stage.app);
  const [writer, reader] = await Promise.all([startBot(), startBot()]);
  stage.also(() => Promise.all([writer.quit(), reader.quit()]));
  await reader.join(bare.url, await bare.passFor('reader'));
  await writer.join(bare.url, await bare.passFor('writer'));
  await writer.mark();
  await expect
    .poll(
      async () => {
        await writer.data();
        const { marks } = await reader.signs();
        return (await reader.state()).received.length > 0 && marks.some(({ text }) => text.includes('words'));
      },
      { timeout: 60_000 },
    )
    .toBe(true);
});

test('[R3.2] no words reach anyone outside the sound, stepped back or not', async () => {
  const stage = theStage();
  await stage.benIsHeard();
  await triesWords();
  const confirmed = await stage.stepBack();
  await triesWords();
  await stage.benIsSilentSince(confirmed);
  await stage.comesBack();
  await stage.benSpeaks();
  await stage.benIsHeard();
});

async function triesWords(): Promise<void> {
  const stage = theStage();
  const { benBot, cidBot } = stage;
  await cidBot.forget();
  await benBot.mark();
  for (let packet = 0; packet < 5; packet++) await benBot.data().catch(() => {});
  await stage.annIsHeard();
  expect((await cidBot.state()).received).toEqual([]);
  expect((await cidBot.signs()).marks.map(({ text }) => text).join()).not.toContain('words');
}
