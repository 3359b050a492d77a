// Draws the room in the gallery's circumstances and the screens beside it. Pictures go to screenshots/states/.
import { expect, test } from '@playwright/test';
import { phasePictures, roomPictures } from '../../client/src/gallery/room-pictures.ts';
import { screenPictures } from '../../client/src/gallery/screen-pictures.ts';
import { type Gallery, openGallery } from './gallery.ts';
import { drawEverySize, isWanted, nameOf } from './shots.ts';

const folder = 'screenshots/states';

let gallery: Gallery;

test.describe.configure({ mode: 'serial', timeout: 1_200_000 });

test.beforeAll(async () => {
  gallery = await openGallery();
});

test.afterAll(async () => gallery?.close());

test('every phase and state of the room', async ({ page }) => {
  for (const search of [...phasePictures, ...roomPictures].filter(isWanted)) {
    await page.goto(gallery.at(search));
    await expect(page.locator('li[data-person]').first()).toBeVisible();
    await drawEverySize(page, `${folder}/${nameOf(search)}`);
  }
});

test('every screen beside the room', async ({ page }) => {
  for (const search of screenPictures.filter(isWanted)) {
    await page.goto(gallery.at(search));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await drawEverySize(page, `${folder}/${nameOf(search)}`, { fullPage: true });
  }
});
