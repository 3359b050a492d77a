// R3.1 `unseen` against a modified client: whoever has stepped back is neither heard nor seen, on any connection and with any pass, and still
// hears and sees the whole circle. Only their own touch turns the camera on again.
import { expect, test } from 'vitest';
import { done } from '../support/test-person.ts';
import { allRights, innerMedia, roomOf } from './inner-media.ts';
import { stageForAll } from './stage.ts';

const theStage = stageForAll(() => ({ form: { pushBack: 'unseen' } }));

test('[R3.1] [R3.2] neither sound nor picture reaches anyone, after a rejoin with a stored pass too; the circle reaches them', async () => {
  const stage = theStage();
  const { app, ann, ben, benBot, cidBot } = stage;
  await stage.benIsHeard();
  await cidBot.untilSeen(ben.id);
  const door = await stage.door(ben);
  const stored = await (await innerMedia(app)).gateway.mintPass(roomOf(door), ben.id, allRights);

  const confirmed = await stage.stepBack();
  await stage.saysNothingSince(confirmed);
  await stage.benIsUnseen();
  for (const act of [() => benBot.show(), () => benBot.speak(), () => benBot.show('screen')]) {
    await benBot.join(door, stored);
    await expect(act()).rejects.toThrow();
    await stage.benIsUnseen();
    await benBot.untilHeard(ann.id);
    await benBot.untilSeen(ann.id);
  }
});

test('[R3.5] an invitation turns on neither microphone nor camera; their own touch brings both back', async () => {
  const stage = theStage();
  const { ann, ben, benBot, cidBot } = stage;
  await stage.comesIn(ben, benBot);
  await done(ann.advance('associative', 'closingRound'));
  await ben.seesRoom(({ me }) => me.case === 'invitedBack');
  await benBot.untilMaySpeak();
  await stage.benIsUnseen();

  await done(ben.perform({ type: 'comeIn' }));
  await benBot.show();
  await stage.benSpeaks();
  await cidBot.untilSeen(ben.id);
  await stage.benIsHeard();
});
