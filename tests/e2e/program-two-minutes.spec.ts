// "A group in two minutes": a new leader, alone and without mail, from the link in the terminal to personal links that can be given away. Counted is what a person has
// to do, and no more may be asked. With HUMAN=yes it is done at a person's pace (read, think, 40 words a minute) and the seconds are printed:
// `HUMAN=yes npm run e2e -- program-two-minutes`, with PICTURES=FOLDER a picture of each step, on a phone and on a desk.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { around } from '../../client/src/program/words/en/around.ts';
import { group } from '../../client/src/program/words/en/group.ts';
import { making } from '../../client/src/program/words/en/making.ts';
import { startApp, type TestApp } from '../support/test-app.ts';

const isHuman = process.env.HUMAN === 'yes';
const pictures = process.env.PICTURES;
/** Forty words of five letters and a space a minute. */
const keyMs = 250;
/** To see the next thing, read its label and hint, and go there. */
const lookMs = 2500;

let app: TestApp;

test.beforeAll(async () => {
  app = await startApp({ media: false });
});
test.afterAll(async () => app?.stop());

class Newcomer {
  readonly page: Page;
  fields = 0;
  touches = 0;
  #steps = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async fills(field: Locator, text: string): Promise<void> {
    this.fields += 1;
    await this.#looks();
    const kind = await field.getAttribute('type');
    // A date and a time are typed digit by digit where a person types them; here only their time passes.
    if (!isHuman || kind === 'date' || kind === 'time') await field.fill(text);
    else await field.pressSequentially(text, { delay: keyMs });
    if (isHuman && (kind === 'date' || kind === 'time')) await this.page.waitForTimeout(8 * keyMs);
  }

  async touch(button: Locator): Promise<void> {
    this.touches += 1;
    await this.#looks();
    await button.click();
  }

  async shows(what: string): Promise<void> {
    if (!pictures) return;
    this.#steps += 1;
    for (const [width, height] of [
      [390, 844],
      [1366, 768],
    ] as const) {
      await this.page.setViewportSize({ width, height });
      await this.page.screenshot({ path: `${pictures}/${this.#steps}-${what}-${width}.png`, fullPage: true });
    }
  }

  async #looks(): Promise<void> {
    if (isHuman) await this.page.waitForTimeout(lookMs);
  }
}

function inThreeWeeks(): string {
  return new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10);
}

test('a new leader has a group with its people, its dates and its links by five fields and two touches', async ({ page }) => {
  const ann = new Newcomer(page);
  const began = performance.now();
  await page.goto(app.ownGroup);
  await expect(page.getByRole('heading', { level: 1, name: around.enter.welcome })).toBeVisible();
  await ann.shows('come-in');
  await ann.touch(page.getByRole('button', { name: around.enter.comeIn }));
  await expect(page.getByRole('heading', { level: 1, name: making.heading })).toBeVisible();
  await ann.shows('empty');
  await ann.fills(page.getByLabel(making.group.name, { exact: true }), 'Tuesday group');
  await ann.fills(page.getByLabel(making.people.mineLabel), 'Ann Larsen');
  await ann.fills(
    page.getByLabel(making.people.paste),
    'Ben Okafor\nCid Moreau\nDee Haddad\nElif Kaya\nFinn Berg\nGita Rao\nHana Novak',
  );
  await ann.fills(page.getByLabel(making.dates.from), inThreeWeeks());
  await ann.fills(page.getByLabel(making.dates.at, { exact: true }), '19:00');
  await expect(page.getByRole('table', { name: making.dates.previewCount(10) })).toBeVisible();
  await ann.shows('filled');
  await ann.touch(page.getByRole('button', { name: making.make }));
  await expect(page.getByRole('heading', { level: 1, name: group.links.made('Tuesday group') })).toBeVisible();
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${ann.fields} fields, ${ann.touches} touches, ${seconds} s ${isHuman ? 'at a person’s pace' : 'by a machine'}`);
  // The people were never put in the circle by a touch of its own: whoever has pasted them means them.
  const links = page.getByRole('listitem').filter({ hasText: '/in/' });
  await expect(links).toHaveCount(8);
  await ann.shows('links');
  expect({ fields: ann.fields, touches: ann.touches }).toEqual({ fields: 5, touches: 2 });
});
