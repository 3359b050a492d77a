// What the pages around the room measure on a phone: words that can be read, targets that a finger hits, lines that part something, and no page that is
// longer than it need be.
import { expect, test } from '@playwright/test';
import { programPictures } from '../../client/src/gallery/program/program-pictures.ts';
import { type Gallery, openGallery, show } from './gallery.ts';
import { ruledTwice } from './ruled.ts';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
test.describe.configure({ timeout: 600_000 });

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await openGallery();
});

test.afterAll(async () => gallery?.close());

test('[R10.1] on a phone no word is too small, no target too low, and no two lines part nothing', async ({ page }) => {
  const wrong: string[] = [];
  for (const search of programPictures) {
    await show(page, gallery, search);
    for (const found of await page.evaluate(ruledTwice)) wrong.push(`${search}: ${found}`);
    for (const found of [...(await page.evaluate(tooSmall)), ...(await page.evaluate(tooLow))]) wrong.push(`${search}: ${found}`);
  }
  expect(wrong).toEqual([]);
});

test('the page on which a group is made is short on a phone, and what is folded away says what holds', async ({ page }) => {
  await show(page, gallery, 'page=/new');
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(2800);
  await expect(page.getByText('English, on the clock of')).toBeVisible();
});

test('of a cancelled date its hours are struck through, and their name beside them is not', async ({ page }) => {
  const search = programPictures.find((each) => each.endsWith('/dates')) ?? '';
  await show(page, gallery, search);
  const struck = page.locator('td[data-of][class*="struck"]').first();
  await struck.scrollIntoViewIfNeeded();
  const box = await struck.boundingBox();
  if (!box) throw new Error('no cancelled date');
  const drawn = async () => {
    const [name, value] = await Promise.all([
      page.screenshot({ clip: { ...box, width: 20 } }),
      page.screenshot({ clip: { ...box, x: box.x + 60, width: 40 } }),
    ]);
    return { name: name.toString('base64'), value: value.toString('base64') };
  };
  const before = await drawn();
  await struck.evaluate((cell) => {
    cell.style.textDecoration = 'none';
  });
  const after = await drawn();
  expect(after.name).toBe(before.name);
  expect(after.value).not.toBe(before.value);
});

test('from one page of a group or a program to the next, the heading and the ways stay where they are', async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const places = new Set<string>();
  for (const search of programPictures) {
    await show(page, gallery, search);
    const ways = page.locator('main > nav');
    if ((await ways.count()) === 0) continue;
    const [heading, tabs] = await Promise.all([page.locator('h1').boundingBox(), ways.boundingBox()]);
    places.add(`heading from ${heading?.x}, ways from ${tabs?.x}, ${tabs?.width} wide`);
  }
  expect([...places]).toHaveLength(1);
  await page.close();
});

test('nothing is said in the words of a program', async ({ page }) => {
  const codes: string[] = [];
  for (const search of programPictures.filter((one) => !one.includes('/docs'))) {
    await show(page, gallery, search);
    const said = await page.locator('main').innerText();
    for (const [code] of said.matchAll(/(?<![\w@./-])[a-z]+(?:[A-Z][a-z]+)+(?![\w@.])/g)) codes.push(`${search}: ${code}`);
  }
  expect(codes.filter((one) => !/iPhone|iPad/.test(one))).toEqual([]);
});

/** Words of less than 11 pixels, drawings and all. */
function tooSmall(): string[] {
  const found = new Set<string>();
  for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent?.trim());
    if (words.join('') === '' || !element.checkVisibility() || element.closest('.said')) continue;
    const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.d ?? 1) : 1;
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < 11) found.add(`${element.tagName} of ${size.toFixed(1)} pixels: “${words.join('').slice(0, 30)}”`);
  }
  return [...found];
}

/** A link within a text is as high as its line, as WCAG 2.5.8 allows; what a stacked table hides is no target. */
function tooLow(): string[] {
  const found = new Set<string>();
  for (const element of document.querySelectorAll('a, button, select, summary, label:has(input)')) {
    const { height, width } = element.getBoundingClientRect();
    const isInText = getComputedStyle(element).display === 'inline' && element.closest('p, td') !== null;
    if (width < 2 || isInText || !element.checkVisibility() || element.closest('thead, .said')) continue;
    if (height < 43) found.add(`${element.tagName} of ${Math.round(height)} pixels: “${element.textContent?.trim().slice(0, 30)}”`);
  }
  return [...found];
}
