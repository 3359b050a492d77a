// Draws every page around the room from the gallery's made-up answers. Pictures go to screenshots/program/.
import { test } from '@playwright/test';
import { programPictures } from '../../client/src/gallery/program/program-pictures.ts';
import { type Gallery, openGallery } from './gallery.ts';
import { drawEverySize, isWanted, nameOf } from './shots.ts';

let gallery: Gallery;

test.describe.configure({ mode: 'serial', timeout: 1_200_000 });

test.beforeAll(async () => {
  gallery = await openGallery();
});

test.afterAll(async () => gallery?.close());

test('every page', async ({ page }) => {
  for (const search of programPictures.filter(isWanted)) {
    const [query, hash = ''] = search.split('#');
    await page.goto('about:blank');
    await page.goto(gallery.at(query ?? '', hash));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await drawEverySize(page, `screenshots/program/${nameOf(search)}`, { fullPage: true });
  }
});
