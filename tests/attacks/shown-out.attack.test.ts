// R6.4 and R4.2 against a modified client: whoever was shown out is out at once with every device, ticket, socket and media connection, and
// stays out; whoever is held is not heard. Everybody else goes on undisturbed. Each silence is judged with the gate off and with the gate on.
import { expect, test } from 'vitest';
import { done, signIn, type TestPerson } from '../support/test-person.ts';
import { allRights, innerMedia, roomOf } from './inner-media.ts';
import { openRawConnection } from './raw-connection.ts';
import { datingMs, stageForAll } from './stage.ts';

const theStage = stageForAll();

test('[R6.4] whoever was asked to step out is out at once with all they had, and comes back only when a leader admits them', async () => {
  const stage = theStage();
  const { ann, ben } = stage;
  const { old, tablet, gone } = await isShownOut('askToStepOut', 'steppedOut');
  expect(await tablet.enter(true), 'another device may knock').toMatchObject({ ok: true });
  await tablet.sees((view) => view.kind === 'doorstep' && view.door === 'knocking');
  await hasNoWayIn(tablet, old);
  tablet.drop();

  ben.drop();
  await ben.connect();
  expect(await ben.enter()).toMatchObject({ ok: true });
  await ben.sees((view) => view.kind === 'doorstep' && view.door === 'knocking');
  await hasNoWayIn(ben, old);
  await stage.benIsSilentSince(gone);

  await done(ann.perform({ type: 'admit', personId: stage.benId }));
  await benIsBack();
});

test('[R6.4] whoever finds the door closed has no device, ticket or connection left that opens it', async () => {
  const stage = theStage();
  const { ann, ben } = stage;
  const { old, tablet, gone } = await isShownOut('closeDoor', 'shut');
  for (const replace of [false, true]) expect(await tablet.enter(replace)).toEqual({ ok: false, refusal: 'door-closed' });
  await hasNoWayIn(tablet, old);
  tablet.drop();

  ben.drop();
  await ben.connect();
  expect(await ben.enter(true)).toEqual({ ok: false, refusal: 'door-closed' });
  await ben.sees((view) => view.kind === 'doorstep' && view.door === 'shut');
  await hasNoWayIn(ben, old);
  await stage.benIsSilentSince(gone);

  await done(ann.perform({ type: 'openDoor', personId: stage.benId }));
  expect(await ben.enter()).toMatchObject({ ok: true });
  await ben.sees((view) => view.kind === 'doorstep' && view.door === 'knocking');
  await done(ann.perform({ type: 'admit', personId: stage.benId }));
  await benIsBack();
});

test('[R4.2] a held person is not heard on any connection, and after the release only by their own touch', async () => {
  const stage = theStage();
  const { ann, ben, benBot } = stage;
  await stage.benIsHeard();
  await done(ann.perform({ type: 'hold', personId: ben.id }));
  const confirmed = await stage.untilSilent();
  await stage.benIsSilentSince(confirmed);
  await stage.comesIn(ben, benBot);
  await expect(benBot.speak()).rejects.toThrow();
  await stage.benIsSilent();

  await stage.comesIn(ben, benBot);
  await done(ann.perform({ type: 'release', personId: ben.id }));
  await ben.seesRoom(({ me }) => me.rights.mayBeHeard);
  await benBot.untilMaySpeak();
  await stage.benIsSilent();
  await stage.benSpeaks();
  await stage.benIsHeard();
});

/** Ben, who speaks, is shown out. Answers with what he kept, a second device of his, and the moment from which his connection was gone. */
async function isShownOut(type: 'askToStepOut' | 'closeDoor', door: 'steppedOut' | 'shut') {
  const stage = theStage();
  const { app, ann, annBot, ben, benBot, cidBot } = stage;
  await stage.benIsHeard();
  const old = await stage.door(ben);
  const before = ann.room;
  const tablet = await signIn(app, 'Ben');
  stage.also(() => tablet.drop());
  await tablet.connect();

  await done(ann.perform({ type, personId: stage.benId }));
  await ben.sees((view) => view.kind === 'doorstep' && view.door === door);
  await tablet.sees((view) => view.kind === 'doorstep' && view.door === door);
  await stage.untilGateShuts();
  await expect.poll(() => annBot.others()).not.toContain(stage.benId);
  const gone = Date.now();
  await hasNoWayIn(ben, old);
  await stage.saysNothingSince(gone);
  const { lastSpokenAt } = await benBot.ear(ann.id);
  expect(lastSpokenAt ?? 0, 'what the circle says reaches him no more').toBeLessThanOrEqual(gone + datingMs);

  for (const bot of [annBot, cidBot]) expect((await bot.state()).isConnected).toBe(true);
  expect(ann.room.phase).toBe(before.phase);
  expect(ann.room.chairs.map(({ personId }) => personId)).toEqual(before.chairs.map(({ personId }) => personId));
  return { old, tablet, gone };
}

/** Neither the old ticket, even with the strongest possible pass, nor the socket leads to sound. */
async function hasNoWayIn(person: TestPerson, old: string): Promise<void> {
  expect(await person.mediaDoor()).toBeNull();
  const { gateway } = await innerMedia(theStage().app);
  const pass = await gateway.mintPass(roomOf(old), theStage().benId, allRights);
  const connection = await openRawConnection(`${old}/rtc?access_token=${pass}&protocol=16&auto_subscribe=1`, {
    authorization: `Bearer ${pass}`,
  });
  expect([connection.joined, connection.status]).toEqual([null, 403]);
  expect((await fetch(`${old.replace('ws', 'http')}/rtc/validate`)).status).toBe(403);
  expect((await gateway.presences(roomOf(old))).map(({ identity }) => identity)).not.toContain(theStage().benId);
}

/** The positive control: what kept him out was the rule. */
async function benIsBack(): Promise<void> {
  const stage = theStage();
  const { ben, benBot } = stage;
  await ben.sees((view) => view.kind === 'room');
  await stage.comesIn(ben, benBot);
  await stage.benSpeaks();
  await stage.benIsHeard();
}
