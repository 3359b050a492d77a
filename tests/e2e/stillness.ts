// Whether a page keeps still: no movement of its own, no change of anything drawn, and what its seats say of their connections.
import { expect, type Page } from '@playwright/test';

/** Nothing moves by a style of the page, now and without end. */
export async function isAtRest(page: Page): Promise<void> {
  const moving = () =>
    page.evaluate(() => document.getAnimations().map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 200)));
  await expect.poll(moving, { message: 'what still moves' }).toEqual([]);
}

/** Notes every change of the document until asked for them. The leaders' soft clock goes on in silence too (R8.1). */
export async function watchChanges(page: Page): Promise<() => Promise<string[]>> {
  const changes = await page.evaluateHandle(() => {
    const noted: string[] = [];
    new MutationObserver((records) => {
      for (const { type, target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        if (!element?.closest('[aria-keyshortcuts$="+K"]')) noted.push(`${type}: ${element?.outerHTML.slice(0, 200)}`);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    return noted;
  });
  return () => changes.jsonValue();
}

const chairs = 'li[data-person]';

/** The chairs of those who are here. */
export function takenSeats(page: Page): Promise<(string | null)[]> {
  return page
    .locator(`${chairs}:not([data-state="empty"])`)
    .evaluateAll((all) => all.map((chair) => chair.getAttribute('data-person')));
}

/** The chairs whose seat is lit. */
export function livingSeats(page: Page): Promise<(string | null)[]> {
  return page
    .locator(chairs)
    .filter({ has: page.locator('[data-alive="true"]') })
    .evaluateAll((all) => all.map((chair) => chair.getAttribute('data-person')));
}

/** Where each chair stands. */
export function placesOn(page: Page): Promise<(string | null)[][]> {
  return page
    .locator(chairs)
    .evaluateAll((all) => all.map((chair) => [chair.getAttribute('data-person'), getComputedStyle(chair).transform]));
}
