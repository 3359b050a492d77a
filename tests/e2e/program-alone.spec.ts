// A leader alone, without a program, an account of theirs or a mail server: from the link in the terminal to a chair in their own group.
import { expect, type Page, test } from '@playwright/test';
import { around } from '../../client/src/program/words/en/around.ts';
import { group } from '../../client/src/program/words/en/group.ts';
import { making } from '../../client/src/program/words/en/making.ts';
import { en } from '../../client/src/words/en.ts';
import { comeIn } from '../../shared/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';

const { people, dates } = making;

let app: TestApp;

test.beforeAll(async () => {
  app = await startApp({ media: false });
});

test.afterAll(async () => app?.stop());

const heading = (page: Page, name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

/** A Tuesday, three weeks away. */
function comingTuesday(): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7) + 21);
  return day.toISOString().slice(0, 10);
}

test('a group is made in one page, its links open chairs, and the page itself says what is missing', async ({ page, browser }) => {
  await test.step('looking at the link changes nothing; the press signs in', async () => {
    await page.goto(app.ownGroup);
    await heading(page, around.enter.welcome);
    await page.reload();
    await page.getByRole('button', { name: around.enter.comeIn }).click();
    await heading(page, making.heading);
  });

  await test.step('spent, the link says so and offers a new one', async () => {
    const other = await browser.newPage();
    await other.goto(app.ownGroup);
    await heading(other, around.enter.spentHeading);
    await expect(other.getByLabel(around.enter.address)).toBeVisible();
    await other.close();
  });

  await test.step('nothing is made while something is missing, and the first missing field has the focus', async () => {
    await page.getByRole('button', { name: making.make }).click();
    await expect(page.getByLabel(making.group.name, { exact: true })).toBeFocused();
    await expect(page.getByText(people.needsName)).toBeVisible();
  });

  await test.step('people, circle, dates', async () => {
    await page.getByLabel(making.group.name, { exact: true }).fill('Night shift');
    await page.getByLabel(people.mineLabel).fill('Ann Adler');
    await page.getByLabel(people.paste).fill('Ben Moreau <ben@example.org>\nCid Okafor\nDee Haddad, dee@example.org');
    await page.getByRole('button', { name: people.add }).click();
    await page.getByLabel(people.roleOf('Ben Moreau')).selectOption(people.seats.coLeader);
    await page.getByRole('button', { name: people.move('Dee Haddad', 4, 4) }).press('ArrowUp');
    await page.getByLabel(dates.from).fill(comingTuesday());
    await page.getByLabel(dates.at, { exact: true }).fill('19:00');
    await page.getByLabel(dates.count).fill('4');
    await expect(page.getByRole('table', { name: dates.previewCount(4) })).toBeVisible();
  });

  await test.step('made: the links are there to copy or print', async () => {
    await page.getByRole('button', { name: making.make }).click();
    await heading(page, group.links.made('Night shift'));
    await expect(page.getByRole('listitem').filter({ hasText: '/in/' })).toHaveCount(4);
  });

  await test.step('the circle is as it was ordered', async () => {
    await page.getByRole('link', { name: group.ways.circle }).click();
    const chairs = page.getByRole('list', { name: group.circle.people }).getByRole('listitem');
    await expect(chairs).toContainText(['Ann Adler', 'Ben Moreau', 'Dee Haddad', 'Cid Okafor']);
    await page.getByRole('button', { name: people.move('Cid Okafor', 4, 4) }).press('Home');
    await expect(page.getByText(group.circle.orderSaved)).toBeVisible();
    await page.reload();
    await expect(chairs).toContainText(['Cid Okafor', 'Ann Adler', 'Ben Moreau', 'Dee Haddad']);
  });

  await test.step('a date is cancelled, and the newest of two tabs wins', async () => {
    await page.getByRole('link', { name: group.ways.dates }).click();
    const other = await page.context().newPage();
    await other.goto(page.url());
    const cancel = async (tab: Page) => {
      await tab
        .getByRole('button', { name: /^Cancel / })
        .first()
        .click();
      await tab
        .getByRole('dialog')
        .getByRole('button', { name: group.dates.cancelSure('').yes })
        .click();
    };
    await heading(other, group.dates.heading);
    await cancel(page);
    await expect(page.getByRole('cell', { name: group.dates.cancelled })).toBeVisible();
    await cancel(other);
    await expect(other.getByText(/^(Somebody has changed this|This cannot be done now)/)).toBeVisible();
    await other.close();
  });

  await test.step('a personal link leads to its chair’s doorstep', async () => {
    await page.getByRole('link', { name: group.ways.links }).click();
    const link = await page.getByRole('listitem').filter({ hasText: 'Cid' }).getByText('/in/').innerText();
    const cid = await browser.newPage();
    await cid.goto(link);
    await cid.getByRole('button', { name: comeIn.act('Cid') }).click();
    await expect(cid.getByText(en.gate.contractHeading)).toBeVisible();
    await cid.close();
  });
});
