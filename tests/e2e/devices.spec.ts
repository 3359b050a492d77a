// A person's own camera and microphone: what they have closed stays closed, what they have opened is asked for once, whatever the ritual does between.
import { expect, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { cameras, devicesGiven, noteDevices } from './given-devices.ts';
import { hear, quiet } from './hearing.ts';
import { Visitor } from './visitor.ts';
import { beginCase } from './walk.ts';

const { acts } = en.desk;

let app: TestApp;
let ann: Visitor;
let ben: Visitor;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  app = await startApp();
  [ann, ben] = await Promise.all([Visitor.arrive('Ann', app), Visitor.arrive('Ben', app)]);
  await noteDevices(ben.page);
  await ben.page.reload();
  for (const visitor of [ann, ben]) await visitor.takeSeat();
});

test.afterAll(async () => {
  for (const visitor of [ann, ben]) await visitor?.leave();
  await app?.stop();
});

async function annSeesBen(): Promise<void> {
  const { frames } = await ann.hears();
  await expect
    .poll(async () => (await ann.hears()).frames, { message: 'Ann sees Ben move', timeout: 60_000 })
    .toBeGreaterThan(frames + 10);
}

async function benPresents(): Promise<void> {
  await beginCase(ann, ben);
  await ann.touch(acts.toQuestions('Ben').act);
}

async function benStepsBack(): Promise<void> {
  await ann.touch(acts.stepBack('Ben').act);
  await expect(ann.page.getByText(en.desk.silenceSince('')).first()).toBeVisible();
  await expect.poll(() => ann.levelOf('Ben'), { message: 'Ben falls silent' }).toBeLessThan(quiet);
}

async function benComesIn(): Promise<void> {
  await ann.touch(acts.inviteBack('Ben').act);
  await ben.touch(en.controls.comeIn);
  await expect(ben.button(en.controls.comeIn)).toBeHidden();
}

/** The devices whose sound and picture the page sends now, by track. */
function sent(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { connections } = (window as unknown as { ear: { connections: Set<RTCPeerConnection> } }).ear;
    const senders = [...connections]
      .filter(({ connectionState }) => connectionState === 'connected')
      .flatMap((connection) => connection.getSenders());
    return senders.flatMap(({ track }) => (track ? [track.id] : [])).sort();
  });
}

test('a camera that is off stays dark, after a reload too, and is turned on again by the person’s touch', async () => {
  await annSeesBen();
  expect(await cameras(ben.page)).toEqual(['live']);
  await ben.touch(en.controls.closeCamera);
  await expect(ben.button(en.controls.openCamera)).toBeVisible();
  expect(await cameras(ben.page)).toEqual(['ended']);

  await ben.page.reload();
  await ben.isInRoom();
  await hear([ann], ben);
  expect(await cameras(ben.page)).toEqual([]);

  await ben.touch(en.controls.openCamera);
  await expect(ben.button(en.controls.closeCamera)).toBeVisible();
  expect(await cameras(ben.page)).toEqual(['live']);
  await annSeesBen();
});

test('[R3.5] stepping back and coming in asks for no device again, and sends the same microphone and camera', async () => {
  await benPresents();
  await hear([ann], ben);
  const before = await devicesGiven(ben.page);
  const sends = await sent(ben.page);
  expect(sends).toHaveLength(2);
  await benStepsBack();
  await benComesIn();
  await hear([ann], ben);
  await annSeesBen();
  expect(await devicesGiven(ben.page)).toEqual(before);
  expect(await sent(ben.page)).toEqual(sends);
});

test('[R3.5] a microphone that the presenter had turned off themselves stays off when they come in, says so, and is turned on with one touch', async () => {
  await ann.touch(en.desk.back); // once there is nothing to undo any more
  await ann.touch(en.desk.backTo(en.phases.names.clarifying));
  await ben.touch(en.controls.closeMicrophone);
  await benStepsBack();
  await benComesIn();
  await expect(ben.page.getByText(en.controls.microphoneIsClosed)).toBeVisible();
  await annSeesBen();
  expect(await ann.levelOf('Ben')).toBeLessThan(quiet);
  await ben.touch(en.controls.openMicrophone);
  await expect(ben.page.getByText(en.controls.microphoneIsClosed)).toBeHidden();
  await hear([ann], ben);
});

test('[R6.5] a seat taken back from another device has nothing on that was off before', async () => {
  await ben.touch(en.controls.closeMicrophone);
  await ben.touch(en.controls.closeCamera);
  await expect(ben.button(en.controls.openCamera)).toBeVisible();
  const other = await ben.page.context().newPage();
  await other.goto(app.link('Ben'));
  await other.getByRole('checkbox', { name: en.door.alone }).check();
  await other.getByRole('button', { name: en.door.takeSeat }).click();
  await other.getByRole('button', { name: en.pages.trouble.replaced.act }).click();
  await ben.touch(en.pages.trouble.replaced.act);
  await ben.isInRoom();
  await hear([ben], ann);
  await expect(ben.button(en.controls.openMicrophone).first()).toBeVisible();
  await expect(ben.button(en.controls.openCamera)).toBeVisible();
  expect(await cameras(ben.page)).not.toContain('live');
  expect(await ann.levelOf('Ben')).toBeLessThan(quiet);
});
