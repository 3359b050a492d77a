// What comes with a file of its own: a network that fails for a moment keeps nothing away for good, and a press in the room waits for no file.
import { expect, test } from '@playwright/test';
import { help } from '../../client/src/words/en/help.ts';
import { en } from '../../client/src/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { FirefoxVisitor } from './firefox-visitor.ts';
import { hear } from './hearing.ts';
import { Visitor } from './visitor.ts';

let app: TestApp;
let ann: Visitor;
let ben: Visitor;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  app = await startApp();
  [ann, ben] = await Promise.all([Visitor.arrive('Ann', app), Visitor.arrive('Ben', app)]);
  await ann.takeSeat();
});

test.afterAll(async () => {
  for (const visitor of [ann, ben]) await visitor?.leave();
  await app?.stop();
});

test('a page whose own program does not come is loaded again by itself, once its server is well', async () => {
  await ben.agree();
  const { page } = ben;
  let [tries, looks] = [0, 0];
  await page.route('**/assets/doorstep-*.js', (route) => (tries++ === 0 ? route.abort() : route.continue()));
  await page.route(page.url(), (route) => {
    if (route.request().isNavigationRequest()) return route.continue();
    looks += 1;
    return looks === 1 ? route.fulfill({ status: 502, body: 'Bad gateway' }) : route.continue();
  });
  await page.reload();
  await expect.poll(() => [tries, looks]).toEqual([2, 2]);
  await expect(page.locator('[data-still]')).toHaveCount(0);
  await expect(ben.button(en.door.takeSeat)).toBeVisible();
  await page.unrouteAll({ behavior: 'wait' });
});

test('sound comes however often its program could not be fetched', async () => {
  let tries = 0;
  await ben.page.route('**/assets/media-session-*.js', (route) => (tries++ < 3 ? route.abort() : route.continue()));
  await ben.page.reload();
  // Each time the page is loaded again by itself, as soon as the server answers.
  await expect.poll(() => tries).toBe(4);
  await ben.takeSeat();
  await hear([ben], ann);
});

test('also in Firefox', async () => {
  const cid = await FirefoxVisitor.arrive('Cid', app);
  try {
    let tries = 0;
    await cid.page.setRequestInterception(true);
    cid.page.on('request', (request) => {
      const isLost = request.url().includes('/assets/media-session-') && tries++ < 2;
      void (isLost ? request.abort() : request.continue());
    });
    await cid.touch(en.gate.contractAccept);
    await expect.poll(() => tries).toBe(3);
    await cid.takeSeat();
    await hear([cid], ann);
  } finally {
    await cid.leave();
  }
});

test('in the room nothing that is pressed waits for a file', async () => {
  const { page } = ben;
  const asked: string[] = [];
  await page.waitForLoadState('networkidle');
  await page.route('**/assets/**', (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.abort();
  });
  await ben.touch(en.door.help);
  await expect(page.getByRole('heading', { name: help.heading })).toBeVisible();
  await page.getByRole('button', { name: help.done }).click();
  await ben.touch(en.controls.view);
  await ben.touch(en.sound.devicesOpen);
  const devices = page.getByRole('dialog', { name: en.sound.devices });
  await expect(devices.getByLabel(en.door.microphone)).toBeVisible();
  await ben.touch(en.sound.devicesDone);
  await ben.touch(en.controls.leave);
  await page.getByText(en.controls.leaveAsk).waitFor();
  await page.getByRole('button', { name: en.controls.leave, exact: true }).last().click();
  await expect(page.getByText(en.farewell.left)).toBeVisible();
  expect(asked).toEqual([]);
});
