// A person before a page in a room without media: opens the link, agrees, takes the seat; and what a walk looks at there.
import { type Browser, expect, type Page } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import type { TestApp } from '../support/test-app.ts';

type Links = Pick<TestApp, 'link'>;

/** To the doorstep, the contract accepted where there is one. */
export async function arrive(app: Links, name: string, browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, permissions: ['camera', 'microphone'] });
  const page = await context.newPage();
  await page.goto(app.link(name));
  await page.getByRole('button', { name: `Come in as ${name}` }).click();
  const agree = page.getByRole('button', { name: en.gate.contractAccept });
  await expect(agree.or(page.getByRole('button', { name: en.door.takeSeat })).first()).toBeVisible();
  if (await agree.isVisible()) await agree.click();
  return page;
}

export async function sit(app: Links, name: string, browser: Browser): Promise<Page> {
  const page = await arrive(app, name, browser);
  await takesSeat(page);
  return page;
}

/** From the doorstep into the room. */
export async function takesSeat(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: en.door.alone }).check();
  await page.getByRole('button', { name: en.door.takeSeat }).click();
  await expect(page.getByRole('region', { name: en.chairs.circle })).toBeVisible();
}

export async function leave(page: Page): Promise<void> {
  await press(page, en.controls.leave);
  await page.getByRole('button', { name: en.controls.leave, exact: true }).last().click();
}

export const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();
export const isIn = (page: Page, phase: string) => expect(page.locator('main')).toHaveAttribute('data-phase', phase);
export const reads = (page: Page, text: string | RegExp) => expect(page.getByText(text).first()).toBeVisible();
export const readsNot = (page: Page, text: string | RegExp) => expect(page.getByText(text)).toHaveCount(0);
export const chair = (page: Page, personId: string) => page.locator(`li[data-person="${personId}"]`);
