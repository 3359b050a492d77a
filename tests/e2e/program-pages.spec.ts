// Every page around the room, from the gallery's made-up answers: no finding of axe in either light, no sideways scroll at any width, all of it by
// keyboard, and nothing lost that was being written.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { programPictures } from '../../client/src/gallery/program/program-pictures.ts';
import { around } from '../../client/src/program/words/en/around.ts';
import { form } from '../../client/src/program/words/en/form.ts';
import { group } from '../../client/src/program/words/en/group.ts';
import { home } from '../../client/src/program/words/en/home.ts';
import { making } from '../../client/src/program/words/en/making.ts';
import { type Gallery, openGallery, show } from './gallery.ts';
import { outgrown } from './outgrown.ts';

const desk = { width: 1366, height: 768 };
/** A page at 200 % has half the room that its window has. */
const widths = [desk, { width: 768, height: 1024 }, { width: 683, height: 384 }, { width: 360, height: 740 }];

/** All at once would be a long test. */
const thirds = [0, 1, 2].map((third) => programPictures.filter((_, n) => n % 3 === third));

let gallery: Gallery;

test.describe.configure({ timeout: 600_000 });

test.beforeAll(async () => {
  gallery = await openGallery();
});

test.afterAll(async () => gallery?.close());

async function open(page: Page, search: string): Promise<void> {
  await show(page, gallery, search);
  await expect(page.getByRole('heading', { name: around.pages.broken.heading })).toHaveCount(0);
}

/** In the second light only what light changes is looked at. */
async function findings(page: Page, rules?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}

for (const [third, some] of thirds.entries()) {
  test(`[R10.1] every page is right for screen readers in both lights, and fits at every width: ${third + 1} of 3`, async ({
    page,
  }) => {
    expect(some.length).toBeGreaterThan(20);
    const wrong: string[] = [];
    for (const search of some) {
      await page.setViewportSize(desk);
      await page.emulateMedia({ colorScheme: 'dark' });
      await open(page, search);
      // What is folded away is there too.
      await page.locator('details').evaluateAll((all) => {
        for (const each of all) each.setAttribute('open', '');
      });
      for (const size of widths) {
        await page.setViewportSize(size);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) wrong.push(`${search}: ${over} pixels too wide at ${size.width}`);
        for (const found of await page.evaluate(outgrown)) wrong.push(`${search} at ${size.width}: ${found}`);
      }
      for (const found of await findings(page)) wrong.push(`${search}, dusk on a phone: ${found}`);
      await page.setViewportSize(desk);
      await page.emulateMedia({ colorScheme: 'light' });
      for (const found of await findings(page, ['color-contrast'])) wrong.push(`${search}, light: ${found}`);
    }
    expect(wrong).toEqual([]);
  });
}

test('a group is made by keyboard alone, chairs are moved by arrow keys, and every move is spoken', async ({ page }) => {
  const { people } = making;
  await open(page, 'page=/new');
  await page.getByLabel(people.mineLabel).fill('Ann');
  await page.getByLabel(people.paste).fill('Ben <ben@example.org>\nCid\nDee <not an address>');
  await page.getByRole('button', { name: people.add }).press('Enter');
  await expect(page.getByText(people.added(2))).toBeVisible();
  // What could not be read stays to be mended, with its line.
  await expect(page.getByLabel(people.paste)).toHaveValue('Dee <not an address>');
  await expect(page.getByText(people.pasteFaults['address-wrong'](1))).toBeVisible();
  await page.getByRole('button', { name: people.move('Cid', 3, 3) }).press('ArrowUp');
  await expect(page.getByText(people.moved('Cid', 2, 3, people.between('Ann', 'Ben')))).toBeAttached();
  // The focus went along.
  await expect(page.getByRole('button', { name: people.move('Cid', 2, 3) })).toBeFocused();
});

test('[R10.1] a press is saved while the focus stays where it is', async ({ page }) => {
  await open(page, programPictures.find((search) => /^page=\/group\/[^/&]+$/.test(search)) ?? '');
  const handle = page.getByRole('button', { name: making.people.move('Ben Nguyen', 2, 8) });
  await handle.press('ArrowDown');
  await expect(page.getByText(group.circle.orderSaved)).toBeVisible();
  // The made-up server forgets what it is told.
  await expect(handle).toBeFocused();
});

test('chairs are moved by dragging too', async ({ page }) => {
  const { people } = making;
  await open(page, 'page=/new');
  await page.getByLabel(people.mineLabel).fill('Ann');
  await page.getByLabel(people.paste).fill('Ben\nCid');
  await page.getByRole('button', { name: people.add }).click();
  const cid = page.getByRole('button', { name: people.move('Cid', 3, 3) });
  await cid.scrollIntoViewIfNeeded();
  const [from, to] = [await cid.boundingBox(), await page.getByRole('button', { name: people.move('Ann', 1, 3) }).boundingBox()];
  if (!from || !to) throw new Error('no handles');
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 10, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x + 10, to.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole('button', { name: people.move('Cid', 1, 3) })).toBeVisible();
});

test('what was being written is there again after a reload, and can be let go', async ({ page }) => {
  await open(page, 'page=/new');
  await page.getByLabel(making.group.name, { exact: true }).fill('Night shift');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText(around.draftKept)).toBeVisible();
  await expect(page.getByLabel(making.group.name, { exact: true })).toHaveValue('Night shift');
  await page.getByRole('button', { name: around.draftDrop }).click();
  await expect(page.getByLabel(making.group.name, { exact: true })).toHaveValue('');
});

test('a fault stands beside its field, which takes the focus', async ({ page }) => {
  await open(page, 'page=/new&with=faults');
  await page.getByRole('button', { name: making.make }).click();
  const name = page.getByLabel(making.group.name, { exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(new RegExp(around.faults.required ?? ''));
});

test('an hour that does not exist is chosen, never guessed', async ({ page }) => {
  const { dates, series } = making;
  await open(page, 'page=/group/000000000000000064/series/new&with=gap');
  await page.getByLabel(dates.from).fill('2027-02-16');
  await page.getByLabel(dates.at, { exact: true }).fill('02:30');
  await expect(page.getByText(dates.open, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: series.make }).click();
  await expect(page.getByRole('heading', { level: 1, name: series.heading })).toBeVisible();
  await page.getByLabel(dates.later2('03:30')).check();
  await page.getByRole('button', { name: series.make }).click();
  await expect(page.getByRole('heading', { level: 1, name: group.dates.heading })).toBeVisible();
});

test('two tabs: what another has changed is said, and the newest can be loaded', async ({ page }) => {
  await open(page, 'page=/group/000000000000000064/dates&with=stale');
  await page
    .getByRole('button', { name: /^Cancel / })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button').first().press('Enter');
  await expect(page.getByText(around.failures.stale ?? '')).toBeVisible();
  await page.getByRole('button', { name: around.loadNewest }).click();
});

test('[R6.8] the door opens by the server’s clock, not by this one', async ({ page }) => {
  await open(page, 'page=/home');
  await expect(page.getByRole('link', { name: /^Enter/ })).toHaveCount(0);
  await open(page, 'page=/home&with=open');
  await expect(page.getByRole('link', { name: home.enterFor('Tuesday group') })).toBeVisible();
});

test('[R1.7] a form is made from a preset, its preview follows, and the server’s faults stand at their fields', async ({
  page,
}) => {
  const g = '000000000000000064';
  await open(page, `page=/group/${g}/form`);
  await page.getByLabel(form.preset).selectOption('Chinese 90/1');
  const preview = page.getByRole('region', { name: form.preview });
  await expect(preview.getByRole('listitem')).toHaveText([
    /Gathering/,
    /Opening/,
    /Who has a case/,
    /Telling the case/,
    /Naming an aim/,
    /Clearing up the facts/,
    /Inner images/,
    /Group discussion/,
    /Closing round/,
    /Farewell/,
    /debrief/,
  ]);
  await page.getByLabel(form.names.aim, { exact: true }).uncheck();
  await expect(preview.getByText('Naming an aim')).toHaveCount(0);
  await page.getByLabel(form.ownName(form.names.opening)).fill('Arriving <together>');
  await page.getByLabel(form.minutesOf(form.names.opening)).fill('-5');
  await page.getByLabel(form.cases).fill('40');
  await page.getByRole('button', { name: form.save }).click();
  await expect(page.getByLabel(form.ownName(form.names.opening))).toBeFocused();
  for (const [field, code] of [
    [form.ownName(form.names.opening), 'name-unreadable'],
    [form.minutesOf(form.names.opening), 'minutes-out-of-range'],
    [form.cases, 'cases-out-of-range'],
  ] as const)
    await expect(page.getByLabel(field)).toHaveAccessibleDescription(new RegExp(form.faults[code] ?? 'no such fault'));
  await page.getByLabel(form.ownName(form.names.opening)).fill('Arriving together');
  await page.getByLabel(form.minutesOf(form.names.opening)).fill('5');
  await page.getByLabel(form.cases).fill('2');
  await page.getByRole('button', { name: form.save }).click();
  await expect(page.getByText(form.saved)).toBeVisible();
});

test('[R1.7] a form that somebody else has changed is not saved over theirs', async ({ page }) => {
  await open(page, 'page=/group/000000000000000064/form&with=stale');
  await page.getByLabel(form.name, { exact: true }).fill('Mine');
  await page.getByRole('button', { name: form.save }).click();
  await expect(page.getByRole('alert').filter({ hasText: around.failures.stale ?? 'no such sentence' })).toBeVisible();
  await page.getByRole('button', { name: around.loadNewest }).click();
  // The newest is read beside what was written, which stays until one of the two is chosen.
  await expect(page.getByText(around.newer.what)).toBeVisible();
  await expect(page.getByLabel(form.name, { exact: true })).toHaveValue('Mine');
  await page.getByRole('button', { name: around.newer.newest }).click();
  await expect(page.getByText(around.newer.what)).toHaveCount(0);
  await expect(page.getByLabel(form.name, { exact: true })).toHaveValue('ABS 60/1');
});
