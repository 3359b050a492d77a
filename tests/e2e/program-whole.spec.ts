// From nothing to a held meeting: a coordinator named by the command, a roster from a spreadsheet, dates over a change of the clocks, mail through a
// real SMTP server, a contract that changes, a meeting that is led, a date that is moved, and a session that is ended while its person sits in the room.
import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import ICAL from 'ical.js';
import { around } from '../../client/src/program/words/en/around.ts';
import { closing } from '../../client/src/program/words/en/closing.ts';
import { group as groupWords } from '../../client/src/program/words/en/group.ts';
import { home } from '../../client/src/program/words/en/home.ts';
import { making } from '../../client/src/program/words/en/making.ts';
import { program as programWords } from '../../client/src/program/words/en/program.ts';
import { en } from '../../client/src/words/en.ts';
import { programOf } from '../support/programs.ts';
import { startSmtp, type TakenMail, type TestSmtp } from '../support/smtp.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { hear, hearNothing } from './hearing.ts';
import { Visitor } from './visitor.ts';
import { beginCase } from './walk.ts';

const zone = 'America/Denver';
const { acts } = en.desk;
const addressOf = (name: string) => `${name.toLowerCase()}@example.org`;

let smtp: TestSmtp;
let app: TestApp;
let cora: BrowserContext;
let desk: Page;
let office = '';
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;
const visitors: Visitor[] = [];

test.describe.configure({ mode: 'serial', timeout: 150_000 });

test.beforeAll(async ({ browser }) => {
  smtp = await startSmtp();
  const dataDir = await mkdtemp(join(tmpdir(), 'balint-program-'));
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    DEMO: 'no',
    SMTP_URL: `smtp://127.0.0.1:${smtp.settings.port}`,
    MAIL_FROM: 'Balint Room <room@balint.example>',
  };
  const command = [...programOf('server/backup/coordinator-cli.ts'), '--program', 'Family medicine', '--mail', addressOf('Cora')];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  office = /\/enter#\S+/.exec(stdout)?.[0] ?? '';
  app = await startApp({ dataDir, env });
  cora = await browser.newContext({ timezoneId: zone });
  desk = await cora.newPage();
});

test.afterAll(async () => {
  await cora?.close();
  for (const visitor of visitors) await visitor.leave();
  await app?.stop();
  await smtp?.stop();
});

function wallTime(minutesAhead: number): { readonly date: string; readonly at: string } {
  const [date = '', at = ''] = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(Date.now() + minutesAhead * 60_000))
    .split(' ');
  return { date, at };
}

/** The first mail to this person that is as wished; waits for it. */
async function mailTo(name: string, what: string, isIt: (mail: TakenMail) => boolean): Promise<TakenMail> {
  const found = () => smtp.taken.find((mail) => mail.recipient === addressOf(name) && isIt(mail));
  await expect.poll(() => found() !== undefined, { message: `${name} has a mail with ${what}` }).toBe(true);
  return found() as TakenMail;
}

const linkIn = (mail: TakenMail, path: string) => new RegExp(`https?://\\S+/${path}\\S+`).exec(mail.text ?? '')?.[0] ?? '';

interface Entry {
  readonly uid: string;
  readonly sequence: number;
  readonly starts: string;
}

/** As it reads once it is decoded; empty without one. */
function calendarIn(mail: TakenMail): string {
  const content = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar')?.content ?? '';
  return typeof content === 'string' ? content : new TextDecoder().decode(content as ArrayBuffer);
}

function eventsIn(mail: TakenMail): Entry[] {
  const text = calendarIn(mail);
  if (text === '') return [];
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const each of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(each);
  return calendar.getAllSubcomponents('vevent').map((each) => {
    const event = new ICAL.Event(each);
    return { uid: event.uid, sequence: event.sequence, starts: event.startDate.toJSDate().toISOString() };
  });
}

/** As far as the doorstep, by a link that a mail has brought. */
async function arrive(name: string, link: string, timezoneId: string): Promise<Visitor> {
  const visitor = await Visitor.arrive(name, { link: () => link }, { timezoneId });
  visitors.push(visitor);
  return visitor;
}

test('[R11.2] the command’s link makes a coordinator, who finds an empty program', async () => {
  await desk.goto(`${app.url}${office}`);
  await desk.getByRole('button', { name: around.enter.comeInAs(addressOf('Cora')) }).click();
  await expect(desk.getByText(programWords.groups.none.heading)).toBeVisible();
});

test('a group is made with its leader and four dates, over a change of the clocks', async () => {
  await desk.getByRole('link', { name: programWords.groups.newGroup }).first().click();
  await desk.getByLabel(making.group.name, { exact: true }).fill('Thursday group');
  await desk.getByLabel(making.people.paste).fill(`Ann Larsen <${addressOf('Ann')}>`);
  await desk.getByRole('button', { name: making.people.add }).click();
  await desk.getByLabel(making.people.roleOf('Ann Larsen')).selectOption(making.people.seats.leader);
  await desk.getByLabel(making.dates.from).fill('2027-02-16');
  await desk.getByLabel(making.dates.at, { exact: true }).fill('19:00');
  await desk.getByLabel(making.dates.count).fill('4');
  await expect(desk.getByText(making.dates.previewCount(4))).toBeVisible();
  await desk.getByRole('button', { name: making.make }).click();
  await desk.waitForURL(/\/group\/[0-9a-f]+/);
});

test('a real-looking spreadsheet is looked at, and read in whole', async () => {
  const groupAt = desk.url();
  await desk.goto(`${app.url}/home`);
  await desk.getByRole('link', { name: 'Family medicine' }).click();
  await desk.getByRole('link', { name: programWords.ways.people }).click();
  await desk.getByRole('link', { name: programWords.ways.import }).click();
  const lines = [
    'sep=;',
    'Name;E-mail;Group;Role;Time zone;Workplace',
    `Ben Okafor;${addressOf('Ben')};Thursday group;member;Asia/Beirut;"Clinic; 2"`,
    `Cid Moreau;${addressOf('Cid').toUpperCase()};Thursday group;Member;Pacific/Auckland;Ward 4`,
    `Łukasz Żółkiewski;${addressOf('Lukasz')};Thursday group;member;;Clinic 2`,
  ];
  const buffer = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(lines.join('\r\n'), 'utf16le')]);
  await desk.getByLabel(programWords.import.choose).setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer });
  await desk.getByRole('button', { name: programWords.import.apply(3) }).click();
  await expect(desk.getByText(programWords.import.applied(3))).toBeVisible();
  await desk.goto(groupAt);
  await expect(desk.getByText('Łukasz Żółkiewski').first()).toBeVisible();
});

test('[R11.9] everybody has their link and their dates by mail: one event a meeting, at the same instants for all', async () => {
  const dates: string[][] = [];
  for (const name of ['Ann', 'Ben', 'Cid']) {
    const mail = await mailTo(name, 'four dates', (each) => eventsIn(each).length === 4);
    dates.push(eventsIn(mail).map(({ starts }) => starts));
    await mailTo(name, 'a personal link', (each) => linkIn(each, 'in/') !== '');
    const said = calendarIn(mail).replace(/\r\n /g, '');
    expect(said).toContain('/home');
    expect(said, 'no calendar holds a link that opens a seat').not.toMatch(/\/(in|enter|seat)\b/);
  }
  // 19:00 in Denver, before and after the second Sunday of March.
  const wanted = ['2027-02-17T02:00:00.000Z', '2027-03-03T02:00:00.000Z', '2027-03-17T01:00:00.000Z', '2027-03-31T01:00:00.000Z'];
  for (const each of dates) expect(each.toSorted()).toEqual(wanted);
});

test('the leader signs in by a mailed link and changes the contract; a date of today is added', async ({ browser }) => {
  const own = await browser.newContext({ timezoneId: zone });
  const page = await own.newPage();
  await page.goto(`${app.url}/`);
  await page.getByLabel(around.enter.address).fill(addressOf('Ann'));
  await page.getByRole('button', { name: around.enter.send }).click();
  const mail = await mailTo('Ann', 'a sign-in link', (each) => linkIn(each, 'enter#') !== '');
  await page.goto(linkIn(mail, 'enter#'));
  await page.getByRole('button', { name: around.enter.comeInAs(addressOf('Ann')) }).click();
  await page.getByRole('link', { name: home.manage }).first().click();
  await page.getByRole('link', { name: groupWords.ways.contract }).click();
  const edit = page.getByRole('button', { name: groupWords.contract.edit });
  const text = page.getByLabel(groupWords.contract.textIn('English'));
  await expect(edit.or(text).first()).toBeVisible();
  if (await edit.isVisible()) await edit.click();
  await text.fill('What is said here stays here. We listen to each other.');
  await page.getByRole('button', { name: groupWords.contract.save }).click();
  const sure = page.getByRole('dialog').getByRole('button', { name: groupWords.contract.sure.yes });
  await sure.click();
  await expect(page.getByText(/Version \d is saved/)).toBeVisible();
  await page.getByRole('link', { name: groupWords.ways.dates }).click();
  await page.getByRole('button', { name: groupWords.dates.add }).click();
  const soon = wallTime(5);
  await page.getByLabel(groupWords.dates.day, { exact: true }).last().fill(soon.date);
  await page.getByLabel(groupWords.dates.at, { exact: true }).last().fill(soon.at);
  await page.getByRole('button', { name: groupWords.dates.addAct }).click();
  await expect(page.getByRole('row')).toHaveCount(6);
  await own.close();
});

test('[R11.8] members come in by their own mailed links, agree to the newest contract, and sit in one circle', async () => {
  const linkOf = async (name: string) => linkIn(await mailTo(name, 'a personal link', (mail) => linkIn(mail, 'in/') !== ''), 'in/');
  ann = await arrive('Ann', await linkOf('Ann'), zone);
  await expect(ann.page.getByText('What is said here stays here. We listen to each other.')).toBeVisible();
  await ann.takeSeat();
  ben = await arrive('Ben', await linkOf('Ben'), 'Asia/Beirut');
  await ben.takeSeat();
  // One of them by an account: a sign-in link that leads to the seat.
  const seat = Buffer.from((await linkOf('Cid')).split('/in/')[1] ?? '', 'base64url').toString('hex', 0, 9);
  const asked = await desk.request.post(`${app.url}/api/sign-in`, {
    data: { address: addressOf('Cid'), to: `/seat/${seat}` },
    headers: { origin: app.url },
  });
  expect(asked.status()).toBe(202);
  cid = await arrive(
    'Cid',
    linkIn(await mailTo('Cid', 'a sign-in link', (mail) => linkIn(mail, 'enter#') !== ''), 'enter#'),
    'Pacific/Auckland',
  );
  await cid.takeSeat();
  await hear([ann, cid], ben);
});

test('[R3.2] the meeting is led, and the presenter who has stepped back is heard by nobody', async () => {
  await beginCase(ann, ben);
  await ann.touch(acts.toQuestions('Ben').act);
  await ann.touch(acts.stepBack('Ben').act);
  await expect(ben.page.getByText(en.controls.youListen, { exact: true })).toBeVisible();
  await hearNothing(cid, ben, ann);
});

test('[R11.4] the coordinator moves a date and calendars follow; of the room they learn nothing', async () => {
  await desk.getByRole('link', { name: groupWords.ways.dates }).click();
  const march = desk.getByRole('row').filter({ hasText: 'Mar 16' });
  await march.getByRole('button', { name: /Change/ }).click();
  await desk.getByLabel(groupWords.dates.at, { exact: true }).last().fill('20:30');
  await desk.getByRole('button', { name: groupWords.dates.save }).click();
  await expect(march.getByText('8:30 PM')).toBeVisible();
  const first = eventsIn(await mailTo('Ben', 'four dates', (mail) => eventsIn(mail).length === 4));
  const moved = await mailTo('Ben', 'a moved date', (mail) => eventsIn(mail).some(({ sequence }) => sequence > 0));
  const [event] = eventsIn(moved).filter(({ sequence }) => sequence > 0);
  expect(event?.starts).toBe('2027-03-17T02:30:00.000Z');
  expect(first.map(({ uid }) => uid)).toContain(event?.uid);
  const seats = new Set((await cora.cookies()).map(({ name }) => name));
  expect([...seats].filter((name) => /^br_[0-9a-f]{18}$/.test(name))).toEqual([]);
});

test('[R11.1] a session that is ended is out of the room with sound and picture', async ({ browser }) => {
  await hear([ann], cid);
  const other = await browser.newContext({ timezoneId: zone });
  const page = await other.newPage();
  const before = smtp.taken.length;
  await page.goto(`${app.url}/`);
  await page.getByLabel(around.enter.address).fill(addressOf('Cid'));
  await page.getByRole('button', { name: around.enter.send }).click();
  await expect
    .poll(() => smtp.taken.slice(before).some((mail) => mail.recipient === addressOf('Cid') && linkIn(mail, 'enter#') !== ''))
    .toBe(true);
  const mail = smtp.taken.slice(before).find((each) => each.recipient === addressOf('Cid') && linkIn(each, 'enter#') !== '');
  await page.goto(linkIn(mail as TakenMail, 'enter#'));
  await page.getByRole('button', { name: around.enter.comeInAs(addressOf('Cid')) }).click();
  await expect(page.getByRole('heading', { level: 1, name: home.heading })).toBeVisible();
  await page.goto(`${app.url}/me/devices`);
  await page.getByRole('button', { name: home.devices.endOthers }).click();
  await page.getByRole('dialog').getByRole('button', { name: home.devices.endOthersSure.yes }).click();
  await expect(cid.page.getByRole('region', { name: en.chairs.circle })).toBeHidden();
  await expect.poll(() => ann.levelOf('Cid')).toBe(Number.NEGATIVE_INFINITY);
  await other.close();
});

test('[R11.11] nobody is put out of a meeting: while one is on the group stays open; its series ends, and calendars lose its dates', async () => {
  await desk.getByRole('link', { name: groupWords.ways.circle }).click();
  await desk.getByRole('button', { name: closing.group.act }).click();
  const sure = desk.getByRole('dialog');
  await expect(sure).toContainText('meetings to come are cancelled');
  await sure.getByRole('button', { name: 'Close the group' }).click();
  await expect(desk.getByText(closing.faults['meeting-is-on'] ?? '')).toBeVisible();
  await desk.getByRole('link', { name: groupWords.ways.dates }).click();
  await desk.getByRole('button', { name: /^End / }).click();
  await expect(sure).toContainText('4 dates to come are cancelled');
  await sure.getByRole('button').first().click();
  await expect(desk.getByText(groupWords.dates.series.ended)).toBeVisible();
  const cancelled = await mailTo('Ben', 'cancelled dates', (mail) => /METHOD:CANCEL/.test(calendarIn(mail)));
  expect(new Set(eventsIn(cancelled).map(({ uid }) => uid)).size).toBe(4);
  await expect(ann.page.getByRole('region', { name: en.chairs.circle })).toBeVisible();
});
