// Two circles as their people walk it (R5.6): the outer one listens while the inner one speaks, gets a round of its own, and between cases the circles
// change places. One room of six and two, without media; Ann, Ben and Gita sit before pages, the others before sockets.
import { expect, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';
import { chair, isIn, press, reads, readsNot, sit } from './sitting.ts';

const { acts, rounds } = en.desk;
const { circleListens, openMicrophone, closeMicrophone } = en.controls;
let app: TestApp;
let ann: Page;
let ben: Page;
let gita: Page;
const others: TestPerson[] = [];

test.describe.configure({ mode: 'serial', timeout: 60_000 });

const own = (page: Page) => page.locator('li[data-me]');
const outer = (page: Page) =>
  page.locator('li[data-circle="outer"]').evaluateAll((chairs) => chairs.map((one) => one.getAttribute('data-person') ?? ''));

async function choose(label: string): Promise<void> {
  await press(ann, en.desk.others);
  await press(ann, label);
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  // Half of twelve sit inside: both leaders and the first members.
  app = await startApp({ media: false, form: { circles: 'two', seats: 12 } });
  [ann, ben, gita] = [await sit(app, 'Ann', browser), await sit(app, 'Ben', browser), await sit(app, 'Gita', browser)];
  for (const name of ['Cid', 'Dee', 'Eva', 'Finn', 'Hal']) {
    const person = await signIn(app, name);
    others.push(person);
    await done(person.enter());
  }
});

test.afterAll(async () => {
  for (const page of [ann, ben, gita]) await page?.context().close();
  for (const person of others) person.drop();
  await app?.stop();
});

test('[R5.6] everybody sees who sits in which circle, and before a case all may speak', async () => {
  const places = await outer(ann);
  expect(places).toHaveLength(2);
  for (const page of [ben, gita]) expect((await outer(page)).sort()).toEqual([...places].sort());
  await expect(own(gita)).toHaveAttribute('data-circle', 'outer');
  await expect(own(ben)).not.toHaveAttribute('data-circle');
  await readsNot(gita, circleListens.outer);
});

test('[R5.6] [R3.8] in a case the outer circle reads that it listens, and nobody can turn that microphone on', async () => {
  await press(ann, acts.openMeeting.act);
  await press(ann, acts.askForCase.act);
  await press(ben, en.controls.offerCase);
  await press(ann, en.desk.ask('Ben'));
  await press(ben, en.controls.accept);
  await press(ann, acts.begin('Ben').act);
  await isIn(gita, 'presentation');
  await reads(gita, circleListens.outer);
  for (const name of [openMicrophone, closeMicrophone])
    await expect(gita.getByRole('button', { name, exact: true })).toHaveCount(0);
  await readsNot(ben, circleListens.outer);
});

test('[R5.6] a leader gives the outer circle the round: it speaks and the inner one listens; and takes it back', async () => {
  await press(ann, acts.toQuestions('Ben').act);
  await press(ann, acts.stepBack('Ben').act);
  await isIn(gita, 'associative');
  await choose(rounds.outer);
  await reads(gita, en.phases.rounds.outer);
  await readsNot(gita, circleListens.outer);
  await reads(ben, en.controls.youListen);
  await choose(rounds.inner);
  await reads(gita, circleListens.outer);
});

test('[R5.6] [R2.5] no seat changes in a case; between cases the circles change places, and whoever came in may present', async () => {
  const before = await outer(ann);
  await press(ann, en.desk.others);
  await expect(ann.getByRole('button', { name: en.desk.exchangeCircles })).toHaveCount(0);
  await ann.keyboard.press('Escape');
  await press(ann, acts.inviteBack('Ben').act);
  await press(ben, en.controls.comeIn);
  await press(ann, acts.furtherCase.act);
  await isIn(gita, 'caseCall');
  // While an undo could lead back into the case, every seat stays where it is; then it may be exchanged.
  await expect(async () => {
    await choose(en.desk.exchangeCircles);
    await expect(own(gita)).not.toHaveAttribute('data-circle', { timeout: 1000 });
  }).toPass({ timeout: 40_000 });
  const after = await outer(ann);
  expect(after).toHaveLength(2);
  for (const id of before) {
    expect(after).not.toContain(id);
    await expect(chair(ben, id)).not.toHaveAttribute('data-circle');
  }
  await expect(own(ben)).toHaveAttribute('data-circle', 'outer');
  await press(gita, en.controls.offerCase);
  await press(ann, en.desk.ask('Gita'));
  await press(gita, en.controls.accept);
  await press(ann, acts.begin('Gita').act);
  await isIn(ben, 'presentation');
  await reads(ben, circleListens.outer);
  await readsNot(gita, circleListens.outer);
});
