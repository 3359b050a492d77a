// What passes between people beside the ritual, by keyboard alone and on the real server (R7.6, R7.7, R8.5, R10.1): a break that says until when it is,
// the time handed from one leader to the other, and a member's private word to the leaders. One room, without media.
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';

const { desk, controls, phases, chairs } = en;
const names = ['Ann', 'Hal', 'Cid', 'Dee'] as const;
type Name = (typeof names)[number];

let app: TestApp;
const contexts: BrowserContext[] = [];
const pages = {} as Record<Name, Page>;
/** Everything that came over each page's socket. */
const heard: Record<Name, string[]> = { Ann: [], Hal: [], Cid: [], Dee: [] };
/** And everything that each page said over it. */
const said: Record<Name, string[]> = { Ann: [], Hal: [], Cid: [], Dee: [] };

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  app = await startApp({ media: false });
  for (const name of names) pages[name] = await sits(name, browser);
});
test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await app?.stop();
});

async function sits(name: Name, browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, permissions: ['camera', 'microphone'] });
  contexts.push(context);
  const page = await context.newPage();
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => heard[name].push(String(payload)));
    socket.on('framesent', ({ payload }) => said[name].push(String(payload)));
  });
  await page.goto(app.link(name));
  await page.getByRole('button', { name: `Come in as ${name}` }).click();
  await page.getByRole('button', { name: en.gate.contractAccept }).click();
  await page.getByRole('checkbox', { name: en.door.alone }).check();
  await page.getByRole('button', { name: en.door.takeSeat }).click();
  await expect(page.getByRole('region', { name: chairs.circle })).toBeVisible();
  return page;
}

/** A second press of the same keys within 700 ms is none (R1.8). */
async function opens(page: Page, chord: string, inCard: Locator): Promise<void> {
  await expect(async () => {
    if (!(await inCard.isVisible())) await page.keyboard.press(chord);
    await expect(inCard).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** Opens the card by its chord, and presses one of its buttons without a pointer. */
async function chooses(page: Page, label: string): Promise<void> {
  const button = page.getByRole('dialog').getByRole('button', { name: label, exact: true });
  await opens(page, 'Alt+Shift+O', button);
  await expect(button).toHaveAttribute('aria-disabled', 'false');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toBeHidden();
}

const inTheMiddle = (page: Page, text: string | RegExp) => page.getByRole('region', { name: chairs.circle }).getByText(text);
const untilWhen = new RegExp(`^${phases.breakUntil('(.+)').replace(/\.$/, '\\.$')}`);

test('[R8.5] a leader calls a break of ten minutes, everybody reads until when, and it ends by a leader’s word alone', async () => {
  await chooses(pages.Ann, desk.takeBreak(10));
  for (const name of names) await expect(inTheMiddle(pages[name], untilWhen), name).toBeVisible();
  // To whoever cannot see the screen it is said once.
  await expect(pages.Cid.locator('[aria-live=polite]', { hasText: untilWhen })).toHaveCount(1);
  // The other leader gives it another end.
  const first = await inTheMiddle(pages.Dee, untilWhen).textContent();
  await chooses(pages.Hal, desk.breakAnew(15));
  await expect(inTheMiddle(pages.Dee, first ?? '')).toHaveCount(0);
  await expect(inTheMiddle(pages.Dee, untilWhen)).toBeVisible();
  await expect(pages.Hal.getByRole('button', { name: desk.resume })).toHaveAttribute('aria-disabled', 'false');
  await pages.Hal.keyboard.press('Alt+Shift+R');
  for (const name of names) await expect(inTheMiddle(pages[name], untilWhen), name).toHaveCount(0);
});

test('[R7.6] one leader hands the time to the other; both read it, and nothing of it reaches a member’s page', async () => {
  const before = [heard.Cid.length, heard.Dee.length];
  await chooses(pages.Ann, desk.handTime('Hal'));
  await expect(pages.Hal.getByText(desk.timeIsMine, { exact: true })).toBeVisible();
  await expect(pages.Ann.getByText(desk.timeIsOf('Hal'), { exact: true })).toBeVisible();
  await expect(pages.Ann.getByRole('button', { name: `${desk.clockHidden}. ${desk.timeIsOf('Hal')}` })).toBeVisible();
  await expect(pages.Hal.locator('[aria-live=polite]', { hasText: desk.timeIsMine })).toHaveCount(1);
  // She leads as before, and takes it back.
  await chooses(pages.Ann, desk.takeTime);
  await expect(pages.Hal.getByRole('button', { name: `${desk.clockHidden}. ${desk.timeIsOf('Ann')}` })).toBeVisible();
  expect([heard.Cid, heard.Dee].map((all, i) => all.slice(before[i]).filter((frame) => frame.startsWith('42')))).toEqual([[], []]);
  for (const name of ['Cid', 'Dee'] as const) expect(heard[name].join('')).not.toContain('timeKeeper');
});

test('[R7.7] a member writes a private word; the leaders have it, and nobody else’s page gets a letter of it', async () => {
  const text = 'I have to be back at the ward at six';
  const { word } = controls;
  const others = heard.Dee.length;
  const field = pages.Cid.getByRole('textbox', { name: word.label });
  await opens(pages.Cid, 'Alt+Shift+L', field);
  await expect(field).toBeFocused();
  await pages.Cid.keyboard.type(text);
  await pages.Cid.keyboard.press('Enter');
  await expect(pages.Cid.getByText(word.sent)).toBeVisible();
  await expect(field).toHaveValue('');
  await pages.Cid.keyboard.press('Escape');
  for (const name of ['Ann', 'Hal'] as const) {
    await expect(pages[name].getByText(desk.wordFrom('Cid')).first()).toBeAttached();
    await pages[name].keyboard.press('Alt+Shift+L');
    await expect(pages[name].getByRole('listitem').filter({ hasText: text })).toContainText(`Cid ${desk.wordToLeaders}${text}`);
    await pages[name].keyboard.press('Escape');
  }
  expect(heard.Dee.slice(others).filter((frame) => frame.startsWith('42'))).toEqual([]);
  await expect(pages.Dee.getByText(text)).toHaveCount(0);
  await expect(pages.Cid.getByText(text)).toHaveCount(0);
});

test('[R7.1] [R7.7] a note or a word that is sent twice in one moment arrives once', async () => {
  const sent = [
    ['Ann', desk.notePlaceholder, 'Shall we stay with this?'],
    ['Cid', controls.word.label, 'My pager may go off'],
  ] as const;
  for (const [who, label, text] of sent) {
    const field = pages[who].getByRole('textbox', { name: label });
    await opens(pages[who], 'Alt+Shift+L', field);
    await field.fill(text);
    await field.evaluate((input: HTMLInputElement) => {
      input.form?.requestSubmit();
      input.form?.requestSubmit();
    });
    await expect(field).toHaveValue('');
    expect(said[who].filter((frame) => frame.includes(text))).toHaveLength(1);
    await pages[who].keyboard.press('Escape');
  }
  await opens(pages.Hal, 'Alt+Shift+L', pages.Hal.getByRole('textbox', { name: desk.notePlaceholder }));
  for (const [, , text] of sent) await expect(pages.Hal.getByRole('listitem').filter({ hasText: text })).toHaveCount(1);
  await pages.Hal.keyboard.press('Escape');
});

test('[R10.1] the card and the controls beside it fit a phone and a wide screen, and axe finds nothing in them', async () => {
  const { Cid: page } = pages;
  for (const [width, height] of [
    [360, 740],
    [844, 390],
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    const card = page.getByRole('dialog', { name: controls.word.label });
    await opens(page, 'Alt+Shift+L', card);
    await expect(card, `${width}x${height}`).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('button', { name: controls.leave, exact: true })).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const { violations } = await new AxeBuilder({ page }).include('[popover]:popover-open').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/word-${width}x${height}.png` });
    await page.keyboard.press('Escape');
  }
});
