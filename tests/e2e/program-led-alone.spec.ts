// A leader alone, without mail and without a program, in real browsers with sound: from the link in the terminal to a meeting that is led in their own group.
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { around } from '../../client/src/program/words/en/around.ts';
import { group as groupWords } from '../../client/src/program/words/en/group.ts';
import { making } from '../../client/src/program/words/en/making.ts';
import { en } from '../../client/src/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { hear, hearNothing } from './hearing.ts';
import { Visitor } from './visitor.ts';
import { beginCase } from './walk.ts';

const zone = 'America/Denver';
const { acts } = en.desk;

let app: TestApp;
let desk: BrowserContext;
let page: Page;
const links = new Map<string, string>();
const people: Visitor[] = [];

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async ({ browser }) => {
  app = await startApp();
  desk = await browser.newContext({ timezoneId: zone });
  page = await desk.newPage();
});

test.afterAll(async () => {
  await desk?.close();
  for (const one of people) await one.leave();
  await app?.stop();
});

/** The wall time in the zone of the group, so many minutes from now: a whole minute, for that is what one can type. */
function wallTime(minutesAhead: number): { readonly date: string; readonly at: string } {
  const then = new Date(Date.now() + minutesAhead * 60_000);
  const [date = '', at = ''] = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(then)
    .split(' ');
  return { date, at };
}

test('looking at the link in the terminal changes nothing; a press signs in, once', async () => {
  for (let looks = 0; looks < 3; looks++) await page.request.get(app.ownGroup);
  await page.goto(app.ownGroup);
  await page.getByRole('button', { name: around.enter.comeIn }).click();
  await expect(page.getByRole('heading', { level: 1, name: making.heading })).toBeVisible();
  const other = await desk.newPage();
  await other.goto(app.ownGroup);
  await expect(other.getByRole('heading', { level: 1, name: around.enter.spentHeading })).toBeVisible();
  await other.close();
});

test('a group with its people, its circle and its dates is made on one page', async () => {
  const began = performance.now();
  const soon = wallTime(5);
  await page.getByLabel(making.group.name, { exact: true }).fill('Thursday group');
  await page.getByLabel(making.people.mineLabel).fill('Ann Larsen');
  await page.getByLabel(making.people.paste).fill('Ben Okafor\nCid Moreau\nŁukasz Żółkiewski');
  await page.getByRole('button', { name: making.people.add }).click();
  await page.getByLabel(making.dates.from).fill(soon.date);
  await page.getByLabel(making.dates.at, { exact: true }).fill(soon.at);
  await expect(page.getByText(making.dates.previewCount(10))).toBeVisible();
  await page.getByRole('button', { name: making.make }).click();
  await expect(page.getByRole('heading', { level: 1, name: groupWords.links.made('Thursday group') })).toBeVisible();
  console.log(`a group of four with ten dates: ${Math.round((performance.now() - began) / 1000)} s by a machine's fingers`);
  for (const card of await page.locator('main li').all()) {
    const name = await card.getByRole('heading').innerText();
    links.set(name, /https?:\/\/\S+\/in\/\S+/.exec(await card.innerText())?.[0] ?? '');
  }
  expect([...links.keys()]).toEqual(['Ann', 'Ben', 'Cid', 'Łukasz']);
});

test('each opens their own link, agrees, and takes their seat: the door is open, for the meeting is near', async () => {
  const house = { link: (name: string) => links.get(name) ?? '' };
  for (const name of ['Ann', 'Ben', 'Cid']) {
    const one = await Visitor.arrive(name, house, { timezoneId: zone });
    people.push(one);
    await one.takeSeat();
  }
  const [ann, ben, cid] = people as [Visitor, Visitor, Visitor];
  await hear([ann, cid], ben);
  expect(await cid.circle()).toEqual(await ben.circle());
});

test('[R3.2] the meeting is led, and the presenter who has stepped back is heard by nobody', async () => {
  const [ann, ben, cid] = people as [Visitor, Visitor, Visitor];
  await beginCase(ann, ben);
  await ann.touch(acts.toQuestions('Ben').act);
  await ann.touch(acts.stepBack('Ben').act);
  await expect(ben.page.getByText(en.controls.youListen, { exact: true })).toBeVisible();
  await hearNothing(cid, ben, ann);
  await hear([ben], cid);
});

test('the next date is moved, and the page reads as it now is', async () => {
  const id = /\/group\/([^/]+)/.exec(page.url())?.[1];
  await page.goto(`${app.url}/group/${id}/dates`);
  const second = page.getByRole('row').nth(2);
  const before = await second.innerText();
  await second.getByRole('button', { name: /Change/ }).click();
  await page.getByLabel(groupWords.dates.at, { exact: true }).last().fill('20:30');
  await page.getByRole('button', { name: groupWords.dates.save }).click();
  await expect(page.getByText('8:30 PM')).toBeVisible();
  await expect(page.getByRole('row').nth(2)).not.toHaveText(before);
});
