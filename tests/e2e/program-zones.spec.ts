// A series over the changes of three clocks, as its people read it where they are: each date in their own time, shifts marked; and an hour that does not exist, or
// exists twice, is said and chosen while dates are made. With PICTURES=FOLDER a picture of each page, on a phone and on a desk.
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { around } from '../../client/src/program/words/en/around.ts';
import { group } from '../../client/src/program/words/en/group.ts';
import { home } from '../../client/src/program/words/en/home.ts';
import { making } from '../../client/src/program/words/en/making.ts';
import { comeIn } from '../../shared/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';

const { people, dates } = making;
const berlin = 'Europe/Berlin';
const pictures = process.env.PICTURES;

/** The next year whose spring is still to come. */
const year = new Date().getUTCFullYear() + 1;
const day = (month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
/** Of a month that begins on `first`, counted from its first or, from -1 on, its last day. */
const sunday = (month: number, nth: number) => {
  const first = 1 + ((7 - new Date(Date.UTC(year, month, 1)).getUTCDay()) % 7);
  const last = first + 7 * Math.floor((new Date(Date.UTC(year, month + 1, 0)).getUTCDate() - first) / 7);
  return nth > 0 ? first + 7 * (nth - 1) : last;
};
/** New York changes on the second Sunday of March, Berlin and Athens on its last, Sydney a week after that. */
const weeksBetween = (sunday(2, -1) - sunday(2, 2)) / 7;
/** The Tuesday before the first of these changes. */
const first = sunday(2, 2) - 5;
const count = weeksBetween + 3;
const times = (n: number, text: string) => Array.from({ length: n }, () => text);
const ofNewYork = ['1:00 PM', '2:00 PM *', ...times(weeksBetween - 1, '2:00 PM'), '1:00 PM *', '1:00 PM'];
const ofAthens = times(count, '8:00 PM');
const ofSydney = [...times(weeksBetween + 1, '5:00 AM'), '4:00 AM *', '3:00 AM *'];

let app: TestApp;
let desk: Page;
const links = new Map<string, string>();

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  app = await startApp({ media: false });
  desk = await (await browser.newContext({ timezoneId: 'America/New_York' })).newPage();
  await desk.goto(app.ownGroup);
  await desk.getByRole('button', { name: around.enter.comeIn }).click();
  await expect(desk.getByRole('heading', { level: 1, name: making.heading })).toBeVisible();
  await desk.getByLabel(making.group.name, { exact: true }).fill('Three clocks');
  await desk.locator('summary').first().click(); // the zone is folded away
  await desk.getByLabel(making.group.zone).selectOption(berlin);
  await desk.getByLabel(people.mineLabel).fill('Ann Larsen');
  await desk.getByLabel(people.paste).fill('Ben Moreau\nCid Okafor');
});

test.afterAll(async () => {
  await desk?.context().close();
  await app?.stop();
});

async function shows(page: Page, what: string): Promise<void> {
  if (!pictures) return;
  for (const [width, height] of [
    [390, 844],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${pictures}/zones-${what}-${width}.png`, fullPage: true });
  }
}

const hours = () => desk.getByRole('alert').filter({ hasText: dates.open });

/** As these pages write a day that is only text. */
function dayOfText(text: string): string {
  const how = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-US', how).format(Date.parse(text));
}

for (const [what, on, why] of [
  ['that does not exist', day(2, sunday(2, -1)), 'does-not-exist'],
  ['that exists twice', day(9, sunday(9, -1)), 'exists-twice'],
] as const)
  test(`[R11.7] an hour ${what} is said, and nothing is made until one is chosen`, async () => {
    await desk.getByLabel(dates.from).fill(on);
    await desk.getByLabel(dates.at, { exact: true }).fill('02:30');
    await desk.getByLabel(dates.count).fill('1');
    await expect(hours().getByRole('group', { name: dates.why[why](dayOfText(on), '02:30') })).toBeVisible();
    await shows(desk, why);
    await desk.getByRole('button', { name: making.make }).click();
    await expect(desk.getByText(making.lookAbove)).toBeVisible();
    for (const each of await hours().getByRole('radio').all()) await expect(each).not.toBeChecked();
    await hours().getByRole('radio').last().check();
    await expect(desk.getByRole('row')).toHaveCount(2);
    await expect(hours().getByRole('radio').last()).toBeChecked();
  });

test('before anything is made, each date stands in the group’s time and in one’s own, shifts marked', async () => {
  await desk.getByLabel(dates.from).fill(day(2, first));
  await desk.getByLabel(dates.at, { exact: true }).fill('19:00');
  await desk.getByLabel(dates.rhythm).selectOption('w1');
  await desk.getByLabel(dates.count).fill(String(count));
  const table = desk.getByRole('table', { name: dates.previewCount(count) });
  await expect.poll(() => column(table, 2)).toEqual(ofNewYork);
  await expect(desk.getByText(dates.shiftNote)).toBeVisible();
  await shows(desk, 'preview');
  await desk.getByRole('button', { name: making.make }).click();
  await expect(desk.getByRole('heading', { level: 1, name: group.links.made('Three clocks') })).toBeVisible();
  for (const card of await desk.locator('main li').all())
    links.set(await card.getByRole('heading').innerText(), /https?:\/\/\S+\/in\/\S+/.exec(await card.innerText())?.[0] ?? '');
});

test('so do the dates of the group', async () => {
  await desk.getByRole('link', { name: group.ways.dates, exact: true }).click();
  await expect(desk.getByText(`* ${around.clocks.note}`)).toBeVisible();
  // After number, day and the group's time.
  expect(await column(desk.getByRole('table'), 3)).toEqual(ofNewYork);
  expect(new Set(await column(desk.getByRole('table'), 2))).toEqual(new Set(['7:00 PM – 8:30 PM']));
  await shows(desk, 'dates');
});

/** What is read in a column, without what is only for the ear. */
async function column(table: Locator, n: number): Promise<string[]> {
  const texts = await table.locator('tbody tr').evaluateAll(
    (rows, at) =>
      rows.map((row) =>
        [...(row.children[at]?.childNodes ?? [])]
          .filter((node) => node.nodeType === 3)
          .map((node) => node.textContent)
          .join(''),
      ),
    n,
  );
  return texts.map((text) => text.replaceAll('\u00a0', ' '));
}

for (const [name, timezoneId, own] of [
  ['Ann', 'America/New_York', ofNewYork],
  ['Ben', 'Europe/Athens', ofAthens],
  ['Cid', 'Australia/Sydney', ofSydney],
] as const)
  test(`in ${timezoneId} each date stands at its own hour, and where clocks have changed that is marked`, async ({ browser }) => {
    const page = await arrive(browser, timezoneId, name);
    await page.goto(`${app.url}/home`);
    await expect(page.getByText(`${(own[0] ?? '').replace(' ', '\u00a0')} to`)).toBeVisible();
    await page.getByText(home.allDates(count - 1)).click();
    expect(await column(page.getByRole('table'), 1)).toEqual(own.slice(1));
    await expect(page.getByText(`* ${around.clocks.note}`)).toHaveCount(own.some((each) => each.includes('*')) ? 1 : 0);
    await shows(page, `home-${name}`);
    await page.context().close();
  });

async function arrive(browser: Browser, timezoneId: string, name: string): Promise<Page> {
  const page = await (await browser.newContext({ timezoneId })).newPage();
  await page.goto(links.get(name) ?? '');
  await page.getByRole('button', { name: comeIn.act(name) }).click();
  await page.waitForURL(/\/seat\//);
  return page;
}
