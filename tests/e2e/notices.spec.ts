// Whatever the room has to say stands beside the faces, on any screen and with large letters: it covers none, hides no knock and is not cut off.
import { expect, test } from '@playwright/test';
import { screenPictures } from '../../client/src/gallery/screen-pictures.ts';
import { en } from '../../client/src/words/en.ts';
import { type Gallery, openGallery } from './gallery.ts';
import { outgrown } from './outgrown.ts';
import { isAtRest } from './stillness.ts';

/** The last are 1366x768, 1920x1080 and 768x1024 with all letters twice as large. */
const sizes: readonly (readonly [number, number])[] = [
  [360, 740],
  [390, 844],
  [844, 390],
  [768, 1024],
  [1366, 768],
  [1920, 1080],
  [683, 384],
  [960, 540],
  [384, 512],
];

const rooms = [
  'role=member&with=noMicrophone',
  'role=member&with=lineLost,touch',
  'role=member&phase=associative&with=mutedMe,mediaLost',
  'role=presenter&phase=associative&with=reconnecting,touch',
  'role=leader&with=unheard,knock,noMicrophone',
  'role=leader&phase=clarifying&with=hands,unheard',
  'role=member&phase=clarifying&with=hands,handUp,noMicrophone',
  'role=leader&phase=associative&with=signal,unheard',
  'role=leader&phase=associative&with=lost,knock,lineLost',
  'role=leader&people=12&phase=associative&with=unheard,mediaLost,touch',
  'role=leader&people=16&phase=associative&with=circles,knock',
  'role=outer&people=24&phase=associative&with=circles,lineLost',
  'role=leader&people=4&phase=clarifying&with=timeOther,longNames',
  'role=leader&people=12&phase=associative&with=timeMine,knock',
  'role=leader&phase=associative&with=word,unheard',
  'role=member&phase=clarifying&with=break',
  'role=presenter&people=12&phase=associative&with=breakOver',
  'role=leader&people=12&phase=opening&with=break,longNames',
];

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await openGallery();
});
test.afterAll(() => gallery?.close());

for (const room of rooms) {
  test(`no face is covered and nothing said is hidden: ${room}`, async ({ page }) => {
    await page.goto(gallery.at(room));
    await expect(page.locator('li[data-person]').first()).toBeVisible();
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      const at = `${width}x${height}`;
      // Measured and drawn anew once the new size has been seen; what is still wrong then stays wrong.
      await expect
        .configure({ soft: true })
        .poll(() => page.evaluate(faults), { message: at, timeout: 10_000 })
        .toEqual([]);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${room.replace(/[=&,]/g, '-')}-${at}.png` });
    }
  });
}

test('[R3.7] the words of a confirmed silence stand on the desk again once what was told beside them has passed', async ({
  page,
}) => {
  await page.clock.install();
  await page.goto(gallery.at('role=leader&phase=associative&with=seen'));
  const words = page.locator('[data-confirmed="true"] > span').first();
  await expect(page.locator('[data-telling] > div')).toBeVisible();
  await expect.poll(async () => (await words.boundingBox())?.width ?? 0).toBeLessThan(2);
  await page.clock.runFor(11_000);
  await expect(page.locator('[data-telling] > div')).toHaveCount(0);
  await expect.poll(async () => (await words.boundingBox())?.width ?? 0).toBeGreaterThan(100);
});

test('[R8.2] a knock that comes while a silence is unconfirmed moves no seat', async ({ page }) => {
  const seatsOf = async (said: string) => {
    await page.goto(gallery.at(`role=leader&phase=associative&with=${said}`));
    await expect(page.locator('li[data-person]').first()).toBeVisible();
    await isAtRest(page);
    return () =>
      page.evaluate(() =>
        [...document.querySelectorAll('li[data-person]')].map((seat) => {
          const { x, y } = seat.getBoundingClientRect();
          return [Math.round(x), Math.round(y)];
        }),
      );
  };
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    const before = await (await seatsOf('unconfirmed'))();
    const now = await seatsOf('unconfirmed,knock');
    await expect
      .configure({ soft: true })
      .poll(now, { message: `${width}`, timeout: 10_000 })
      .toEqual(before);
  }
});

test('with all there is to say, twelve people on a phone still have faces, also the one outside the circle', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const room of [
    'role=leader&people=12&phase=associative&with=unheard,mediaLost,touch',
    'role=leader&people=12&phase=associative&with=lost,knock,lineLost',
    'role=member&people=12&phase=associative&with=mutedMe,mediaLost,touch',
    'role=presenter&people=12&phase=associative&with=reconnecting,touch',
  ]) {
    await page.goto(gallery.at(room));
    await expect(page.locator('li[data-person] video').first()).toBeVisible();
    const smallest = () =>
      page.evaluate(() =>
        Math.min(
          ...[...document.querySelectorAll('li[data-person] video')].map(
            (video) => (video.parentElement as Element).getBoundingClientRect().width,
          ),
        ),
      );
    await expect.configure({ soft: true }).poll(smallest, { message: room }).toBeGreaterThanOrEqual(56);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/faces-${room.replace(/[=&,]/g, '-')}.png` });
  }
});

test('on small and low screens the faces of twelve keep their size whatever is asked, and no button lies upon another', async ({
  page,
}) => {
  for (const [size, least] of [
    [{ width: 844, height: 390 }, 56],
    [{ width: 683, height: 384 }, 44],
    [{ width: 360, height: 740 }, 56],
  ] as const)
    for (const room of [
      'role=leader&phase=caseCall',
      'role=leader&phase=caseCall&with=offers',
      'role=leader&phase=caseCall&with=offers,longNames',
      'role=leader&phase=caseCall&with=asked',
      'role=leader&phase=caseCall&with=asked,askedLeader',
      'role=presenter&phase=caseCall&with=asked',
      'role=presenter&phase=caseCall&with=accepted',
      'role=member&phase=clarifying&with=hands,handUp',
      'role=presenter&phase=associative&with=longNames',
    ]) {
      await page.setViewportSize(size);
      await page.goto(gallery.at(`people=12&${room}`));
      await expect(page.locator('li[data-person] video').first()).toBeVisible();
      await expect
        .configure({ soft: true })
        .poll(() => page.evaluate(crowding, least), { message: `${size.width}x${size.height} ${room}`, timeout: 10_000 })
        .toEqual([]);
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/low-${size.width}-${room.replace(/[=&,]/g, '-')}.png` });
    }
});

test('a long name keeps its beginning, in whichever direction it is written', async ({ page }) => {
  for (const [width, height] of sizes.filter(([wide]) => wide === 360 || wide === 1366)) {
    await page.setViewportSize({ width, height });
    await page.goto(gallery.at('role=member&people=12&with=longNames'));
    await expect(page.locator('li[data-person]')).toHaveCount(12);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('li[data-person] [dir=auto]')].flatMap((name) => {
        const text = name.firstChild as Text;
        const box = name.getBoundingClientRect();
        const first = document.createRange();
        first.setStart(text, 0);
        first.setEnd(text, 3);
        const { left, right } = first.getBoundingClientRect();
        return left < box.left - 1 || right > box.right + 1 ? [text.data] : [];
      }),
    );
    expect(cut, `${width}x${height}`).toEqual([]);
  }
});

test('what stands in a card has room there, long names and keys too', async ({ page }) => {
  for (const [width, height] of sizes.filter(([wide]) => [360, 683, 1366].includes(wide))) {
    await page.setViewportSize({ width, height });
    for (const room of [
      'role=leader&people=12&phase=clarifying&with=timeOther,longNames,names,hands,knock,whispers,word',
      'role=leader&people=12&phase=caseCall&with=offers,longNames',
      'role=member&people=12&phase=presentation&with=longNames',
      'role=presenter&people=12&phase=associative&with=longNames',
    ]) {
      await page.goto(gallery.at(room));
      await expect(page.locator('[popover]').first()).toBeAttached();
      const at = `${width}x${height} ${room}`;
      await expect
        .configure({ soft: true })
        .poll(() => page.evaluate(cardFaults), { message: at, timeout: 10_000 })
        .toEqual([]);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/cards-${at.replace(/[ =&,]/g, '-')}.png` });
    }
  }
});

test('what one agrees to and the button that agrees are on the first screen, however long the text', async ({ page }) => {
  for (const which of ['contract', 'contract,long'])
    for (const [width, height] of sizes.filter(([, height]) => height > 500)) {
      await page.setViewportSize({ width, height });
      await page.goto(gallery.at(`screen=doorstep&with=${which}`));
      await expect(page.getByRole('button', { name: en.gate.contractAccept }), `${which} ${width}x${height}`).toBeInViewport({
        ratio: 1,
      });
      await expect(page.getByRole('heading'), `${which} ${width}x${height}`).toBeInViewport({ ratio: 1 });
    }
});

test('[R10.1] a card that a chord has opened gives the focus to its button, from wherever one was', async ({ page }) => {
  await page.goto(gallery.at('role=leader&phase=clarifying'));
  for (const [letter, name] of [
    ['O', en.desk.others],
    ['L', en.desk.notes],
    ['E', en.desk.people],
    ['G', en.desk.back],
  ] as const) {
    const button = page.getByRole('button', { name });
    await expect(button).toBeEnabled();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press(`Alt+Shift+${letter}`);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(button).toBeFocused();
  }
});

test('[R1.8] a note begun to the presenter does not come back by itself in a later silence', async ({ page }) => {
  await page.goto(gallery.at('role=leader&phase=associative&with=signal'));
  await page.getByRole('button', { name: en.desk.writeTo('Ben') }).click();
  const field = page.getByLabel(en.desk.readByPresenter('Ben'));
  await expect(field).toBeFocused();
  await page.evaluate(() => window.doAs?.('Ann', { type: 'advance', from: 'associative', to: 'closingRound' }));
  await expect(field).toBeHidden();
  await page.evaluate(() => window.doAs?.('Ann', { type: 'goBack', from: 'closingRound', to: 'associative' }));
  await expect(page.locator('main')).toHaveAttribute('data-phase', 'associative');
  await expect(page.getByText(en.desk.silent('Ben'))).toBeVisible();
  await expect(field).toBeHidden();
});

test('[R1.8] an undo of the end that could not be done says why, and a press that began before it could be read is none', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      const settling = document.querySelector('[data-settling]');
      if (!settling) return;
      watch.disconnect();
      settling.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  await page.goto(gallery.at('screen=farewell&with=undo'));
  const undo = page.getByRole('button', { name: en.desk.undoEnd });
  await expect(undo).toBeEnabled();
  const isSaid = await undo.evaluate(async (button: HTMLElement) => {
    button.click();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return document.querySelector('[role=alert]') !== null;
  });
  expect(isSaid).toBe(false);
  await undo.click();
  await expect(page.getByRole('alert')).toHaveText(en.troubles.offline);
});

test('beside the room, too, nothing reaches beyond its column', async ({ page }) => {
  const wrong: string[] = [];
  for (const screen of screenPictures.filter((each) => !each.startsWith('screen=trouble'))) {
    await page.goto(gallery.at(screen));
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const [width, height] of sizes.filter(([wide]) => [360, 683, 1366].includes(wide))) {
      await page.setViewportSize({ width, height });
      for (const found of await page.evaluate(outgrown)) wrong.push(`${screen} at ${width}: ${found}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** In the page: each sentence outside the circle that lies upon a face, is cut off, or has something else above it. */
function faults(): string[] {
  const found: string[] = [];
  const boxOf = (element: Element) => element.getBoundingClientRect();
  const faces = [...document.querySelectorAll('li[data-person] video')].map((video) => boxOf(video.parentElement as Element));
  if (faces.length === 0) found.push('no faces');

  const said = [
    ...document.querySelectorAll('[data-notices] > *, [data-telling], [data-telling] p, [data-telling] button, [data-says]'),
  ];
  let seen = 0;
  for (const element of said) {
    const { left, right, top, bottom, width, height } = boxOf(element);
    if (width < 2 || height < 2) continue;
    seen += 1;
    const words = element.textContent?.slice(0, 40);
    for (const face of faces) {
      const across = Math.min(right, face.right) - Math.max(left, face.left);
      const down = Math.min(bottom, face.bottom) - Math.max(top, face.top);
      if (across > 1 && down > 1) found.push(`on a face: ${words}`);
    }
    if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1) found.push(`cut off: ${words}`);
    const upon = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (!upon || !(element.contains(upon) || upon.contains(element))) found.push(`hidden: ${words}`);
  }
  if (seen === 0) found.push('nothing is said');
  return [...new Set(found)];
}

/** In the page: opens every card, and within it every person's acts, and tells what does not fit. */
async function cardFaults(): Promise<string[]> {
  const found: string[] = [];
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const look = (card: HTMLElement) => {
    const box = card.getBoundingClientRect();
    const called = card.getAttribute('aria-label');
    if (box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight) found.push(`${called}: off the screen`);
    if (card.scrollWidth > card.clientWidth + 1) found.push(`${called}: scrolls sideways`);
    for (const part of card.querySelectorAll<HTMLElement>('button, summary, p, span, small, dt, dd, input, select')) {
      const { left, right, width, height } = part.getBoundingClientRect();
      if (width < 3 || height < 3 || !part.checkVisibility()) continue;
      const isCut = part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1;
      if (left < box.left || right > box.right || isCut) found.push(`${called}: no room for ${part.textContent || part.tagName}`);
      if (part.tagName === 'INPUT' && height > 60) found.push(`${called}: a field of ${height} px`);
    }
  };
  for (const card of document.querySelectorAll<HTMLElement>('[popover]')) {
    card.showPopover();
    await drawn();
    look(card);
    for (const details of card.querySelectorAll('details')) {
      details.open = true;
      look(card);
    }
    card.hidePopover();
    await drawn();
  }
  return [...new Set(found)];
}

/** In the page: faces that are smaller than that, and buttons that lie upon each other. */
function crowding(least: number): string[] {
  const boxOf = (element: Element | null) => (element as Element).getBoundingClientRect();
  const faces = [...document.querySelectorAll('li[data-person] video')].map((video) => boxOf(video.parentElement).width);
  const found = Math.min(...faces) < least ? [`a face of ${Math.min(...faces)} px`] : [];
  const buttons = [...document.querySelectorAll('main > section button')].filter((button) => !button.closest('[popover]'));
  for (const [i, one] of buttons.entries())
    for (const other of buttons.slice(i + 1)) {
      const [a, b] = [boxOf(one), boxOf(other)];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 1) found.push(`${one.textContent} upon ${other.textContent}`);
    }
  return found;
}
