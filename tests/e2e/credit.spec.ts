// A meeting of ten minutes with real browsers and sound, on a server whose time the test lets pass: whoever comes a minute late, loses the network for
// half a minute and goes a minute early has eight minutes, on the page, in the file, for other systems and on
// the certificate alike.
import { expect, type Page, test } from '@playwright/test';
import { around } from '../../client/src/program/words/en/around.ts';
import { credit } from '../../client/src/program/words/en/credit.ts';
import { group as groupWords } from '../../client/src/program/words/en/group.ts';
import { program as programWords } from '../../client/src/program/words/en/program.ts';
import { en } from '../../client/src/words/en.ts';
import { freshLink, keepLink } from '../../server/accounts/mail-links.ts';
import type { Database } from '../../server/database/database.ts';
import { newId } from '../../server/database/new-id.ts';
import { type CuttableConnection, cuttableConnection } from '../support/cuttable-connection.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { Visitor } from './visitor.ts';

const preload = new URL('./passing-clock.mjs', import.meta.url).href;
const minute = 60_000;
const step = 10_000;
const cora = 'cora@example.org';
const office = freshLink();
const { systems } = credit;

let app: TestApp;
let line: CuttableConnection;
let desk: Page;
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;
let startsAt = 0;
let slept = 0;

test.describe.configure({ mode: 'serial', timeout: 170_000 });

/** The invented group becomes one of a program, and meets by plan: for ten minutes, soon. */
async function plan(db: Database): Promise<void> {
  const [program, now] = [newId(), new Date()];
  startsAt = Math.ceil((now.getTime() + 8 * minute) / minute) * minute;
  await db
    .insertInto('programs')
    .values({ id: program, name: 'Family medicine', language: 'en', zone: 'UTC', made_at: now })
    .execute();
  await db
    .insertInto('program_staff')
    .values({ program_id: program, address: cora, role: 'coordinator', invited_at: now, ended_at: null })
    .execute();
  await db.updateTable('people').set({ program_id: program }).execute();
  await db.updateTable('groups').set({ program_id: program }).execute();
  const { id: series } = await db.selectFrom('series').select('id').executeTakeFirstOrThrow();
  await db.updateTable('series').set({ meets_freely: false }).execute();
  await db.deleteFrom('meetings').where('closed_at', 'is', null).execute();
  const meeting = { id: newId(), series_id: series, number: 1, zone: 'UTC', closed_at: null };
  const local = new Date(startsAt).toISOString().slice(0, 16);
  await db
    .insertInto('meetings')
    .values({ ...meeting, starts_at: new Date(startsAt), ends_at: new Date(startsAt + 10 * minute), local_start: local })
    .execute();
  const times = { now: now.getTime(), expiresAt: now.getTime() + 60 * minute };
  await db
    .transaction()
    .execute((records) => keepLink(records, { hash: office.hash, address: cora, to: `/program/${program}` }, times));
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(170_000);
  app = await startApp({ records: plan, env: { NODE_OPTIONS: `--import=${preload}` } });
  line = await cuttableConnection(Number(new URL(app.url).port));
  const overLine = { link: (name: string) => app.link(name).replace(/:\d+/, `:${line.port}`) };
  [ann, ben, cid] = await Promise.all([Visitor.arrive('Ann', app), Visitor.arrive('Ben', app), Visitor.arrive('Cid', overLine)]);
  desk = await (await browser.newContext({ timezoneId: 'UTC', acceptDownloads: true })).newPage();
});

test.afterAll(async () => {
  for (const visitor of [ann, ben, cid]) await visitor?.leave();
  await desk?.context().close();
  await line?.close();
  await app?.stop();
});

/** Lets the server's time pass until so long after the planned hour; answers at most one step late. */
async function untilAfterStart(ms: number): Promise<void> {
  while (Date.now() + slept < startsAt + ms) {
    slept += step;
    process.kill(app.pid, 'SIGWINCH');
    const said = `slept ${slept}\n`;
    await expect.poll(() => app.said.includes(said), { message: 'the server’s time has passed', intervals: [5] }).toBe(true);
  }
}

/** Until the leader's page has heard of it, and with it of the time. */
async function goes(visitor: Visitor): Promise<void> {
  const id = await visitor.page.locator('li[data-me]').getAttribute('data-person');
  await visitor.touch(en.controls.leave);
  await visitor.page.getByText(en.controls.leaveAsk).waitFor();
  await visitor.page.getByRole('button', { name: en.controls.leave, exact: true }).last().click();
  await expect(visitor.page.getByRole('region', { name: en.chairs.circle })).toBeHidden();
  await expect(ann.page.locator(`li[data-person="${id}"]`)).toHaveAttribute('data-state', 'empty');
}

test('[R9.1] one comes a minute late, loses the network for half a minute, and goes a minute early', async () => {
  for (const visitor of [ann, ben]) await visitor.takeSeat();
  // Early: what is before the planned hour counts nothing. A page that has not heard of the time since would be too late with an act (R1.8).
  await ann.touch(en.desk.acts.openMeeting.act);
  await expect(ann.button(en.desk.acts.askForCase.act).first()).toBeVisible();
  await untilAfterStart(0);
  await cid.agree();
  await cid.page.getByRole('checkbox', { name: en.door.alone }).check();
  await untilAfterStart(minute);
  await cid.touch(en.door.takeSeat);
  await cid.isInRoom();
  await untilAfterStart(4 * minute);
  line.cut();
  await expect.poll(() => cid.connections.size, { message: 'Cid has lost the connection' }).toBe(0);
  await untilAfterStart(4 * minute + 30_000);
  line.pass();
  await expect.poll(() => cid.connections.size, { message: 'Cid is connected again', timeout: 30_000 }).toBe(1);
  await untilAfterStart(9 * minute);
  await goes(cid);
  await untilAfterStart(10 * minute);
});

test('once it has ended, the page has eight minutes', async () => {
  await goes(ben);
  await ann.touch(en.desk.people);
  await ann.touch(en.desk.endForAll);
  await ann.page.getByRole('dialog').getByRole('button', { name: en.desk.sure.end.yes, exact: true }).click();
  await expect(ann.page.getByRole('region', { name: en.chairs.circle })).toBeHidden();
  await untilAfterStart(10 * minute + 40_000);
  await desk.goto(`${app.url}/enter#${office.token}`);
  await desk.getByRole('button', { name: around.enter.comeInAs(cora) }).click();
  await desk
    .getByRole('link', { name: /Tuesday/ })
    .first()
    .click();
  await desk.getByRole('link', { name: groupWords.ways.minutes }).click();
  const row = desk.getByRole('row').filter({ hasText: 'Cid' });
  await expect(async () => {
    await desk.reload();
    await expect(row.getByRole('cell', { name: '8', exact: true })).toHaveCount(2, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(desk.getByRole('row').filter({ hasText: 'Ann' }).getByRole('cell', { name: '10', exact: true })).toHaveCount(2);
});

test('so has the file, and what another system is told', async () => {
  const [file] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('link', { name: credit.csv }).click()]);
  const text = await (await file.createReadStream()).toArray();
  const [head = '', ...lines] = Buffer.concat(text as Buffer[])
    .toString('utf8')
    .slice(1)
    .trimEnd()
    .split('\r\n');
  const [name, minutes] = ['name', 'minutes'].map((column) => head.split(',').indexOf(column));
  const inFile = lines.map((one) => one.split(',')).find((cells) => cells[name ?? 0]?.startsWith('Cid'));
  expect(inFile?.[minutes ?? 0]).toBe('8');

  await desk.goto(`${app.url}/home`);
  await desk.getByRole('link', { name: 'Family medicine' }).click();
  await desk.getByRole('link', { name: programWords.ways.systems }).click();
  await expect(desk.getByRole('heading', { name: systems.heading, level: 1 })).toBeVisible();
  await desk.getByLabel(systems.name, { exact: true }).first().fill('Residency records'); // webhooks have a name too, further down
  await desk.getByLabel(systems.scope['attendance:read'] ?? '').check();
  await desk.getByRole('button', { name: systems.make }).click();
  const key = await desk.getByLabel(systems.key, { exact: true }).inputValue();
  const told = async () => {
    const answer = await fetch(`${app.url}/api/v1/attendance`, { headers: { authorization: `Bearer ${key}` } });
    const { attendance = [] } = (await answer.json()) as { attendance?: { name: string; minutes: number; countedBy: string }[] };
    return attendance.filter((one) => one.name.startsWith('Cid')).map((one) => [one.minutes, one.countedBy]);
  };
  await expect.poll(told, { message: 'the system is told of Cid', timeout: 30_000, intervals: [500] }).toEqual([[8, 'room']]);
});

test('so has the certificate', async () => {
  const [from, to] = [-1, 1].map((days) => new Date(startsAt + days * 1440 * minute).toISOString().slice(0, 10));
  const period = { from, to, layout: 'plain' };
  const at = `${app.url}/api/groups/tuesday-group/certificates`;
  const headers = { origin: app.url };
  const preview = await desk.request.post(`${at}/preview`, { data: period, headers });
  const { people } = (await preview.json()) as { people: { personId: string; name: string; minutes: number }[] };
  const shown = people.find((one) => one.name.startsWith('Cid'));
  expect(shown?.minutes).toBe(8);
  const made = await desk.request.post(at, { data: { ...period, people: [shown?.personId] }, headers });
  expect(made.status()).toBe(201);
  const { certificates } = (await (await desk.request.get(at)).json()) as { certificates: { id: string; minutes: number }[] };
  expect(certificates.map(({ minutes }) => minutes)).toEqual([8]);
  const paper = await desk.request.get(`${at}/${certificates[0]?.id}/pdf`);
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a correction stands on the page of its person, with why and by whom', async () => {
  await desk.goBack();
  await desk
    .getByRole('link', { name: /Tuesday/ })
    .first()
    .click();
  await desk.getByRole('link', { name: groupWords.ways.minutes }).click();
  await desk.getByRole('table').getByRole('button').first().click();
  await desk
    .getByRole('button', { name: credit.meeting.correctFor('Cid') })
    .or(desk.getByRole('button', { name: /Correct the minutes of Cid/ }))
    .first()
    .click();
  const form = desk.getByRole('form', { name: /Cid/ });
  await form.getByLabel(credit.meeting.minutes).fill('1e3');
  await form.getByLabel(credit.correcting.reason).fill('was on the telephone before');
  await form.getByRole('button', { name: credit.correcting.save }).click();
  await expect(form.getByText(credit.faults['minutes-whole'] ?? '')).toBeVisible();
  await form.getByLabel(credit.meeting.minutes).fill('9');
  await form.getByRole('button', { name: credit.correcting.save }).click();
  await expect(desk.getByText(/The minutes of Cid.* are corrected/)).toBeVisible();
  await cid.page.goto(`http://127.0.0.1:${line.port}/me/attendance`);
  await expect(cid.page.getByText('was on the telephone before')).toBeVisible();
  await expect(cid.page.getByText(`Corrected by ${cora}`)).toBeVisible();
});
