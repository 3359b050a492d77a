// A group without leaders as its people walk it (R1.4): whoever was named ahead leads, or whoever takes it while they are not there; a substitute is
// asked to lead in the meeting (R6.1). One room, without media; Ann, Ben, Cid and Dee sit before pages. The roster calls Ann a leader.
import { expect, type Page, test } from '@playwright/test';
import { around } from '../../client/src/program/words/en/around.ts';
import { convening } from '../../client/src/program/words/en/convening.ts';
import { making } from '../../client/src/program/words/en/making.ts';
import { en } from '../../client/src/words/en.ts';
import type { Database } from '../../server/database/database.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { isIn, leave, press, reads, readsNot, sit, takesSeat } from './sitting.ts';

const { acts, sure } = en.desk;
const { convene, expected } = en.controls;
let app: TestApp;
let ann: Page;
let ben: Page;
let cid: Page;
let dee: Page;

test.describe.configure({ mode: 'serial', timeout: 60_000 });

async function naming(db: Database): Promise<void> {
  const person = await db.selectFrom('people').where('short_name', '=', 'Dee').select('id').executeTakeFirstOrThrow();
  const meeting = await db.selectFrom('meetings').select('id').executeTakeFirstOrThrow();
  const row = { meeting_id: meeting.id, person_id: person.id, place: null, excused_at: null };
  await db
    .insertInto('meeting_people')
    .values({ ...row, convenes: true })
    .execute();
}

const mayConvene = (page: Page) => page.getByRole('button', { name: convene, exact: true });
/** The one large step is the leaders' alone. */
const step = (page: Page) => page.locator('button[aria-keyshortcuts="Alt+Shift+N"]');

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  app = await startApp({ media: false, form: presets['Peer 90/1'], records: naming });
  [ann, ben, cid] = [await sit(app, 'Ann', browser), await sit(app, 'Ben', browser), await sit(app, 'Cid', browser)];
});

test.afterAll(async () => {
  for (const page of [ann, ben, cid, dee]) await page?.context().close();
  await app?.stop();
});

test('[R1.4] they gather without a leader, read who is expected, and may each take it', async () => {
  for (const page of [ann, ben, cid]) {
    await reads(page, expected('Dee'));
    await expect(mayConvene(page)).toBeVisible();
    await expect(step(page)).toHaveCount(0);
  }
});

test('[R1.4] whoever was named ahead leads as soon as they come in', async ({ browser }) => {
  dee = await sit(app, 'Dee', browser);
  await expect(step(dee)).toHaveText(acts.openMeeting.act);
  for (const page of [ann, ben, cid]) {
    await expect(mayConvene(page)).toHaveCount(0);
    await readsNot(page, expected('Dee'));
    await expect(step(page)).toHaveCount(0);
  }
});

test('[R1.4] while they are not there anybody takes it over by one touch, and keeps it', async () => {
  await leave(dee);
  // Whoever has led is free to come back to it as long as nobody else has taken it.
  for (const page of [ann, ben, cid]) await expect(mayConvene(page)).toBeVisible();
  await mayConvene(ben).click();
  await expect(step(ben)).toHaveText(acts.openMeeting.act);
  for (const page of [ann, cid]) await expect(mayConvene(page)).toHaveCount(0);
  await press(dee, en.farewell.comeBack);
  await takesSeat(dee);
  await expect(mayConvene(dee)).toHaveCount(0);
  await expect(step(dee)).toHaveCount(0);
  await press(ben, acts.openMeeting.act);
  for (const page of [ann, ben, cid, dee]) await isIn(page, 'opening');
});

test('[R6.1] a member is asked to lead in the meeting, has the desk at once, and goes on while the other is away', async () => {
  await press(ben, en.desk.people);
  await ben.getByLabel(en.desk.actsFor('Cid')).click();
  await press(ben, en.desk.nameSubstitute('Cid'));
  await press(ben, sure.nameSubstitute('Cid').yes);
  await expect(step(cid)).toBeVisible();
  await expect(step(ann)).toHaveCount(0);
  const address = ben.url();
  await ben.goto('about:blank');
  await expect(cid.locator('li[data-state="lineLost"]', { hasText: 'Ben' })).toHaveCount(1);
  await press(cid, acts.askForCase.act);
  for (const page of [ann, dee]) await isIn(page, 'caseCall');
  await ben.goto(address);
  await isIn(ben, 'caseCall');
  await expect(ben.getByRole('button', { name: en.desk.others })).toBeVisible();
});

test('[R2.3] [R6.1] the convenor presents a case while the substitute leads, and leads again after it; then the substitute does no longer', async () => {
  await press(cid, en.desk.askSomeone);
  await press(cid, en.desk.ask('Ben'));
  await press(ben, en.controls.accept);
  await press(cid, acts.begin('Ben').act);
  for (const page of [ann, ben, cid, dee]) await isIn(page, 'presentation');
  await expect(step(ben)).toHaveCount(0);
  await press(cid, en.desk.others);
  await press(cid, `${acts.closeToFarewell.act}, ${acts.closeToFarewell.after}`);
  await isIn(ann, 'farewell');
  await expect(step(ben)).toBeVisible();
  await press(ben, en.desk.people);
  await press(ben, en.desk.endSubstitute('Cid'));
  await expect(step(cid)).toHaveCount(0);
  await isIn(cid, 'farewell');
});

test('[R1.4] whoever is named on the group’s page leads as soon as they come in', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(app.ownGroup);
  await page.getByRole('button', { name: around.enter.comeIn }).click();
  await expect(page.getByRole('heading', { level: 1, name: making.heading })).toBeVisible();
  const seats = ['Uma', 'Vic', 'Wim'].map((name, n) => ({ name, role: n === 0 ? 'leader' : 'member' }));
  const group = {
    ...{ name: 'Colleagues', form: 'Peer 90/1', language: 'en', zone: 'Europe/Oslo', membership: 'closed' },
    ...{ seats, mine: 0 },
  };
  const id = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    const made = await fetch('/api/groups', { method: 'POST', headers, body: JSON.stringify(body) });
    return ((await made.json()) as { id: string }).id;
  }, group);
  await page.goto(`${app.url}/group/${id}`);
  await page.getByLabel(convening.whoNext).selectOption({ label: 'Vic' });
  await reads(page, convening.namedNext('Vic'));
  await page.reload();
  await expect(page.getByLabel(convening.whoNext).locator('option:checked')).toHaveText('Vic');
  await page.goto(`${app.url}/group/${id}/links`);
  const card = page.locator('main li').filter({ has: page.getByRole('heading', { name: 'Vic' }) });
  const link = /https?:\/\/\S+\/in\/\S+/.exec(await card.innerText())?.[0] ?? '';
  const vic = await sit({ link: () => link }, 'Vic', browser);
  await expect(step(vic)).toHaveText(acts.openMeeting.act);
  for (const one of [page, vic]) await one.context().close();
});
