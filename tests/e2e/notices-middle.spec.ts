// The room's own words, in the middle of the circle and in its chairs, have room there on any screen; and where there is room, buttons have words.
import { expect, type Page, test } from '@playwright/test';
import { type Gallery, openGallery } from './gallery.ts';

type Size = readonly [width: number, height: number];

/** The last is 1366x768 with all letters twice as large. */
const sizes: readonly Size[] = [
  [360, 740],
  [844, 390],
  [768, 1024],
  [1366, 768],
  [1920, 1080],
  [683, 384],
];

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await openGallery();
});
test.afterAll(() => gallery?.close());

/** Draws the room at each size, and tells what is still wrong once it has been drawn anew. */
async function isFreeOf(page: Page, room: string, look: () => string[], at: readonly Size[] = sizes): Promise<void> {
  await page.goto(gallery.at(room));
  await expect(page.locator('li[data-person]').first()).toBeVisible();
  for (const [width, height] of at) {
    await page.setViewportSize({ width, height });
    await expect
      .configure({ soft: true })
      .poll(() => page.evaluate(look), { message: `${width}x${height}`, timeout: 10_000 })
      .toEqual([]);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/${room.replace(/[=&,]/g, '-')}-${width}x${height}.png` });
  }
}

for (const room of [
  'role=member&phase=clarifying&with=breakOver,leaderless',
  'role=member&people=4&phase=clarifying&with=breakOver,leaderless',
  'role=member&people=12&phase=clarifying&with=breakOver,leaderless',
  'role=leader&phase=opening&with=break',
  'role=presenter&phase=associative&with=break',
  'role=presenter&phase=closingRound',
  'role=member&phase=aim',
  'role=observer&people=4&phase=associative',
  'role=leader&people=12&phase=associative',
])
  test(`what is said in the middle lies upon no face and no name: ${room}`, async ({ page }) => {
    await isFreeOf(page, room, wordsUponChairs);
  });

test('what is said in a chair stays within it', async ({ page }) => {
  await isFreeOf(page, 'role=member&phase=presentation&with=voice,lost,hidden', captionsBeyond);
  await isFreeOf(page, 'role=leader&people=12&phase=associative&with=lost', captionsBeyond);
});

test('a note from the leaders leaves the presenter the faces', async ({ page }) => {
  for (const [width, height, least] of [
    [844, 390, 60],
    [683, 384, 48],
    [360, 740, 64],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(gallery.at('role=presenter&phase=associative&with=seen,whispers'));
    await expect(page.locator('li[data-person] video').first()).toBeVisible();
    await expect
      .configure({ soft: true })
      .poll(() => page.evaluate(smallestFace), { message: `${width}x${height}` })
      .toBeGreaterThanOrEqual(least);
  }
});

test('on a phone held sideways a few people have as large faces as many', async ({ page }) => {
  await page.setViewportSize({ width: 844, height: 390 });
  for (const room of ['people=8', 'people=4', 'people=8&phase=associative', 'people=4&phase=associative', 'people=3']) {
    await page.goto(gallery.at(`role=leader&${room}`));
    await expect(page.locator('li[data-person] video').first()).toBeVisible();
    await expect
      .configure({ soft: true })
      .poll(() => page.evaluate(smallestFace), { message: room })
      .toBeGreaterThanOrEqual(64);
  }
});

test('buttons have words where there is room for them', async ({ page }) => {
  await isFreeOf(page, 'role=leader&phase=clarifying', wordless, [
    [768, 1024],
    [1366, 768],
    [1920, 1080],
  ]);
  await isFreeOf(page, 'role=member&phase=clarifying', wordless, [
    [844, 390],
    [768, 1024],
    [1366, 768],
  ]);
});

test('on the desk no button lies upon another, whoever offers a case', async ({ page }) => {
  const wide: readonly Size[] = [
    [768, 1024],
    [1024, 768],
    [1366, 768],
    [1700, 900],
    [1920, 1080],
    [2400, 1200],
  ];
  for (const room of ['', '&with=offers', '&with=offers,longNames', '&with=asked', '&with=asked,askedLeader'])
    await isFreeOf(page, `role=leader&people=12&phase=caseCall${room}`, buttonsUponButtons, wide);
});

test('on a low screen all controls of a person stand in one row', async ({ page }) => {
  for (const room of ['role=observer&phase=associative', 'role=outer&people=16&phase=associative&with=circles', 'role=member'])
    await isFreeOf(page, room, rowsOfControls, [
      [683, 384],
      [844, 390],
    ]);
});

/** In the page: lines of words in the middle that come nearer than two pixels to a face or a name. */
function wordsUponChairs(): string[] {
  const found: string[] = [];
  const linesOf = (element: Element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  };
  const chairs = [...document.querySelectorAll('li[data-person]')].flatMap((chair) => [
    ...[...chair.querySelectorAll('[data-shows]')].slice(0, 1).map((face) => face.getBoundingClientRect()),
    ...[...chair.querySelectorAll('[dir=auto]')].flatMap(linesOf),
  ]);
  const said = [...document.querySelectorAll('main h1, main h1 ~ p:not(.said)')].filter((words) => words.checkVisibility());
  const shown = said.filter((words) => getComputedStyle(words).clipPath === 'none');
  for (const words of shown)
    for (const line of [...linesOf(words), ...(words.matches('[data-says]') ? [words.getBoundingClientRect()] : [])])
      for (const chair of chairs) {
        const across = Math.min(line.right, chair.right) - Math.max(line.left, chair.left);
        const down = Math.min(line.bottom, chair.bottom) - Math.max(line.top, chair.top);
        if (across > -2 && down > 0) found.push(`${words.textContent}: ${Math.round(across)} by ${Math.round(down)}`);
      }
  if (shown.length === 0 || chairs.length === 0) found.push('nothing is said');
  return [...new Set(found)];
}

/** In the page: words over a still face that cross its rounded edge. */
function captionsBeyond(): string[] {
  const captions = [...document.querySelectorAll('li[data-person] [data-shows] [data-shows] > span:last-child')].filter(
    (one) => one.textContent,
  );
  const found = captions.length === 0 ? ['no caption'] : [];
  for (const caption of captions) {
    const face = (caption.parentElement as Element).getBoundingClientRect();
    const radius = face.width * 0.33;
    const range = document.createRange();
    range.selectNodeContents(caption);
    for (const { left, right, bottom } of range.getClientRects()) {
      const low = Math.max(0, radius - (face.bottom - (bottom - 2)));
      const inset = low >= radius ? radius : radius - Math.sqrt(radius * radius - low * low);
      if (left < face.left + inset || right > face.right - inset || low >= radius)
        found.push(`${caption.textContent}: ${Math.round(face.bottom - bottom)} px above the edge`);
    }
  }
  return [...new Set(found)];
}

/** In the page: the size of the smallest face in the circle. */
function smallestFace(): number {
  return Math.min(
    ...[...document.querySelectorAll('li[data-person]:not([data-state=steppedBack]) video')].map(
      (video) => (video.parentElement as Element).getBoundingClientRect().width,
    ),
  );
}

/** In the page: buttons of one's own that show an icon alone. The clock has no words. */
function wordless(): string[] {
  const buttons = [...document.querySelectorAll<HTMLElement>('main > section button')].filter(
    (button) => !button.closest('[popover]') && !button.matches('[aria-keyshortcuts$="+K"]'),
  );
  const found = buttons.length === 0 ? ['no button'] : [];
  for (const button of buttons) if (!button.innerText.trim()) found.push(button.getAttribute('aria-label') ?? button.outerHTML);
  return found;
}

/** In the page: buttons that lie upon each other. */
function buttonsUponButtons(): string[] {
  const found: string[] = [];
  const buttons = [...document.querySelectorAll('main > section button')].filter((button) => !button.closest('[popover]'));
  for (const [i, one] of buttons.entries())
    for (const other of buttons.slice(i + 1)) {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 1) found.push(`${one.textContent} upon ${other.textContent}`);
    }
  return found;
}

/** In the page: the controls of whoever does not lead, where they stand in more than one row. */
function rowsOfControls(): string[] {
  const buttons = [...document.querySelectorAll('main > section button')].filter((button) => !button.closest('[popover]'));
  const middles = buttons.map((button) => button.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2);
  return Math.max(...middles) - Math.min(...middles) < 12 ? [] : [`rows at ${middles.map(Math.round).join(', ')}`];
}
