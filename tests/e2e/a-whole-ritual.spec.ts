// Four people in four browsers walk a whole case. What is heard and seen is taken from packets, frames and sound, never from icons.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { hear, hearNothing, hearsNobodyBut } from './hearing.ts';
import { isAtRest, livingSeats, placesOn, takenSeats, watchChanges } from './stillness.ts';
import { Visitor } from './visitor.ts';
import { beginCase } from './walk.ts';

const { acts } = en.desk;

let app: TestApp;
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;
let dee: Visitor;

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  app = await startApp();
  ann = await Visitor.arrive('Ann', app);
  ben = await Visitor.arrive('Ben', app);
  cid = await Visitor.arrive('Cid', app);
  dee = await Visitor.arrive('Dee', app);
  for (const visitor of [ann, ben, cid, dee]) await visitor.takeSeat();
});

test.afterAll(async () => {
  for (const visitor of [ann, ben, cid, dee]) await visitor?.leave();
  await app?.stop();
});

/** Packets of all that carry the speaker's sound, while it still can be told apart. */
async function frozenSender(listener: Visitor, speaker: Visitor) {
  await hear([listener], speaker);
  const sender = await listener.senderOf(speaker.name);
  if (!sender) throw new Error(`${listener.name} does not hear ${speaker.name}`);
  return sender.ssrc;
}

async function packetsOf(listener: Visitor, ssrc: number): Promise<number> {
  const { voices } = await listener.hears();
  return voices.find((voice) => voice.ssrc === ssrc)?.packets ?? 0;
}

async function seesMoving(visitor: Visitor): Promise<void> {
  const { frames } = await visitor.hears();
  await expect
    .poll(async () => (await visitor.hears()).frames, { message: `${visitor.name} sees the others move` })
    .toBeGreaterThan(frames + 20);
}

/** What a touch opens may come only after the next one, and covers what is touched later. */
async function closesEverything(page: Page): Promise<void> {
  const open = page.locator('dialog[open], [popover]:popover-open');
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape');
      return open.count();
    })
    .toBe(0);
}

let benAtCid: number;
let benAtDee: number;
let orders: string[][];

test('[R2.2] a case is offered, chosen and accepted by the presenter themselves', async () => {
  await beginCase(ann, ben);
  await expect(cid.page.getByRole('heading', { name: en.phases.names.presentation })).toBeVisible();
});

test('in the presentation the presenter is heard and seen by all', async () => {
  await hear([ann, cid, dee], ben);
  await hear([ben], ann);
  for (const visitor of [ann, ben, cid, dee]) await seesMoving(visitor);
  orders = await Promise.all([ann, cid, dee].map((visitor) => visitor.circle()));
  expect(new Set(orders.map(String)).size, 'one order on every screen (R5.1)').toBe(1);
  benAtCid = await frozenSender(cid, ben);
  benAtDee = await frozenSender(dee, ben);
});

test('[R3.2] stepped back, no packet of the presenter reaches anyone', async () => {
  await ann.touch(acts.toQuestions('Ben').act);
  await ann.touch(acts.stepBack('Ben').act);
  await expect(ben.page.getByText(en.controls.youListen, { exact: true })).toBeVisible();
  await expect(ann.page.getByText(en.desk.silenceSince('')).first()).toBeVisible();
  await expect(ben.page.getByText(en.controls.ownSilence.confirmed).first(), 'R3.8').toBeVisible();
  const before = [await packetsOf(cid, benAtCid), await packetsOf(dee, benAtDee)];
  for (const listener of [ann, cid, dee]) await hearNothing(listener, ben, listener === ann ? cid : ann);
  // A browser may forget a sender that is gone; then there are none.
  const after = [await packetsOf(cid, benAtCid), await packetsOf(dee, benAtDee)];
  expect(after[0], 'packets of the old sender at Cid').toBeLessThanOrEqual((before[0] ?? 0) + 5);
  expect(after[1], 'packets of the old sender at Dee').toBeLessThanOrEqual((before[1] ?? 0) + 5);
});

test('[R3.3] the presenter hears and sees the whole circle all the while', async () => {
  await hear([ben], ann);
  await hear([ben], cid);
  await hear([ben], dee);
  await seesMoving(ben);
});

test('[R8.2] whoever speaks or is silent, nothing on a screen moves or changes, and a still mark on each seat says that its connection is alive', async () => {
  // Ten seconds after a step its undo gives way to the way back, which then settles.
  await expect(ann.page.locator('button[aria-keyshortcuts="Alt+Shift+G"][aria-disabled="false"]')).toBeVisible();
  await expect(ann.page.locator('button[aria-disabled="true"]')).toHaveCount(0);
  for (const visitor of [ann, ben, cid]) {
    // A picture that gave way to the voices while everybody came (R10.3) has come back.
    await expect(visitor.page.locator('li[data-person] [data-shows="still"]')).toHaveCount(0);
    await isAtRest(visitor.page);
  }
  const changes = await Promise.all([ann, ben, cid].map(({ page }) => watchChanges(page)));
  await hear([cid], dee);
  for (const visitor of [ann, ben, cid]) await seesMoving(visitor);
  for (const changed of changes) expect(await changed()).toEqual([]);
  for (const visitor of [ann, ben, cid]) {
    await isAtRest(visitor.page);
    expect((await livingSeats(visitor.page)).length).toBeGreaterThanOrEqual(3);
    expect(await livingSeats(visitor.page)).toEqual(await takenSeats(visitor.page));
  }
});

test('[R10.1] the desk, the circle and the listening seat have nothing that WCAG 2.2 AA forbids', async () => {
  for (const visitor of [ann, ben, cid]) {
    const { violations } = await new AxeBuilder({ page: visitor.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${visitor.name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  }
});

test('[R3.2] reloading the page and touching everything changes nothing', async () => {
  await ben.page.reload();
  // R5.2: back in the seat by itself.
  await expect(ben.page.getByText(en.controls.youListen, { exact: true })).toBeVisible();
  const buttons = ben.page.getByRole('button');
  for (let i = 0; i < (await buttons.count()); i++) {
    const name = (await buttons.nth(i).innerText()).trim();
    if (name.includes(en.controls.leave)) continue;
    await buttons
      .nth(i)
      .click({ timeout: 2_000 })
      .catch(() => undefined); // covered by what an earlier touch opened
    await ben.page.keyboard.press('Escape');
  }
  for (const key of ['m', 'v', 'c', 'n', ' ']) await ben.page.keyboard.press(key);
  await closesEverything(ben.page);
  const listeners = [ann, cid, dee];
  for (const listener of listeners) await hearNothing(listener, ben, listener === ann ? cid : ann);
  for (const listener of listeners) {
    await hearsNobodyBut(
      listener,
      listeners.filter((other) => other !== listener),
    );
  }
  await hear([ben], dee);
  await seesMoving(ben);
});

test('[R3.5] [R5.2] invited back, they stay unheard until their own touch, and then sit in the same chair', async () => {
  await ann.touch(acts.inviteBack('Ben').act);
  await expect(ben.button(en.controls.comeIn)).toBeVisible();
  await hearNothing(cid, ben, ann);
  await ben.touch(en.controls.comeIn);
  await hear([ann, cid, dee], ben);
  await expect.poll(() => cid.circle()).toEqual(orders[1]);
  await expect.poll(() => dee.circle()).toEqual(orders[2]);
});

test('[R2.5] [R1.1] the case closes without a trace, and the group says farewell', async () => {
  await ann.button(en.desk.others).click();
  await ann.page
    .getByRole('menuitem', { name: acts.closeToFarewell.after ?? '' })
    .or(ann.page.getByRole('button', { name: acts.closeToFarewell.after ?? '' }))
    .first()
    .click();
  await expect(dee.page.getByRole('heading', { name: en.phases.names.farewell })).toBeVisible();
  await expect(dee.page.locator('body')).not.toContainText('is presenting');
});

test('[R5.3] [R5.4] at the farewell the circle thins out: who leaves fades to a faint place, and no other chair moves', async () => {
  const places = await placesOn(cid.page);
  const opacityOf = (person: string) =>
    cid.page
      .locator(`li[data-person="${person}"] > span:has([data-alive])`)
      .evaluate((body) => Number(getComputedStyle(body).opacity));
  const id = (await dee.page.locator('li[data-me]').getAttribute('data-person')) ?? '';
  expect(await opacityOf(id)).toBe(1);
  await dee.touch(en.controls.leave);
  await dee.page
    .getByText(en.controls.leaveExplain)
    .locator('..')
    .getByRole('button', { name: en.controls.leave, exact: true })
    .click();
  await expect(cid.page.locator(`li[data-person="${id}"]`)).toHaveAttribute('data-state', 'empty');
  await expect.poll(() => opacityOf(id), { message: 'Dee’s place fades' }).toBeLessThan(0.5);
  expect(await placesOn(cid.page)).toEqual(places);
  await isAtRest(cid.page);
});

test('[R9.4] no page has asked anybody but its own app, and none has failed', async () => {
  for (const visitor of [ann, ben, cid, dee]) {
    expect(visitor.errors).toEqual([]);
    const foreign = visitor.requests.filter((url) => !url.startsWith(app.url) && !/^(blob|data):/.test(url));
    expect(foreign).toEqual([]);
  }
});
