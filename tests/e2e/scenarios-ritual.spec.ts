// A whole evening as its people walk it: a stranger and a refused observer, questions ended by stepping back, a call for help, the freedom to be silent,
// a second case, a late comer, people whose connection is lost, leaders away, and a debrief that begins by itself. One room, without media;
// Ann, Ben and Dee sit before pages, the others before sockets. The server's clock is ten minutes slow until a test sets it right.
import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import type { Database } from '../../server/database/database.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';
import { arrive, chair, isIn, leave, press, reads, readsNot, sit } from './sitting.ts';

const { acts } = en.desk;
let app: TestApp;
let ann: Page;
let ben: Page;
let dee: Page;
let hal: TestPerson;
let cid: TestPerson;
let eva: TestPerson;

test.describe.configure({ mode: 'serial', timeout: 60_000 });

/** Finn observes, and everybody but Gita has said yes to that. */
async function withRefusedObserver(db: Database): Promise<void> {
  const seats = await db
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .select(['people.id', 'people.short_name as name', 'seats.group_id'])
    .execute();
  const finn = seats.find(({ name }) => name === 'Finn');
  const meeting = await db.selectFrom('meetings').select('id').executeTakeFirstOrThrow();
  if (!finn) throw new Error('the demo group has a Finn');
  await db.updateTable('seats').set({ role: 'observer' }).where('person_id', '=', finn.id).execute();
  const words = seats
    .filter(({ id }) => id !== finn.id)
    .map(({ id, name }) => ({
      ...{ id: randomUUID(), group_id: finn.group_id, meeting_id: meeting.id, person_id: id, about_id: finn.id },
      ...{ kind: 'observer' as const, said: name === 'Gita' ? ('no' as const) : ('yes' as const), said_at: new Date() },
    }));
  await db.insertInto('consents').values(words).execute();
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  const clock = new URL('../attacks/moving-clock.mjs', import.meta.url).href;
  app = await startApp({ media: false, env: { NODE_OPTIONS: `--import=${clock}` }, records: withRefusedObserver });
  [hal, cid] = [await signIn(app, 'Hal'), await signIn(app, 'Cid')];
  for (const person of [hal, cid]) await done(person.enter());
  [ann, ben, dee] = [await sit(app, 'Ann', browser), await sit(app, 'Ben', browser), await sit(app, 'Dee', browser)];
});

test.afterAll(async () => {
  for (const page of [ann, ben, dee]) await page?.context().close();
  for (const person of [hal, cid, eva]) person?.drop();
  await app?.stop();
});

test('[R6.1] [R6.6] a stranger, and an observer whom one of the group has refused, get nowhere, and the room learns of neither', async ({
  browser,
}) => {
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(`${app.link('Gita').slice(0, -6)}AAAAAA`);
  const come = stranger.getByRole('button', { name: /^Come in/ });
  if (await come.isVisible()) await come.click();
  await expect(stranger.getByRole('heading').first()).toBeVisible();
  expect(await stranger.content()).not.toMatch(/Gita|Ann|Tuesday/);
  await stranger.context().close();

  const finn = await arrive(app, 'Finn', browser);
  await expect(finn.getByRole('heading', { name: en.pages.trouble['not-agreed'].heading })).toBeVisible();
  expect(await finn.content()).not.toContain('Gita');
  await finn.context().close();
  expect(hal.room.desk?.knocks).toEqual([]);
  await readsNot(ann, 'Finn');
});

test('questions that become an interrogation are ended in one step: the presenter steps back', async () => {
  await press(ann, acts.openMeeting.act);
  await press(ann, acts.askForCase.act);
  await press(ben, en.controls.offerCase);
  await press(ann, en.desk.ask('Ben'));
  await press(ben, en.controls.accept);
  await press(ann, acts.begin('Ben').act);
  await press(ann, acts.toQuestions('Ben').act);
  await isIn(dee, 'clarifying');
  await press(ann, acts.stepBack('Ben').act);
  await isIn(ben, 'associative');
  await reads(ben, en.controls.youListen);
  await reads(dee, en.phases.steppedBack('Ben'));
});

test('[R3.4] [R3.8] a call for help: seen by leaders alone, answered without a word and with one, and the truth stays on the screen', async () => {
  await press(ben, en.controls.signal);
  await reads(ann, en.desk.signal('Ben'));
  await readsNot(dee, en.desk.signal('Ben'));
  await press(ann, en.desk.seen('Ben'));
  await reads(ben, en.controls.signalSeen);
  const answered = await hal.socket.timeout(10_000).emitWithAck('whisper', { to: 'presenter', text: 'Two more minutes' });
  expect(answered).toMatchObject({ ok: true });
  await reads(ben, en.controls.fromLeaders('Two more minutes'));
  await reads(ben, en.controls.youListen);
  // Without a media server nobody can confirm anything, and the page says so.
  await reads(ben, en.controls.ownSilence.unconfirmed);
  await readsNot(dee, 'Two more minutes');
});

test('advice is interrupted with one step, which all read, and nothing else changes', async () => {
  await press(ann, en.desk.pause);
  for (const page of [ben, dee]) await reads(page, en.phases.paused);
  await isIn(dee, 'associative');
  await press(ann, en.desk.resume);
  await readsNot(dee, en.phases.paused);
});

test('[R3.5] invited back, the presenter is free to stay where they are: the case closes without them, and without a trace', async () => {
  await press(ann, acts.inviteBack('Ben').act);
  await reads(ben, en.controls.invited);
  await reads(dee, en.phases.steppedBack('Ben'));
  await done(hal.advance('closingRound', 'caseCall'));
  await isIn(ben, 'caseCall');
  for (const page of [ann, ben, dee]) {
    await expect(page.locator('li[data-state="steppedBack"]')).toHaveCount(0);
    await readsNot(page, en.phases.steppedBack('Ben'));
  }
});

test('[R2.2] [R6.3] a second case, to which somebody comes late and is let in', async () => {
  await done(cid.perform({ type: 'offerCase' }));
  await press(ann, en.desk.ask('Cid'));
  await done(cid.perform({ type: 'acceptCase' }));
  await press(ann, acts.begin('Cid').act);
  await reads(dee, en.phases.tells('Cid'));
  eva = await signIn(app, 'Eva');
  await done(eva.enter());
  await reads(ann, en.desk.knocks('Eva'));
  await readsNot(dee, en.desk.knocks('Eva'));
  await press(ann, en.desk.admit);
  await eva.seesRoom(({ phase }) => phase === 'presentation');
  await expect(chair(dee, eva.id)).toHaveAttribute('data-state', 'present');
});

test('[R2.4] [R5.4] the presenter’s connection is lost: the phase stays, the chair too, and both are as they were when it is back', async () => {
  const { id } = cid;
  cid.drop();
  await reads(ann, en.desk.lost('Cid'));
  await expect(chair(dee, id)).toHaveAttribute('data-state', 'lineLost');
  await isIn(dee, 'presentation');
  await done(cid.enter());
  await expect(chair(dee, id)).toHaveAttribute('data-state', 'present');
  await reads(dee, en.phases.tells('Cid'));
});

test('[R7.2] one leader away: the other goes on; both away: nothing changes but what is said, and who returns has everything', async () => {
  eva.drop(); // a member who stays away, too
  await reads(ann, en.desk.lost('Eva'));
  hal.drop();
  await expect(chair(ann, hal.id)).toHaveAttribute('data-state', 'lineLost');
  await press(ann, acts.toQuestions('Cid').act);
  await isIn(dee, 'clarifying');
  const address = ann.url();
  await ann.goto('about:blank');
  const annsChair = dee.locator('li[data-state="lineLost"]', { hasText: 'Ann' });
  await expect(annsChair).toHaveCount(1);
  process.kill(app.pid, 'SIGWINCH'); // ten minutes later
  await done(cid.perform({ type: 'tellMicrophone', microphone: 'missing' })); // any change brings a view with the server's time
  await reads(dee, /^No leader has been here since/);
  await isIn(dee, 'clarifying');
  await ann.goto(address);
  await expect(ann.getByRole('region', { name: en.chairs.circle })).toBeVisible();
  await readsNot(dee, /^No leader has been here since/);
  await isIn(ann, 'clarifying');
});

test('[R5.4] a member who has been away for more than two minutes: the group goes on, the chair stands empty, and is theirs again', async () => {
  const { id } = eva.view?.kind === 'room' ? eva : { id: '' };
  await press(ann, en.desk.goOn('Eva'));
  await expect(chair(dee, id)).toHaveAttribute('data-state', 'empty');
  await done(eva.enter());
  await expect(chair(dee, id)).toHaveAttribute('data-state', 'present');
});

test('[R7.4] at the farewell people leave one by one, the debrief begins by itself, and the members’ door says that the meeting is over', async () => {
  const on = await signIn(app, 'Hal');
  on.device = hal.device;
  hal = on;
  await done(hal.enter());
  await done(hal.advance('clarifying', 'farewell'));
  await isIn(dee, 'farewell');
  for (const person of [cid, eva]) await done(person.perform({ type: 'leave' }));
  await leave(ben);
  await expect(ben.getByRole('heading', { name: en.farewell.left })).toBeVisible();
  await isIn(ann, 'farewell');
  await leave(dee);
  await isIn(ann, 'debrief');
  await cid.sees(({ kind }) => kind === 'over');
  // Undone, it stays so until somebody has come back.
  await done(hal.perform({ type: 'undo', from: 'debrief' }));
  await isIn(ann, 'farewell');
});
