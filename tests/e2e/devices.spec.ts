// A person's own camera: closed by their touch it goes dark and is asked for anew; its picture comes back to the others.
import { expect, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { startHouse, type TestHouse } from '../support/test-house.ts';
import { Visitor } from './visitor.ts';

let house: TestHouse;
let ann: Visitor;
let ben: Visitor;

test.describe.configure({ timeout: 120_000 });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  house = await startHouse();
  [ann, ben] = await Promise.all([Visitor.arrive('Ann', house), Visitor.arrive('Ben', house)]);
  await noteDevices(ben.page);
  await ben.page.reload();
  for (const visitor of [ann, ben]) await visitor.takeSeat();
});

test.afterAll(async () => {
  for (const visitor of [ann, ben]) await visitor?.leave();
  await house?.stop();
});

/** Every device track the page was ever given. */
async function noteDevices(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const given: MediaStreamTrack[] = [];
    Object.assign(window, { given });
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      given.push(...stream.getTracks());
      return stream;
    };
  });
}

function cameras(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { given } = window as unknown as { given: MediaStreamTrack[] };
    return given.filter(({ kind }) => kind === 'video').map(({ readyState }) => readyState);
  });
}

async function annSeesBen(): Promise<void> {
  const { frames } = await ann.hears();
  await expect
    .poll(async () => (await ann.hears()).frames, { message: 'Ann sees Ben move', timeout: 30_000 })
    .toBeGreaterThan(frames + 10);
}

test('a closed camera is dark, also after a reload, and opens again with the person’s touch', async () => {
  await annSeesBen();
  expect(await cameras(ben.page)).toEqual(['live']);
  await ben.touch(en.controls.closeCamera);
  await expect(ben.button(en.controls.openCamera)).toBeVisible();
  expect(await cameras(ben.page)).toEqual(['ended']);

  await ben.page.reload();
  await ben.isInRoom();
  await expect.poll(() => ann.levelOf('Ben'), { message: 'Ann hears Ben again', timeout: 30_000 }).toBeGreaterThan(-55);
  expect(await cameras(ben.page)).toEqual([]);

  await ben.touch(en.controls.openCamera);
  await expect(ben.button(en.controls.closeCamera)).toBeVisible();
  expect(await cameras(ben.page)).toEqual(['live']);
  await annSeesBen();
});
