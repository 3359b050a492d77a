// Draws practising and the pages to print at every size in both lights. Pictures go to screenshots/practice/.
import { type Page, test } from '@playwright/test';
import { practice } from '../../client/src/words/en/practice.ts';
import { en } from '../../client/src/words/en.ts';
import { helpAddress, practiseAddress, readers } from '../../shared/protocol/aside-addresses.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { Practiser } from './practiser.ts';
import { drawEverySize } from './shots.ts';

const folder = 'screenshots/practice';
const { acts } = en.desk;
const { says } = practice.leader;

let app: TestApp;

test.describe.configure({ timeout: 600_000 });

test.beforeAll(async () => {
  app = await startApp({ media: false });
});

test.afterAll(async () => app?.stop());

const shoot = (page: Page, name: string) => drawEverySize(page, `${folder}/${name}`);

test('a leader', async ({ page }) => {
  const ann = await Practiser.inChromium(page, app.url + practiseAddress);
  await ann.reads(practice.leader.heading);
  await shoot(page, 'leader-before');
  await ann.enter(practice.leader.begin);
  await ann.isTold(says.open(''));
  await shoot(page, 'leader-gathering');
  await ann.next(acts.openMeeting.act);
  await ann.next(acts.askForCase.act);
  await ann.isTold(says.offer('Ben'));
  await shoot(page, 'leader-offer');
  await ann.enter(en.desk.ask('Ben'));
  await ann.isTold(says.accepted('Ben'));
  await ann.next(acts.begin('Ben').act);
  await ann.isTold(says.knock('Finn'));
  await shoot(page, 'leader-knock');
  await ann.next(acts.toQuestions('Ben').act);
  await ann.next(acts.stepBack('Ben').act);
  await ann.isTold(says.signal('Ben'));
  await shoot(page, 'leader-signal');
  await ann.enter(practice.end);
  await ann.reads(practice.over.heading);
  await shoot(page, 'leader-over');
});

test('a presenter', async ({ page }) => {
  const ben = await Practiser.inChromium(page, `${app.url}${practiseAddress}#presenter`);
  await ben.reads(practice.presenter.heading);
  await shoot(page, 'presenter-before');
  await ben.enter(practice.presenter.begin);
  await ben.isTold(practice.presenter.says.listening(''));
  await shoot(page, 'presenter-listening');
  await ben.isTold(practice.presenter.says.invited(''));
  await shoot(page, 'presenter-invited');
});

test('the pages to print', async ({ page }) => {
  for (const reader of readers) {
    await page.goto(app.url + helpAddress(reader));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot(page, `help-${reader}`);
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await page.setViewportSize({ width: 680, height: 962 });
    await page.screenshot({ path: `${folder}/help-${reader}-paper.png` });
    await page.emulateMedia({ media: 'screen' });
  }
});
