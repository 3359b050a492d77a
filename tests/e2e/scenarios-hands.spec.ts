// Hands by keyboard alone (R4.5, R10.1): a member raises and lowers one, a leader reads who is next and lowers it. Drawn by the ritual's own rules.
import { expect, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { type Gallery, openGallery } from './gallery.ts';

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await openGallery();
});
test.afterAll(() => gallery?.close());

const spoken = (page: Page, text: string) => expect(page.locator('[aria-live=polite]', { hasText: text })).toHaveCount(1);

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
