// Draws every page around the room from the gallery's made-up answers, at a desk, on a tablet and on a phone, in both lights. Pictures go to
// screenshots/program/; `SHOTS_OF=home` draws those whose address has that in it.
import { mkdir } from 'node:fs/promises';
import { test } from '@playwright/test';
import { programPictures } from '../../client/src/gallery/program/program-pictures.ts';
import { type Gallery, openGallery } from './gallery.ts';

const folder = 'screenshots/program';
const sizes = { desk: { width: 1366, height: 768 }, tablet: { width: 768, height: 1024 }, phone: { width: 390, height: 844 } };
const wanted = programPictures.filter((search) => search.includes(process.env.SHOTS_OF ?? ''));

let gallery: Gallery;

test.describe.configure({ mode: 'serial', timeout: 600_000 });

test.beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  gallery = await openGallery();
});

test.afterAll(async () => gallery?.close());

for (const theme of ['dusk', 'light'] as const) {
  test(`every page, ${theme}`, async ({ browser }) => {
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await browser.newContext({ viewport, colorScheme: theme === 'dusk' ? 'dark' : 'light' });
      const page = await context.newPage();
      for (const search of wanted) {
        const [query, hash = ''] = search.split('#');
        await page.goto('about:blank');
        await page.goto(gallery.at(query ?? '', hash));
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.screenshot({ path: `${folder}/${nameOf(search)}-${size}-${theme}.png`, fullPage: true });
      }
      await context.close();
    }
  });
}

function nameOf(search: string): string {
  return (
    search
      .replace('page=/', '')
      .replace(/0{10,}\w+/g, 'x')
      .replace(/[^\w]+/g, '-')
      .replace(/^-|-$/g, '') || 'start'
  );
}
