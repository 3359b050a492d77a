// Draws the room in the gallery's circumstances, at two desks and on two phones, in both lights. Pictures go to screenshots/states/; `SHOTS_OF=circles`
// draws those whose address has that in it.
import { mkdir } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { roomPictures } from '../../client/src/gallery/room-pictures.ts';
import { type Gallery, openGallery } from './gallery.ts';

const folder = 'screenshots/states';
const sizes = [
  { width: 360, height: 740 },
  { width: 390, height: 844 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];
const wanted = roomPictures.filter((search) => search.includes(process.env.SHOTS_OF ?? ''));

let gallery: Gallery;

test.describe.configure({ mode: 'serial', timeout: 600_000 });

test.beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  gallery = await openGallery();
});

test.afterAll(async () => gallery?.close());

test('every state', async ({ page }) => {
  for (const search of wanted) {
    await page.goto(gallery.at(search));
    await expect(page.locator('li[data-person] video').first()).toBeVisible();
    for (const theme of ['dusk', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme === 'dusk' ? 'dark' : 'light', reducedMotion: 'reduce' });
      for (const size of sizes) {
        await page.setViewportSize(size);
        await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
        await page.screenshot({ path: `${folder}/${search.replace(/[^\w]+/g, '-')}-${size.width}-${theme}.png` });
      }
    }
  }
});
