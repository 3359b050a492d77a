// Hands and rounds by keyboard alone (R4.5, R5.6, R10.1): a member raises and lowers a hand, a leader reads who is next and lowers it, gives the other
// circle the round, and lets the circles change places. Drawn by the ritual's own rules.
import { expect, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { type Gallery, openGallery } from './gallery.ts';

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await openGallery();
});
test.afterAll(() => gallery?.close());

const spoken = (page: Page, text: string) => expect(page.locator('[aria-live=polite]', { hasText: text })).toHaveCount(1);

/** What stands in the middle of the circle, not what a screen reader is told of it. */
const inTheMiddle = (page: Page, text: string) => page.getByRole('region', { name: en.chairs.circle }).getByText(text);

/** A button takes no press in the moment after its words have changed (R1.8). */
const ready = (page: Page, name: string) =>
  expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-disabled', 'false');

test('a member raises a hand by its chord, reads who sees it, lowers it, and hears when a leader does', async ({ page }) => {
  const { raiseHand, lowerHand, handIsUp, handIsDown } = en.controls;
  await page.goto(gallery.at('phase=clarifying&role=member&with=hands'));
  await ready(page, raiseHand);
  await expect(page.getByRole('button', { name: raiseHand })).toHaveAttribute('aria-keyshortcuts', /\+W$/);
  await page.keyboard.press('Alt+Shift+W');
  await expect(page.getByText(handIsUp)).toBeVisible();
  await ready(page, lowerHand);
  await page.getByRole('button', { name: lowerHand }).focus();
  await page.keyboard.press('Enter');
  await ready(page, raiseHand);
  await expect(page.getByRole('button', { name: raiseHand })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(handIsUp)).toBeVisible();
  await page.evaluate(() => window.doAs?.('Ann', { type: 'lowerHandOf', personId: 'Cid' }));
  await spoken(page, handIsDown);
  // Others' hands are nowhere on this page.
  for (const name of ['Dee', 'Gita', 'Finn']) await expect(page.getByText(en.desk.hand(name))).toHaveCount(0);
});

test('a leader reads who is next and in which order, lowers that hand, and hears of a new one', async ({ page }) => {
  const { handNext, handsAfter, hand, lowerHand } = en.desk;
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(gallery.at('phase=clarifying&role=leader&with=hands'));
  await expect(page.getByText(handNext('Dee'))).toBeVisible();
  await expect(page.getByText(handsAfter('Gita, Finn'))).toBeVisible();
  await ready(page, lowerHand('Dee'));
  await page.getByRole('button', { name: lowerHand('Dee') }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(handNext('Gita'))).toBeVisible();
  await page.evaluate(() => window.doAs?.('Cid', { type: 'raiseHand' }));
  await spoken(page, hand('Cid'));
  await expect(page.getByText(handsAfter('Finn, Cid'))).toBeVisible();
});

test('[R5.6] a leader gives the outer circle the round and takes it back, by keyboard alone, and all read and hear whose it is', async ({
  page,
}) => {
  const { rounds } = en.desk;
  const chooses = async (words: string) => {
    await ready(page, en.desk.others);
    await page.keyboard.press('Alt+Shift+O');
    const act = page.getByRole('button', { name: words, exact: true });
    await expect(act).toHaveAttribute('aria-disabled', 'false');
    await act.focus();
    await page.keyboard.press('Enter');
  };
  await page.goto(gallery.at('phase=associative&role=leader&people=14&with=circles'));
  await chooses(rounds.both);
  await expect(inTheMiddle(page, en.phases.rounds.both)).toBeVisible();
  await spoken(page, en.phases.rounds.both);
  await chooses(rounds.outer);
  await expect(inTheMiddle(page, en.phases.rounds.outer)).toBeVisible();
  await chooses(rounds.inner);
  await expect(inTheMiddle(page, en.phases.rounds.outer)).toHaveCount(0);

  await page.goto(gallery.at('phase=associative&role=outer&people=14&with=circles'));
  await expect(page.getByText(en.controls.circleListens.outer)).toBeVisible();
  await expect(page.getByText(en.controls.ownSilence.confirmed)).toBeVisible();
  await page.evaluate(() => window.doAs?.('Ann', { type: 'giveRound', from: 'associative', to: 'outer' }));
  await expect(page.getByText(en.controls.circleListens.outer)).toHaveCount(0);
  await spoken(page, en.phases.rounds.outer);
});

test('[R5.6] between cases the circles change places', async ({ page }) => {
  await page.goto(gallery.at('phase=caseCall&role=outer&people=14&with=circles'));
  const mine = page.locator('li[data-me]');
  await expect(mine).toHaveAttribute('data-circle', 'outer');
  await page.evaluate(() => window.doAs?.('Ann', { type: 'exchangeCircles', first: 'Hal' }));
  await expect(mine).not.toHaveAttribute('data-circle', 'outer');
  await expect(page.locator('li[data-circle="outer"]')).toHaveCount(6);
});
