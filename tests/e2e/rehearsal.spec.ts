// Practising with a simulated group in Chromium and Firefox, by keyboard alone: nothing is asked of the server, no device, no connection. And the
// pages to print: one sheet of paper each.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { help } from '../../client/src/words/en/help.ts';
import { papers } from '../../client/src/words/en/papers.ts';
import { practice } from '../../client/src/words/en/practice.ts';
import { en } from '../../client/src/words/en.ts';
import { helpAddress, practiseAddress, readers } from '../../shared/protocol/aside-addresses.ts';
import { phaseIds } from '../../shared/ritual/phases.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { Practiser } from './practiser.ts';

const { acts } = en.desk;
const { says } = practice.leader;

let app: TestApp;

test.describe.configure({ timeout: 240_000 });

test.beforeAll(async () => {
  app = await startApp({ media: false });
});

test.afterAll(async () => app?.stop());

/** From the page before it to the page after it. `looks` is called where there is something to look at. */
async function lead(ann: Practiser, looks: (at: string) => Promise<void> = async () => undefined): Promise<void> {
  await looks('before');
  await ann.enter(practice.leader.begin);
  await ann.isTold(says.seat(''));
  await ann.isTold(says.open(''));
  await ann.next(acts.openMeeting.act);
  await ann.isTold(says.askForCase(''));
  await ann.next(acts.askForCase.act);
  await ann.isTold(says.offer('Ben'));
  await ann.enter(en.desk.ask('Ben'));
  await ann.isTold(says.accepted('Ben'));
  await ann.next(acts.begin('Ben').act);
  await ann.isTold(says.knock('Finn'));
  await looks('knock');
  await ann.chord('d', en.desk.admit);
  await ann.isTold(says.presentation('Ben'));
  await ann.next(acts.toQuestions('Ben').act);
  await ann.isTold(says.questions('Ben'));
  await ann.next(acts.stepBack('Ben').act);
  await ann.isTold(says.lost('Gita'));
  await ann.isTold(says.signal('Ben'));
  await looks('signal');
  await ann.chord('s', en.desk.seen('Ben'));
  await ann.isTold(says.inviteBack('Ben'));
  await ann.next(acts.inviteBack('Ben').act);
  await ann.isTold(says.close('Ben'));
  await ann.next(acts.closeToFarewell.act);
  await ann.isTold(says.farewell(''));
  await ann.isTold(says.end(''));
  await looks('alone');
  await ann.next(acts.toDebrief.act);
  await ann.enter(en.desk.sure.debrief.yes, 'back');
  await ann.reads(en.phases.names.debrief);
  await ann.next(acts.end.act);
  await ann.enter(en.desk.sure.end.yes, 'back');
  await ann.reads(practice.over.heading);
  await looks('over');
}

async function askedNobody(practiser: Practiser, leastTones: number): Promise<void> {
  expect(practiser.errors).toEqual([]);
  // What a page holds within itself is asked of nobody.
  const requests = practiser.requests.filter((url) => !url.startsWith('data:'));
  expect(requests.filter((url) => !url.startsWith(app.url))).toEqual([]);
  expect(requests.filter((url) => !/^\/(practise|assets\/[^/]+|favicon\.ico)$/.test(new URL(url).pathname))).toEqual([]);
  const { tones, devices, connections } = await practiser.used();
  expect(tones).toBeGreaterThanOrEqual(leastTones);
  expect([devices, connections]).toEqual([0, 0]);
  // R12.1: whatever ran here, the browser would not let it reach the server.
  expect(await practiser.asks()).toBe('refused');
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}

test('[R12.1] [R12.2] [R10.1] a new leader leads a whole meeting by keyboard alone, in both browsers, and nobody is asked for anything', async ({
  page,
}) => {
  const wrong: string[] = [];
  const inChromium = await Practiser.inChromium(page, app.url + practiseAddress);
  const inFirefox = await Practiser.inFirefox(app.url + practiseAddress);
  await Promise.all([
    lead(inChromium, async (at) => {
      for (const found of await findings(page)) wrong.push(`${at}: ${found}`);
      if (at !== 'before' && at !== 'over') await expect(page.getByText(practice.nobody)).toBeVisible();
    }),
    lead(inFirefox),
  ]);
  expect(wrong).toEqual([]);
  await askedNobody(inChromium, 50);
  await askedNobody(inFirefox, 50);
  await inFirefox.leave();
});

test('[R12.1] [R12.3] [R10.2] a new presenter steps back once by keyboard alone; where motion is unwanted no mouth moves, and a reload begins anew', async ({
  browser,
}) => {
  const context = await browser.newContext({ permissions: [], reducedMotion: 'reduce' });
  const page = await context.newPage();
  const ben = await Practiser.inChromium(page, `${app.url}${practiseAddress}#presenter`);
  const { says } = practice.presenter;
  await ben.enter(practice.presenter.begin);
  await ben.isTold(says.presenting(''));
  await page.evaluate(() => {
    const moved: string[] = [];
    Object.assign(window, { moved });
    new MutationObserver((all) => moved.push(...all.map(({ target }) => (target as HTMLElement).style.cssText))).observe(
      document.querySelector('main') as Node,
      { subtree: true, attributeFilter: ['style'], childList: false },
    );
  });
  await ben.isTold(says.questions('Ann'));
  await ben.isTold(says.listening(''));
  expect(await findings(page)).toEqual([]);
  await expect(page.getByText(en.controls.youListen).first()).toBeVisible();
  await ben.chord('s', en.controls.signal);
  await ben.isTold(says.seen('Ann'));
  await expect(page.getByText(en.controls.fromLeaders(practice.note)).first()).toBeVisible();
  await ben.isTold(says.invited(''));
  await ben.enter(en.controls.comeIn);
  await ben.isTold(says.back(''));
  const open = await page.evaluate(() =>
    (window as unknown as { moved: string[] }).moved.filter((style) => /position: (50|100)%/.test(style)),
  );
  expect(open).toEqual([]);
  await ben.isTold(says.farewell(''));
  await ben.enter(practice.end);
  await ben.reads(practice.over.heading);
  await askedNobody(ben, 10);
  await page.reload();
  await ben.reads(practice.presenter.heading);
  await context.close();
});

test('[R12.4] each page to print fits one sheet, of A4 and of Letter, and is right for screen readers in both lights', async ({
  page,
}) => {
  for (const reader of readers) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(app.url + helpAddress(reader));
    await expect(page.getByRole('button', { name: papers.print })).toBeVisible();
    expect(await findings(page), reader).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await findings(page), `${reader}, light`).toEqual([]);
    for (const format of ['A4', 'Letter']) {
      const sheets =
        (await page.pdf({ format, preferCSSPageSize: false })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
      expect(sheets.length, `${reader} on ${format}`).toBe(1);
    }
    for (const width of [1366, 768, 390]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  }
});

test('[R12.4] whoever is new reads before the doorstep what each phase means, and from the doorstep finds the way to practise', async ({
  page,
}) => {
  await page.goto(app.link('Eva'));
  await page.getByRole('button', { name: 'Come in as Eva' }).click();
  await page.getByText(en.gate.firstMeeting).press('Enter');
  // What only some forms have is not spoken of where the form is not known.
  const ordinary = help.phases.filter(([phase]) => phaseIds.includes(phase));
  expect(ordinary.length).toBeGreaterThan(7);
  for (const [, means] of ordinary) await expect(page.getByText(means)).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: en.gate.contractAccept }).click();
  await page.getByRole('button', { name: en.door.help }).click();
  await expect(page.getByRole('link', { name: help.practise })).toHaveAttribute('href', practiseAddress);
});
