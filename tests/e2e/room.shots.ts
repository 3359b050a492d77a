// Draws every phase as leader, presenter and member, at every size, from a real meeting whose other chairs rehearsal members fill.
// Pictures go to screenshots/room/; `SHOTS_THEME=light` draws the light room alone.
import { expect, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { type Company, startMembers } from '../../scripts/rehearse/members.ts';
import type { PhaseId } from '../../shared/ritual/phases.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { drawEverySize } from './shots.ts';
import { Visitor } from './visitor.ts';

const { acts } = en.desk;
const folder = 'screenshots/room';

let app: TestApp;
let company: Company;
let ann: Visitor;
let ben: Visitor;
let dee: Visitor;

test.describe.configure({ mode: 'serial', timeout: 1_200_000 });

test.beforeAll(async () => {
  test.setTimeout(1_200_000);
  app = await startApp();
  ann = await Visitor.arrive('Ann', app);
  await shoot(ann.page, 'doorstep-contract');
  await ann.agree();
  await expect(ann.button(en.door.takeSeat)).toBeVisible();
  await shoot(ann.page, 'doorstep-check');
  await ann.takeSeat();
  company = await startMembers({
    baseUrl: app.url,
    links: app.links,
    names: ['Cid', 'Eva', 'Finn', 'Gita', 'Hal'],
    behaviour: 'still',
  });
  ben = await Visitor.arrive('Ben', app);
  await ben.takeSeat();
  dee = await Visitor.arrive('Dee', app);
  await dee.takeSeat();
});

test.afterAll(async () => {
  await company?.stop();
  for (const visitor of [ann, ben, dee]) await visitor?.leave();
  await app?.stop();
});

const shoot = (page: Page, name: string) => drawEverySize(page, `${folder}/${name}`, { ready: () => settled(page) });

/** Nothing moves any more, and each picture that is to move has a frame. */
async function settled(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const moves = document
          .getAnimations()
          .some((one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
        const waits = [...document.querySelectorAll('video')].some((video) => video.offsetParent !== null && video.readyState < 2);
        return moves || waits;
      }),
    )
    .toBe(false);
}

async function everyone(phase: PhaseId, suffix = ''): Promise<void> {
  for (const [role, visitor] of [
    ['leader', ann],
    ['presenter', ben],
    ['member', dee],
  ] as const) {
    await expect(visitor.page.getByRole('heading', { name: en.phases.names[phase] }).first()).toBeAttached();
    await shoot(visitor.page, `${phase}${suffix}-${role}`);
  }
}

test('gathering and opening', async () => {
  await expect(dee.page.locator('li[data-state="present"] video')).toHaveCount(8);
  await everyone('gathering');
  await ann.touch(acts.openMeeting.act);
  await everyone('opening');
});

test('case call', async () => {
  await ann.touch(acts.askForCase.act);
  await everyone('caseCall');
  await ben.touch(en.controls.offerCase);
  await ann.button(en.desk.ask('Ben')).click();
  await everyone('caseCall', '-asked');
  await ben.touch(en.controls.accept);
});

test('presentation and questions', async () => {
  await ann.touch(acts.begin('Ben').act);
  await everyone('presentation');
  await ann.touch(acts.toQuestions('Ben').act);
  await everyone('clarifying');
});

test('associations, with a signal', async () => {
  await ann.touch(acts.stepBack('Ben').act);
  await expect(ann.page.getByText(en.desk.silenceSince('')).first()).toBeVisible();
  await everyone('associative');
  await ben.touch(en.controls.signal);
  await expect(ann.page.getByText(en.desk.signal('Ben')).first()).toBeVisible();
  await everyone('associative', '-signal');
});

test('closing round', async () => {
  await ann.touch(acts.inviteBack('Ben').act);
  await everyone('closingRound', '-invited');
  await ben.touch(en.controls.comeIn);
  await expect(dee.page.locator('li[data-state="present"] video')).toHaveCount(8);
  await everyone('closingRound');
});

test('farewell and debrief', async () => {
  await ann.button(en.desk.others).click();
  await ann.page
    .getByText(acts.closeToFarewell.after ?? '')
    .first()
    .click();
  await everyone('farewell');
  await ann.touch(acts.toDebrief.act);
  await ann.touch(en.desk.sure.debrief.yes);
  await expect(ann.page.getByRole('heading', { name: en.phases.names.debrief })).toBeAttached();
  await shoot(ann.page, 'debrief-leader');
  await shoot(dee.page, 'debrief-member');
  await shoot(ben.page, 'debrief-presenter');
});
