// What happens to people's devices in mid-meeting: pulled out, muted by a call, changed, closed while they talk. Nobody is unheard without a word (R4.7).
import { expect, type Locator, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import {
  isCameraLit,
  liveDevices,
  plugIn,
  pocket,
  pullOut,
  sendsPictures,
  setStage,
  systemMutes,
  unplugSpeakers,
} from './device-stage.ts';
import { hear, hearNothing, quiet } from './hearing.ts';
import { Visitor } from './visitor.ts';
import { beginCase } from './walk.ts';

const { acts } = en.desk;
const { sound } = en;

let app: TestApp;
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  app = await startApp();
  [ann, ben, cid] = await Promise.all([Visitor.arrive('Ann', app), Visitor.arrive('Ben', app), Visitor.arrive('Cid', app)]);
  await setStage(ben.page);
  await ben.page.reload();
  for (const visitor of [ann, ben, cid]) await visitor.takeSeat();
  await hear([ann, cid], ben);
});

test.afterAll(async () => {
  for (const visitor of [ann, ben, cid]) await visitor?.leave();
  await app?.stop();
});

function chairOf(name: string, on: Visitor): Locator {
  return on.page.locator('li[data-person]').filter({ hasText: name });
}

const callsStill = (name: string, on: Visitor) => chairOf(name, on).getByText(en.chairs.voiceOnly, { exact: true });
const markOf = (name: string, on: Visitor) => chairOf(name, on).locator('[data-mark]');
const reads = (visitor: Visitor, text: string) => expect(visitor.page.getByText(text).first()).toBeVisible();
const readsNoMore = (visitor: Visitor, text: string) => expect(visitor.page.getByText(text)).toHaveCount(0);

async function annSeesBen(): Promise<void> {
  await expect(chairOf('Ben', ann).locator('video:not([data-hidden])')).toHaveCount(1);
}

/** The connections of a page, made since it was loaded. */
const connectionsOf = (visitor: Visitor) =>
  visitor.page.evaluate(() => (window as unknown as { ear: { connections: Set<unknown> } }).ear.connections.size);

async function hundredsArrive(listener: Visitor, speaker: string, packets: number): Promise<void> {
  const from = (await listener.senderOf(speaker))?.packets ?? 0;
  await expect
    .poll(async () => ((await listener.senderOf(speaker))?.packets ?? 0) - from, { timeout: 60_000 })
    .toBeGreaterThan(packets);
}

test('camera and microphone lost in one moment both come back, where other devices are there', async () => {
  await pullOut(ben.page, ['audio', 'video'], false);
  await expect.poll(() => liveDevices(ben.page), { message: 'both devices are there again' }).toEqual(['audio', 'video']);
  await hear([ann], ben);
  await annSeesBen();
  await expect(ben.button(en.controls.closeMicrophone)).toBeVisible();
  await expect(ben.button(en.controls.closeCamera)).toBeVisible();
});

test('[R4.7] devices lost for good are reported, to the circle too; plugged in again they come back by themselves', async () => {
  await pullOut(ben.page, ['audio', 'video'], true);
  await reads(ben, sound.noMicrophone.missing);
  for (const other of [ann, cid]) await expect(markOf('Ben', other)).toHaveAttribute('data-mark', 'missing');
  await expect(markOf('Ben', ben)).toHaveAttribute('data-mark', 'missing');
  await ann.page.getByText(sound.unheard.missing('Ben')).click();
  await reads(ann, sound.help.missing);
  await readsNoMore(cid, sound.unheard.missing('Ben'));
  await plugIn(ben.page);
  await hear([ann, cid], ben);
  await annSeesBen();
  await readsNoMore(ben, sound.noMicrophone.missing);
  for (const other of [ann, cid]) await expect(markOf('Ben', other)).toHaveCount(0);
  await readsNoMore(ann, sound.unheard.missing('Ben'));
});

test('[R4.7] a microphone that the system mutes is reported within 3 s, no connection is renewed for it, and it returns by itself', async () => {
  const connections = await Promise.all([ann, cid].map(connectionsOf));
  await systemMutes(ben.page, true);
  await expect(ben.page.getByText(sound.mutedByDevice).first()).toBeVisible({ timeout: 3000 });
  await expect(ben.button(sound.microphoneMuted)).toBeVisible();
  for (const other of [ann, cid]) {
    await expect(markOf('Ben', other)).toHaveAttribute('data-mark', 'muted');
    await expect.poll(() => other.levelOf('Ben')).toBeLessThan(quiet);
  }
  await reads(ann, sound.unheard.muted('Ben'));
  // Longer than any patience with a sound that does not come.
  await hundredsArrive(ann, 'Cid', 900);
  expect(await Promise.all([ann, cid].map(connectionsOf))).toEqual(connections);
  await systemMutes(ben.page, false);
  await hear([ann, cid], ben);
  for (const other of [ann, cid]) await expect(markOf('Ben', other)).toHaveCount(0);
  await readsNoMore(ben, sound.mutedByDevice);
});

test('[R4.7] a muted microphone returns by one touch too', async () => {
  await systemMutes(ben.page, true);
  await reads(ben, sound.mutedByDevice);
  await ben.page.locator('[data-own="muted"]').getByRole('button').click();
  await hear([ann], ben);
  await readsNoMore(ben, sound.mutedByDevice);
});

test('whoever talks with their microphone off is told so once, and everybody sees that it is off', async () => {
  await ben.touch(en.controls.closeMicrophone);
  for (const other of [ann, cid]) await expect(markOf('Ben', other)).toHaveAttribute('data-mark', 'off');
  await reads(ben, sound.talksUnheard);
  expect(await ann.levelOf('Ben')).toBeLessThan(quiet);
  await readsNoMore(ben, sound.talksUnheard);
  await ben.touch(en.controls.openMicrophone);
  await hear([ann], ben);
});

test('[R4.2] released from a hold, a member reads that they may speak again, and turns the microphone on themselves', async () => {
  await ann.button(en.desk.people).click();
  await ann.page.locator('summary').filter({ hasText: 'Ben' }).click();
  await ann.touch(en.desk.hold('Ben'));
  await ann.page
    .getByRole('dialog')
    .getByRole('button', { name: en.desk.sure.hold('Ben').yes })
    .click();
  await reads(ben, en.controls.held);
  await expect(markOf('Ben', cid)).toHaveAttribute('data-mark', 'off');
  await ann.button(en.desk.people).click(); // Ben's options are still unfolded
  await ann.touch(en.desk.release('Ben'));
  await reads(ben, sound.maySpeak);
  expect(await ann.levelOf('Ben')).toBeLessThan(quiet);
  await ben.page.locator('[data-own="maySpeak"]').getByRole('button').click();
  await hear([ann, cid], ben);
  await readsNoMore(ben, sound.maySpeak);
});

test('devices are changed in the room with three touches, and when the speaker vanishes the system’s own takes over, with a word about it', async () => {
  await ben.touch(en.controls.view);
  await ben.touch(sound.devicesOpen);
  const panel = ben.page.getByRole('dialog', { name: sound.devices });
  await expect(panel.locator('video:not([data-hidden])')).toBeVisible();
  await expect(panel.getByRole('img', { name: /Level [1-9]/ })).toBeVisible();
  const microphones = panel.getByLabel(en.door.microphone);
  const others = await microphones.locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  const other = others.find((id) => id !== 'default') ?? '';
  await microphones.selectOption(other);
  await expect(microphones).toHaveValue(other);
  await hear([ann], ben);
  await expect(panel.getByText(sound.groupHears)).toBeVisible();
  const cameras = panel.getByLabel(en.door.camera);
  const camera = await cameras.inputValue();
  await cameras.selectOption({ label: en.door.withoutCamera });
  await expect(panel.getByText(sound.cameraIsOff)).toBeVisible();
  await cameras.selectOption(camera);
  await expect(panel.locator('video:not([data-hidden])')).toBeVisible();
  await annSeesBen();
  const speakers = panel.getByLabel(en.door.speaker);
  const [, speaker = ''] = await speakers
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  await speakers.selectOption(speaker);
  const sinks = () =>
    ben.page.evaluate(() =>
      [...document.querySelectorAll('audio')].map((one) => (one as HTMLMediaElement & { sinkId: string }).sinkId),
    );
  await expect.poll(sinks).toContain(speaker);
  await unplugSpeakers(ben.page);
  await panel.getByRole('button', { name: sound.devicesDone }).click();
  await reads(ben, sound.speakerGone);
  await expect.poll(sinks).not.toContain(speaker);
});

test('[R8.4] a picture that stands still becomes a still face that says so, who it is of is heard all the while, and it moves again', async () => {
  await annSeesBen();
  // Said anew at each look: what the media server asks of a sender meanwhile opens its encodings again.
  const isStill = (other: Visitor) => sendsPictures(ben.page, false).then(() => callsStill('Ben', other).count());
  for (const other of [ann, cid]) await expect.poll(() => isStill(other), `${other.name} reads of a still picture`).toBe(1);
  await hear([ann, cid], ben);
  await sendsPictures(ben.page, true);
  for (const other of [ann, cid]) await expect(callsStill('Ben', other)).toHaveCount(0);
  await annSeesBen();
});

test('a page that was out of sight on a phone sends its picture as before', async () => {
  await annSeesBen();
  await pocket(ben.page, 6000);
  expect(await isCameraLit(ben.page)).toBe(true);
  await annSeesBen();
});

test('[R1.5] [R4.3] an undone end opens nobody’s devices: chairs say so, and one touch each brings back what was on', async () => {
  await ann.touch(en.desk.people);
  await ann.touch(en.desk.endForAll);
  await ann.page.getByRole('dialog').getByRole('button', { name: en.desk.sure.end.yes, exact: true }).click();
  await ann.touch(en.desk.undoEnd);
  for (const visitor of [ann, ben, cid]) {
    await visitor.isInRoom();
    await reads(visitor, sound.maySpeak);
  }
  expect(await liveDevices(ben.page)).toEqual([]);
  for (const other of [ann, cid]) await expect(markOf('Ben', other)).toHaveAttribute('data-mark', 'off');
  await ben.page.locator('[data-own="maySpeak"]').getByRole('button').click();
  await hear([ann, cid], ben);
  await ben.page.locator('[data-own="mayBeSeen"]').getByRole('button').click();
  await annSeesBen();
  await expect(markOf('Ben', ann)).toHaveCount(0);
  // Longer than any patience with somebody who is not there.
  await hundredsArrive(cid, 'Ben', 300);
  await expect(markOf('Ann', cid)).toHaveAttribute('data-mark', 'off');
  // Nor is it known by having heard them before: a page that has just come says the same of whoever sends nothing.
  await ben.page.reload();
  await ben.isInRoom();
  for (const name of ['Ann', 'Cid']) await expect(markOf(name, ben)).toHaveAttribute('data-mark', 'off');
  await hear([ann, cid], ben);
  await hundredsArrive(cid, 'Ben', 300);
  for (const name of ['Ann', 'Cid']) await expect(markOf(name, ben)).toHaveAttribute('data-mark', 'off');
  for (const visitor of [ann, cid])
    for (const turnOn of [en.controls.openMicrophone, en.controls.openCamera]) await visitor.touch(turnOn);
  await hear([ben, cid], ann);
});

test('[R8.1] a clock set ahead in mid-meeting spoils neither the soft clock nor undo', async () => {
  await beginCase(ann, ben);
  await ann.page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 3_600_000;
  });
  await ann.touch(acts.toQuestions('Ben').act);
  await expect(ann.page.getByRole('button', { name: en.desk.undo }).first()).toBeVisible();
  await ann.button(en.desk.clockHidden).click();
  // An hour ahead it would say 60 and more.
  await expect(ann.page.getByText(new RegExp(`^${en.desk.minutes(0, 99).replace('99', '\\d+')}`))).toBeVisible();
});

test('[R3.3] the stepped-back presenter reaches the devices too, without a picture of themselves, and nothing is sent', async () => {
  await ann.touch(acts.stepBack('Ben').act);
  await reads(ben, en.controls.youListen);
  await ben.touch(en.controls.volume);
  await ben.touch(sound.devicesOpen);
  const panel = ben.page.getByRole('dialog', { name: sound.devices });
  await expect(panel.getByRole('img', { name: /Level [1-9]/ })).toBeVisible();
  await expect(panel.locator('video')).toHaveCount(0);
  const microphones = panel.getByLabel(en.door.microphone);
  await microphones.selectOption('default');
  await expect(microphones).toHaveValue('default');
  await hearNothing(ann, ben, cid);
  await expect(markOf('Ben', ann)).toHaveCount(0);
  await panel.getByRole('button', { name: sound.devicesDone }).click();
});

test('an app’s built-in browser and a page without devices are told what to open instead, and offered no seat', async () => {
  const browser = cid.page.context().browser();
  if (!browser) throw new Error('Cid has a browser');
  const inApp = await browser.newContext({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 350.0',
  });
  const page = await inApp.newPage();
  await page.goto(app.link('Dee'));
  await page.getByRole('button').click(); // the link's own press
  await expect(page.getByRole('heading', { name: sound.unfit.inApp.heading })).toBeVisible();
  await expect(page.getByLabel(sound.unfit.address)).toHaveValue(page.url());
  await expect(page.getByRole('button', { name: en.door.takeSeat })).toHaveCount(0);
  await inApp.close();
  const old = await browser.newContext();
  const bare = await old.newPage();
  await bare.addInitScript(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }));
  await bare.goto(app.link('Dee'));
  await bare.getByRole('button').click();
  await expect(bare.getByRole('heading', { name: sound.unfit.tooOld.heading })).toBeVisible();
  await expect(bare.getByText(en.door.microphoneMissing)).toHaveCount(0);
  await old.close();
});
