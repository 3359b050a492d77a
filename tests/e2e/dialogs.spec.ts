// What opens over a page: it gives the focus back to what opened it, its buttons look like buttons wherever it is drawn, and its way out is in view.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { roomPictures } from '../../client/src/gallery/room-pictures.ts';
import { screenPictures } from '../../client/src/gallery/screen-pictures.ts';
import { settlesInMs } from '../../client/src/press/press-guard.ts';
import { help } from '../../client/src/words/en/help.ts';
import { en } from '../../client/src/words/en.ts';
import { type Gallery, openGallery, show } from './gallery.ts';
import { runTogether } from './run-together.ts';

const { desk, door, links, pages, sound, controls } = en;

/** By keyboard alone: the names of the buttons that lead to it, the first being the one to come back to. */
const dialogs: readonly (readonly [search: string, path: readonly string[], out: string])[] = [
  ['role=member', [door.help], help.done],
  ['screen=doorstep', [door.help], help.done],
  ['screen=doorstep', [pages.signOut.act], desk.sure.no],
  ['screen=farewell', [pages.signOut.act], desk.sure.no],
  ['screen=links', [links.renewFor('Dee')], desk.sure.no],
  ['role=leader&phase=farewell', [desk.acts.toDebrief.act], desk.sure.no],
  ['role=leader', [desk.people, desk.endForAll], desk.sure.no],
  ['role=member', [controls.view, sound.devicesOpen], sound.devicesDone],
  ['role=leader', [controls.view, sound.devicesOpen], sound.devicesDone],
  ['role=presenter&phase=associative', [controls.volume, sound.devicesOpen], sound.devicesDone],
];

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await openGallery();
});
test.afterAll(() => gallery?.close());

/** The desk says beneath an act what comes after it. */
const called = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });

/** Not as the second half of a double press (R1.8), by the page's own clock, nor before its words have settled. */
async function press(button: Locator): Promise<void> {
  await expect(button).toBeEnabled();
  const page = button.page();
  const asked = await page.evaluate(() => performance.now());
  await page.waitForFunction((from) => performance.now() > from, asked + settlesInMs);
  await button.press('Enter');
}

async function open(page: Page, path: readonly string[]): Promise<Locator> {
  for (const name of path) await press(called(page, name));
  const dialog = page.locator('dialog[open]');
  await expect(dialog).toBeVisible();
  return dialog;
}

for (const [search, path, out] of dialogs) {
  const name = `${path.join(', ')} on ${search}`;

  test(`[R10.1] the focus comes back to what was pressed: ${name}`, async ({ page }) => {
    await show(page, gallery, search);
    for (const key of ['Escape', 'Enter']) {
      const dialog = await open(page, path);
      const at = page.locator(':focus');
      await expect(dialog.locator(':focus')).toHaveCount(1);
      expect(await at.evaluate((element) => element.closest('[aria-hidden="true"]') === null)).toBe(true);
      if (key === 'Escape') await page.keyboard.press(key);
      else await press(dialog.getByRole('button', { name: out }));
      await expect(dialog).toHaveCount(0);
      await expect(called(page, path[0] ?? '')).toBeFocused();
    }
  });

  test(`its buttons have room, and its way out is in view on any screen: ${name}`, async ({ page }) => {
    await show(page, gallery, search);
    const dialog = await open(page, path);
    for (const size of [
      { width: 1366, height: 768 },
      { width: 360, height: 740 },
      { width: 683, height: 384 },
    ]) {
      await page.setViewportSize(size);
      const way = dialog.getByRole('button', { name: out });
      for (const end of [0, 10_000]) {
        await dialog.evaluate((element, top) => element.scrollTo(0, top), end);
        await expect(way, `${size.width}x${size.height}`).toBeInViewport({ ratio: 1 });
      }
    }
    const room = await dialog
      .locator('button')
      .evaluateAll((all) => all.map((button) => Number.parseFloat(getComputedStyle(button).paddingInlineStart)));
    expect(Math.min(...room)).toBeGreaterThanOrEqual(9);
  });
}

test('[R10.1] where what opened it has gone meanwhile, the focus rests on what surrounded that', async ({ page }) => {
  await show(page, gallery, 'role=leader&phase=farewell');
  await open(page, [desk.acts.toDebrief.act]);
  await page.evaluate(() => window.doAs?.('Ann', { type: 'goBack', from: 'farewell', to: 'caseCall' }));
  await page.keyboard.press('Escape');
  await expect(page.locator('section:focus, main:focus')).toHaveCount(1);
});

test('[R10.1] a question on the pages around the room gives the focus back too', async ({ page }) => {
  await show(page, gallery, 'page=/me/devices');
  const end = page.getByRole('button', { name: /^End/ }).first();
  for (const key of ['Escape', 'Enter']) {
    await press(end);
    await expect(page.locator('dialog[open]')).toBeVisible();
    await page.keyboard.press(key);
    await expect(end).toBeFocused();
  }
});

test('[R10.1] a press on a face leaves the focus to nothing that a screen reader cannot read', async ({ page }) => {
  await show(page, gallery, 'role=member');
  for (const face of await page.locator('video').all()) {
    await face.click({ force: true });
    expect(await page.evaluate(() => document.activeElement?.closest('[aria-hidden="true"]')?.outerHTML ?? null)).toBe(null);
  }
});

test('no two things that stand side by side are read as one word', async ({ page }) => {
  const found: string[] = [];
  for (const search of [...roomPictures, ...screenPictures]) {
    await page.goto(gallery.at(search));
    await expect(page.locator('main')).toBeVisible();
    for (const both of await page.evaluate(runTogether)) found.push(`${search}: ${both}`);
  }
  expect(found).toEqual([]);
});

test('nor in the leaders’ notes', async ({ page }) => {
  await show(page, gallery, 'role=leader&phase=associative&with=whispers');
  await press(called(page, desk.notes));
  await expect(page.getByRole('list', { name: desk.notes })).toContainText(`${desk.me} ${desk.sentToPresenter('Ben')}`);
  expect(await page.evaluate(runTogether)).toEqual([]);
});

test('[R6.5] a page that the room has opened closes its tab on the way back, or says where the room is', async ({ page }) => {
  await show(page, gallery, 'role=leader');
  for (const link of [desk.links, door.trouble]) {
    await press(called(page, desk.people));
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: link }).press('Enter');
    const beside = await opened;
    const closed = beside.waitForEvent('close');
    // The page goes before the key is let go.
    await beside
      .getByRole('button', { name: links.back })
      .press('Enter')
      .catch(() => undefined);
    await closed;
    await page.keyboard.press('Escape');
  }
  await show(page, gallery, 'screen=links#beside-the-room');
  await page.getByRole('button', { name: links.back }).press('Enter');
  await expect(page.getByText(links.inOtherTab)).toBeVisible();
  await expect(page.getByRole('link', { name: links.openHere })).toBeVisible();
});
