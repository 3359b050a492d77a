// R9.6 as a person walks it: what is kept is read, taken along and erased in a browser, and then every byte of the data folder is searched for what should
// be gone. And a program that its coordinator closes, until the day on which it goes with everything.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { sql } from 'kysely';
import { around } from '../../client/src/program/words/en/around.ts';
import { closing } from '../../client/src/program/words/en/closing.ts';
import { group } from '../../client/src/program/words/en/group.ts';
import { home } from '../../client/src/program/words/en/home.ts';
import { kept } from '../../client/src/program/words/en/kept.ts';
import { type Database, openDatabase } from '../../server/database/database.ts';
import { tablesInOrder } from '../../server/database/table-order.ts';
import { comeIn } from '../../shared/words/en.ts';
import { foundIn, words as sought } from '../attacks/left-behind.ts';
import { type MailWorld, mailWorld } from '../support/mail-world.ts';
import { startSmtp, type TakenMail, type TestSmtp } from '../support/smtp.ts';
import { startApp, type TestApp } from '../support/test-app.ts';

const day = 86_400_000;
/** In nobody else's name or address. */
const [lena, milo] = [
  { name: 'Lenarda Quixtrow', address: 'quixtrow.lena@planted.example' },
  { name: 'Miloslav Prawnden', address: 'prawnden.milo@planted.example' },
];
const [ann, cora] = [
  { name: 'Annalena Fjordqvist', address: 'fjordqvist.anna@leads.example' },
  { name: 'Cora Brandt', address: 'cora.brandt@runs.example' },
];
const programName = 'Family medicine';

let smtp: TestSmtp;
let app: TestApp;
let world: MailWorld;
let leader: Page;
const contexts: BrowserContext[] = [];

test.describe.configure({ mode: 'serial', timeout: 120_000 });

/** One with credit and one without, their leader, a coordinator, a meeting that was held and one to come. */
async function plant(db: Database): Promise<void> {
  const now = Date.now();
  world = await mailWorld(db, now - 100 * day, [
    { ...ann, role: 'leader' },
    { ...lena, language: 'en' },
    { ...milo, language: 'en' },
  ]);
  const at = new Date(now - 100 * day);
  await db
    .insertInto('program_staff')
    .values({ program_id: world.program, address: cora.address, role: 'coordinator', invited_at: at })
    .execute();
  const [held = ''] = await world.plan([now - 9 * day, now + 30 * day]);
  await db
    .updateTable('meetings')
    .set({ closed_at: new Date(now - 9 * day) })
    .where('id', '=', held)
    .execute();
  const there = { meeting_id: held, minutes: 90, credit_minutes: 90, place: 'screen', credential: null } as const;
  for (const { name } of [ann, lena])
    await db
      .insertInto('attendance')
      .values({
        ...there,
        person_id: world.people[name] ?? '',
        attended_as: name === ann.name ? 'leader' : 'member',
        first_in: at,
        last_out: at,
      })
      .execute();
}

test.beforeAll(async () => {
  smtp = await startSmtp();
  app = await startApp({ media: false, records: plant, env: mailTo() });
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await app?.stop();
  await smtp?.stop();
});

const mailTo = () => ({ SMTP_URL: `smtp://127.0.0.1:${smtp.settings.port}`, MAIL_FROM: 'Balint Room <room@balint.example>' });
const linkIn = (mail: TakenMail) => /https?:\/\/\S+\/enter#\S+/.exec(mail.text ?? '')?.[0] ?? '';
const linksTo = (address: string) => smtp.taken.filter((mail) => mail.recipient === address && linkIn(mail) !== '');

async function askForLink(page: Page, address: string): Promise<void> {
  await page.goto(`${app.url}/`);
  await page.getByLabel(around.enter.address).fill(address);
  await page.getByRole('button', { name: around.enter.send }).click();
  await expect(page.getByLabel(around.enter.address)).toBeHidden();
}

/** By a link that a mail has brought. */
async function signedIn(page: Page, { address }: { readonly address: string }): Promise<Page> {
  const before = linksTo(address).length;
  await askForLink(page, address);
  await expect.poll(() => linksTo(address).length, { message: 'the mail with the link has come' }).toBe(before + 1);
  await page.goto(linkIn(linksTo(address)[before] as TakenMail));
  await page.getByRole('button', { name: around.enter.comeInAs(address) }).click();
  await expect(page.getByRole('heading', { level: 1, name: home.heading })).toBeVisible();
  return page;
}

/** Nothing about somebody is behind any of the pages of their group. */
async function groupPagesSay(what: string): Promise<boolean[]> {
  const said: boolean[] = [];
  for (const path of ['', '/dates', '/links', '/form', '/contract', '/feedback', '/mail']) {
    await leader.goto(`${app.url}/group/${world.group}${path}`);
    await expect(leader.getByRole('heading', { level: 1 })).toBeVisible();
    said.push((await leader.locator('body').innerText()).includes(what));
  }
  return said;
}

/** What they read before they erase themselves, what they take along, and the act itself. */
async function eraseIn(page: Page, { name, address }: typeof lena, stays: readonly string[]): Promise<void> {
  await page.goto(`${app.url}/me/kept`);
  await expect(page.getByRole('heading', { level: 1, name: kept.heading })).toBeVisible();
  const answer = await (await page.request.get(`${app.url}/api/me/kept`)).json();
  const kinds = answer.kinds as readonly { readonly kind: string; readonly rows: readonly unknown[] }[];

  await test.step('every entry stands there, with why and until when', async () => {
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['people', 'seats', 'accounts', 'account_addresses', 'mails']),
    );
    for (const { kind, rows } of kinds) {
      const { what = '', why = '', until = '' } = kept.kinds[kind] ?? {};
      const card = page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: what, exact: true }) });
      await expect(card.getByText(why, { exact: true })).toBeVisible();
      await expect(card.getByText(until, { exact: true })).toBeVisible();
      await expect(card.locator('details li')).toHaveCount(rows.length);
    }
    const all = kinds.reduce((sum, { rows }) => sum + rows.length, 0);
    await expect(page.locator('main details li')).toHaveCount(all);
  });

  await test.step('it is taken along as JSON, and as a page on paper that has every entry', async () => {
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: kept.export }).click();
    const file = JSON.parse(await readFile((await (await coming).path()) ?? '', 'utf8'));
    expect(file.kinds.map(({ kind, rows }: { kind: string; rows: unknown[] }) => [kind, rows.length])).toEqual(
      kinds.map(({ kind, rows }) => [kind, rows.length]),
    );
    for (const part of [name, address]) expect(JSON.stringify(file)).toContain(part);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('definition').filter({ hasText: address }).first()).toBeVisible();
    await expect(page.getByRole('heading', { name: kept.erasure.heading })).toBeHidden();
    await page.emulateMedia({ media: null });
  });

  await test.step('what stays is said before anything is asked', async () => {
    const said = page.locator('section').filter({ has: page.getByRole('heading', { name: kept.erasure.heading }) });
    await expect(said.getByText(kept.erasure.lead)).toBeVisible();
    if (stays.length === 0) await expect(said.getByText(kept.erasure.nothingStays)).toBeVisible();
    for (const kind of stays) {
      const line = said.getByRole('listitem').filter({ hasText: kept.kinds[kind]?.what ?? 'no such kind' });
      await expect(line).toContainText(kept.erasure.staysLong);
    }
  });

  await test.step('erased, they are signed out', async () => {
    await page.getByLabel(kept.erasure.confirm(address)).fill(address);
    await page.getByRole('button', { name: kept.erasure.act }).click();
    await page.getByRole('dialog').getByRole('button', { name: kept.erasure.sure.yes, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: around.start.signedOut })).toBeVisible();
    await page.goto(`${app.url}/me/kept`);
    await expect(page.getByRole('heading', { name: around.pages.notSignedIn.heading })).toBeVisible();
  });
}

/** By table, in how many rows something stands. */
async function rowsWith(text: string): Promise<Record<string, number>> {
  const db = await openDatabase({ folder: join(app.dataDir, 'database') });
  const found: Record<string, number> = {};
  for (const table of await tablesInOrder(db)) {
    const { rows } = await sql`select 1 from ${sql.table(table)} one where position(${text} in row_to_json(one)::text) > 0`.execute(
      db,
    );
    if (rows.length > 0) found[table] = rows.length;
  }
  await db.destroy();
  return found;
}

let lenasLink = '';
let lenasSeat: Page;

test('[R11.1] their leader sees both, and a personal link opens the chair of one', async ({ browser }) => {
  leader = await signedIn(await browser.newPage(), ann);
  contexts.push(leader.context());
  expect(await groupPagesSay(lena.name)).toContain(true);
  await leader.goto(`${app.url}/group/${world.group}/links`);
  lenasLink = await leader.getByRole('listitem').filter({ hasText: lena.name }).getByText('/in/').innerText();
  lenasSeat = await browser.newPage();
  contexts.push(lenasSeat.context());
  await lenasSeat.goto(lenasLink);
  await lenasSeat.getByRole('button', { name: comeIn.act(lena.name) }).click();
  await lenasSeat.waitForURL(/\/seat\//);
  await lenasSeat.goto(`${app.url}/home`);
  await expect(lenasSeat.getByRole('heading', { level: 2, name: /Tuesday group/ })).toBeVisible();
});

test('[R9.6] whoever has credit reads what is kept, takes it along, and erases all but that', async ({ page }) => {
  await signedIn(page, lena);
  await eraseIn(page, lena, ['people', 'attendance']);
});

test('[R9.6] their links open nothing, no mail signs them in, and their name is gone from the group’s pages', async ({ page }) => {
  await page.goto(lenasLink);
  await expect(page.getByRole('button', { name: comeIn.act(lena.name) })).toHaveCount(0);
  expect(await page.locator('body').innerText()).not.toContain(lena.name);
  await lenasSeat.goto(`${app.url}/home`);
  await expect(lenasSeat.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(lenasSeat.getByRole('heading', { name: /Tuesday group/ })).toHaveCount(0);
  expect(await groupPagesSay(lena.name)).not.toContain(true);
  const before = smtp.taken.filter(({ recipient }) => recipient === lena.address).length;
  await askForLink(page, lena.address);
  // Whatever was asked for before has gone out when a later one has.
  await signedIn(page, cora);
  expect(smtp.taken.filter(({ recipient }) => recipient === lena.address)).toHaveLength(before);
});

test('[R9.6] whoever has no credit is gone whole', async ({ page }) => {
  await signedIn(page, milo);
  await eraseIn(page, milo, []);
  expect(await groupPagesSay(milo.name)).not.toContain(true);
});

test('[R9.6] no byte of the data folder has their addresses, nor a name but the one that stays with its credit', async () => {
  expect(foundIn([app.dataDir], sought(ann.address, lena.name)).length, 'the search finds what is there').toBeGreaterThan(1);
  await app.end('SIGTERM');
  expect(foundIn([app.dataDir], sought(lena.address, milo.address, milo.name))).toEqual([]);
  expect(await rowsWith(lena.name)).toEqual({ people: 1 });
  for (const part of [lena.name, lena.address, milo.name, milo.address]) expect(app.said).not.toContain(part);
  await app.start();
});

test('[R11.11] a coordinator closes the program, and reads on which day it goes with everything', async ({ page }) => {
  await signedIn(page, cora);
  await page.goto(`${app.url}/program/${world.program}`);
  await page.getByRole('button', { name: closing.program.act }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: closing.program.sure(programName, { groups: 1, meetings: 1, people: 1 }).yes })
    .click();
  const year = new Date().getUTCFullYear() + 10;
  await expect(page.getByText(new RegExp(`${year}.* everything in it is deleted`))).toBeVisible();
  await leader.goto(`${app.url}/group/${world.group}/dates`);
  await expect(leader.getByRole('button', { name: group.dates.add })).toHaveCount(0);
});

test('[R9.6] when that day is over nothing of it is there: no name, address or credit, in any byte', async () => {
  const dataDir = app.dataDir;
  const all = sought(ann.name, ann.address, lena.name, cora.address, world.program, world.group, ...Object.values(world.people));
  await app.end('SIGTERM');
  const preload = new URL('./years-later.mjs', import.meta.url).href;
  const env = { ...mailTo(), NODE_OPTIONS: `--import ${preload}`, YEARS_LATER: '9.9' };
  const before = await startApp({ dataDir, media: false, env });
  await expect.poll(() => before.said, { message: 'the nightly work is done' }).toContain('what has passed its term was deleted');
  await before.end('SIGTERM');
  expect(foundIn([dataDir], sought(lena.name)).length, 'credit stays until then').toBeGreaterThan(0);
  app = await startApp({ dataDir, media: false, env: { ...env, YEARS_LATER: '10.1' } });
  await expect
    .poll(() => foundIn([dataDir], all), { message: 'the nightly work is done, and the files are cleared', timeout: 60_000 })
    .toEqual([]);
  await app.end('SIGTERM');
  expect(foundIn([dataDir], all)).toEqual([]);
  expect(await rowsWith(programName)).toEqual({});
});
