// The page behind the address in each reminder, in a browser: right for screen readers in both lights, at every width and by keyboard; a press is kept,
// looking is not. And the same page for every address that leads nowhere.
import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { remindersPath } from '../../server/mail/reminders-address.ts';
import { words as de } from '../../server/mail/words/de.ts';
import { words as en } from '../../server/mail/words/en.ts';
import { closedDoor } from '../../shared/words/en.ts';
import { mailWorld } from '../support/mail-world.ts';
import { startApp, type TestApp } from '../support/test-app.ts';

const secret = 'a secret of this test, long enough for anybody';
const sizes = { desk: { width: 1366, height: 768 }, tablet: { width: 768, height: 1024 }, phone: { width: 390, height: 844 } };
const folder = 'screenshots/program';
const paths: Record<'ann' | 'ben', string> = { ann: '', ben: '' };

let app: TestApp;

test.beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  app = await startApp({
    media: false,
    env: { SECRET: secret },
    records: async (db) => {
      const world = await mailWorld(db, Date.now(), [
        { name: 'Ann', address: 'ann@example.org' },
        { name: 'Ben', address: 'ben@example.org', language: 'de', reminders: 'day' },
      ]);
      paths.ann = remindersPath(secret, world.people.Ann ?? '', 'ann@example.org');
      paths.ben = remindersPath(secret, world.people.Ben ?? '', 'ben@example.org');
    },
  });
});

test.afterAll(async () => app?.stop());

/** In both lights and at every width: what axe finds, and by how much it is too wide. */
async function wrongIn(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const)
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme === 'dark' ? 'dusk' : 'light'}.png`, fullPage: true });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) wrong.push(`${over} pixels too wide on a ${size}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations) wrong.push(`${id} at ${nodes.map(({ target }) => target).join(', ')} on a ${size}`);
    }
  return wrong;
}

test('[R11.9] looking changes nothing; a wish is chosen and kept by keyboard alone, and said aloud', async ({ page }) => {
  const { heading, legend, likes, keep, kept } = en.reminders;
  await page.goto(`${app.url}${paths.ann}`);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await expect(page.getByRole('group', { name: legend }).getByRole('radio', { checked: true })).toHaveAccessibleName(likes.both);
  expect(await wrongIn(page, 'reminders')).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel(likes.none, { exact: true })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: keep })).toBeFocused();
  await page.reload();
  await expect(page.getByLabel(likes.both, { exact: true }), 'what was not saved is not kept').toBeChecked();
  await page.getByLabel(likes.none, { exact: true }).check();
  await page.getByRole('button', { name: keep }).press('Enter');
  await expect(page.getByRole('status')).toHaveText(kept);
  await page.reload();
  await expect(page.getByLabel(likes.none, { exact: true })).toBeChecked();
});

test('[R10.1] it speaks the language of its reader, and a failure is said and mended by another press', async ({ page }) => {
  const { heading, likes, keep, kept, unreachable } = de.reminders;
  await page.goto(`${app.url}${paths.ben}`);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByLabel(likes.day, { exact: true })).toBeChecked();
  await page.getByLabel(likes.hours, { exact: true }).check();
  await page.route('**/reminders/**', (route) => route.abort());
  await page.getByRole('button', { name: keep }).click();
  await expect(page.getByRole('status')).toHaveText(unreachable);
  await page.unroute('**/reminders/**');
  await page.getByRole('button', { name: keep }).click();
  await expect(page.getByRole('status')).toHaveText(kept);
  expect(await wrongIn(page, 'reminders-kept-de')).toEqual([]);
});

test('[R11.9] an address that leads nowhere says so, and what to do', async ({ page }) => {
  const answer = await page.goto(`${app.url}${paths.ann.replace(/.{6}$/, 'AAAAAA')}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: closedDoor['no-reminders'].heading })).toBeVisible();
  expect(await wrongIn(page, 'reminders-nowhere')).toEqual([]);
});
