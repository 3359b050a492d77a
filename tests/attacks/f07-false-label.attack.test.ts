// F7: the stepped-back presenter may be seen, so the client publishes its voice under the label of a camera.
import { expect, test } from 'vitest';
import { startBot } from '../support/bot-process.ts';
import { allRights, bareRoom, innerMedia } from './inner-media.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll();

test('the media server by itself believes the label', async () => {
  const stage = theStage();
  const bare = await bareRoom(stage.app);
  const { gateway } = await innerMedia(stage.app);
  const [liar, ear] = await Promise.all([startBot(), startBot()]);
  stage.also(() => Promise.all([liar.quit(), ear.quit()]));
  await ear.join(bare.url, await bare.passFor('ear'));
  await liar.join(bare.url, await gateway.mintPass('bare', 'liar', { ...allRights, mayBeHeard: false }));
  await liar.speak('camera');
  await ear.untilHeard('liar');
});

test('[R3.2] [R4.6] a voice labelled as a picture is not heard, and the lie costs the connection and the phase', async () => {
  const stage = theStage();
  const { ann, ben, benBot, cid, cidBot } = stage;
  await stage.benIsHeard();
  const confirmed = await stage.stepBack();
  await stage.comesIn(ben, benBot);
  await expect(benBot.speak('camera')).rejects.toThrow();
  await stage.benIsSilentSince(confirmed);
  await expect.poll(() => stage.app.said).toContain('told the media server a lie');

  await ann.seesRoom(({ desk }) => desk?.closed?.includes(ben.id) === true);
  await ben.seesRoom(({ me }) => me.held);
  expect(JSON.stringify(cid.room), 'a member is told of no lie').not.toContain('closed');

  // However he rejoins, by the old address or a new one, he hears and no more.
  for (const act of [() => benBot.show(), () => benBot.speak()]) {
    await stage.comesIn(ben, benBot);
    await expect(act()).rejects.toThrow();
    await stage.benIsUnseen();
  }
  await benBot.untilHeard(ann.id);

  // Once the phase has changed, the true picture is as welcome as before.
  await stage.comesBack();
  await stage.comesIn(ben, benBot);
  await benBot.show();
  await cidBot.untilSeen(ben.id);
  await stage.benSpeaks();
  await stage.benIsHeard();
});
