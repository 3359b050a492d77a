// The desk under human hands: double presses, held keys, sentences typed at the page, foreign layouts, a lost connection, and a page that is being translated.
// One room, without media; every act that leaves a page is counted on its socket.
import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import type { WireCommand } from '../../shared/ritual/commands.ts';
import type { PhaseId } from '../../shared/ritual/phases.ts';
import { type CuttableConnection, cuttableConnection } from '../support/cuttable-connection.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { translate } from './translator.ts';

const { acts } = en.desk;

class Person {
  /** What the page has asked for, oldest first; entering left out. */
  readonly asked: WireCommand[] = [];
  readonly errors: string[] = [];
  /** Replies that have come, to whatever was asked. */
  answers = 0;
  /** The newest view's phase, and whether any view of this page said that the room pauses. */
  sawPause = false;
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;

  private constructor(name: string, context: BrowserContext, page: Page) {
    this.name = name;
    this.context = context;
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        const message = /^42\d*(\["perform",.*)$/s.exec(String(payload))?.[1];
        if (!message) return;
        const { command } = JSON.parse(message)[1] as { command: WireCommand };
        if (command.type !== 'enter') this.asked.push(command);
      });
      socket.on('framereceived', ({ payload }) => {
        if (/^43\d*\[/.test(String(payload))) this.answers += 1;
        if (/^42\["view".*"pausedAt":\d/s.test(String(payload))) this.sawPause = true;
      });
    });
  }

  static async sit(
    name: string,
    browser: Browser,
    app: TestApp,
    { port, isTranslated = false } = {} as SitOptions,
  ): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, permissions: ['camera', 'microphone'] });
    const person = new Person(name, context, await context.newPage());
    const { page } = person;
    if (isTranslated) await page.addInitScript(translate);
    const link = new URL(app.link(name));
    if (port) link.port = String(port);
    await page.goto(link.href);
    await page.getByRole('button', { name: `Come in as ${name}` }).click();
    await page.getByRole('button', { name: en.gate.contractAccept }).click();
    await page.getByRole('checkbox', { name: en.door.alone }).check();
    await page.getByRole('button', { name: en.door.takeSeat }).click();
    await expect(page.getByRole('region', { name: en.chairs.circle })).toBeVisible();
    return person;
  }

  /** The one large step of the desk. */
  get step(): Locator {
    return this.page.locator('button[aria-keyshortcuts="Alt+Shift+N"]');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name });
  }

  async press(button: Locator): Promise<void> {
    await button.first().click();
  }

  async isIn(phase: PhaseId): Promise<void> {
    await expect(this.page.locator('main')).toHaveAttribute('data-phase', phase);
  }

  /** How often a phase was asked to change, by this page. */
  steps(): WireCommand[] {
    return this.asked.filter(({ type }) => type === 'advance' || type === 'goBack' || type === 'undo');
  }

  async keepsFocus(): Promise<void> {
    expect(await this.page.evaluate(() => document.activeElement?.tagName ?? 'none'), 'where the focus is').not.toMatch(
      /BODY|none/,
    );
  }
}

interface SitOptions {
  readonly port?: number;
  readonly isTranslated?: boolean;
}

let app: TestApp;
let connection: CuttableConnection;
let ann: Person;
let ben: Person;
let cid: Person;

test.describe.configure({ mode: 'serial', timeout: 90_000 });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  app = await startApp({ media: false });
  connection = await cuttableConnection(Number(new URL(app.link('Ann')).port));
  ann = await Person.sit('Ann', browser, app, { port: connection.port, isTranslated: true });
  ben = await Person.sit('Ben', browser, app);
  cid = await Person.sit('Cid', browser, app);
});

test.afterAll(async () => {
  for (const person of [ann, ben, cid]) await person?.context.close();
  await connection?.close();
  await app?.stop();
});

/** Presses where the step stands, without asking whether it may be pressed; then again, the moment its words have changed. */
async function pressTwice(button: Locator): Promise<void> {
  await expect(button).toBeEnabled();
  const box = await button.boundingBox();
  if (!box) throw new Error('nothing to press');
  const { page } = ann;
  const words = await button.textContent();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.dblclick(x, y);
  await page.waitForFunction(
    ([selector, before]) => document.querySelector(selector as string)?.textContent !== before,
    ['button[aria-keyshortcuts="Alt+Shift+N"]', words],
  );
  await page.mouse.click(x, y);
}

async function enterTwice(): Promise<void> {
  await expect(ann.step).toBeEnabled();
  await ann.step.focus();
  const before = await ann.step.textContent();
  await ann.page.keyboard.down('Enter');
  for (let held = 0; held < 10; held++) await ann.page.keyboard.down('Enter');
  await ann.page.keyboard.up('Enter');
  await expect(ann.step).not.toHaveText(before ?? '');
  await ann.page.keyboard.press('Enter');
  await ann.page.keyboard.press('Space');
}

/** One step went out and no other, once the step may be pressed again. */
async function wentOnce(to: PhaseId): Promise<void> {
  await ann.isIn(to);
  await expect(ann.step.or(ann.button(en.desk.askSomeone)).first()).toBeVisible();
  await ann.page.waitForFunction(() => !document.querySelector('[data-settling]'));
  expect(ann.steps().map((command) => ('to' in command ? command.to : command.type))).toEqual([to]);
  ann.asked.length = 0;
  await ann.keepsFocus();
}

test('[R1.8] a double press, a held Enter and a press just after the words changed run one step each; the words tell which, though the page is translated', async () => {
  await expect(ann.step).toHaveText(acts.openMeeting.act);
  await pressTwice(ann.step);
  await wentOnce('opening');
  await expect(ann.step).toHaveText(acts.askForCase.act);
  await ann.press(ann.step);
  await ann.isIn('caseCall');
  await ben.press(ben.button(en.controls.offerCase));
  await ann.button(en.desk.ask('Ben')).first().dblclick();
  await ben.press(ben.button(en.controls.accept));
  await expect(ann.step).toContainText(acts.begin('Ben').act);
  expect(ann.asked.map(({ type }) => type)).toEqual(['advance', 'chooseCase']);
  ann.asked.length = 0;

  await enterTwice();
  await wentOnce('presentation');
  await expect(ann.step).toContainText(acts.toQuestions('Ben').act);
  await pressTwice(ann.step);
  await wentOnce('clarifying');
  await expect(ann.step).toContainText(acts.stepBack('Ben').act);
  await expect(cid.page.getByRole('heading', { name: en.phases.names.clarifying })).toBeVisible();
});

test('[R1.8] a sentence typed at the page asks for nothing, whoever types it and wherever the focus is', async () => {
  for (const person of [ann, ben, cid]) {
    person.asked.length = 0;
    const { keyboard } = person.page;
    const places = [
      null,
      person === ann ? ann.step : person.button(en.controls.closeMicrophone).or(person.button(en.controls.leave)).first(),
    ];
    for (const place of places) {
      if (place) await place.focus();
      else await person.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      for (const sentence of ['no problem', 'thank you, now we go on', 'Maybe he does, u know? SVHM']) {
        await keyboard.type(sentence);
        await keyboard.press('Enter');
      }
    }
    await typeRussian(person.page);
  }
  await ann.isIn('clarifying');
  for (const person of [ann, ben, cid]) expect(person.asked, person.name).toEqual([]);
});

test('[R10.1] the same keys held with Alt and Shift act, on a Russian layout too, and what they did to one’s devices is spoken', async () => {
  await expect(ann.step).toBeEnabled();
  await ann.step.focus();
  await russianKey(ann.page, 'Т', 'KeyN', altAndShift);
  await wentOnce('associative');
  await expect(ben.page.getByText(en.controls.youListen).first()).toBeVisible();
  await expect(ann.button(en.desk.undo).first()).toBeEnabled();
  await expect(ann.button(en.desk.undo).first()).toHaveAccessibleName(new RegExp(en.phases.names.clarifying));
  await ann.page.keyboard.press('Alt+Shift+U');
  await wentOnceBy('undo', 'clarifying');

  const spoken = cid.page.locator('.said[role="status"]');
  const own = cid.page.locator('button[aria-keyshortcuts="Alt+Shift+H"]');
  await expect(own).toBeEnabled();
  await cid.page.keyboard.press('Alt+Shift+H');
  await expect(spoken.getByText(en.controls.said.selfHidden)).toBeAttached();
});

async function wentOnceBy(type: string, to: PhaseId): Promise<void> {
  await ann.isIn(to);
  expect(ann.steps().map((command) => command.type)).toEqual([type]);
  ann.asked.length = 0;
}

test('[R1.8] while the invited presenter has not come back, closing the case is not offered; then it is, and runs once', async () => {
  await expect(ann.step).toBeEnabled();
  const at = await ann.step.boundingBox();
  await pressTwice(ann.step);
  await wentOnce('associative');
  expect(await ann.step.boundingBox(), 'where the step stands while Undo is there').toEqual(at);
  await pressTwice(ann.step);
  await ann.isIn('closingRound');
  await expect(ann.step).toContainText(acts.waitForReturn('Ben').act);
  await expect(ann.step).toBeDisabled();
  await ann.step.click({ force: true });
  await ann.page.keyboard.press('Alt+Shift+N');
  expect(ann.steps()).toEqual([{ type: 'advance', from: 'associative', to: 'closingRound' }]);
  ann.asked.length = 0;

  await ben.button(en.controls.comeIn).dblclick();
  await expect(ann.step).toContainText(acts.furtherCase.act);
  expect(ben.asked).toEqual([{ type: 'comeIn' }]);
});

test('[R1.8] without a connection an act is not begun, says so at once, and is not done when the connection is back', async () => {
  const circle = cid.page.getByRole('region', { name: en.chairs.circle });
  cid.sawPause = false;
  ann.asked.length = 0;
  const pause = ann.button(en.desk.pause).first();
  await expect(pause).toBeEnabled();
  const { answers } = ann;
  connection.mute();
  await pause.click();
  await expect(ann.page.getByText(en.controls.waiting)).toBeVisible();
  await expect(ann.page.getByText(en.troubles.unavailable)).toBeVisible();
  expect(
    ann.asked.map(({ type }) => type),
    'what has left the page',
  ).toEqual(['pause']);
  connection.pass(); // what was held back goes on its way at once, and comes late
  await expect.poll(() => ann.answers, { message: 'the server has answered the act that came late' }).toBeGreaterThan(answers);

  connection.cut();
  await expect(ann.page.getByText(en.controls.connectionLost)).toBeVisible();
  await pause.click();
  await expect(ann.page.getByText(en.troubles.offline)).toBeVisible();
  connection.pass();
  await expect(ann.page.getByText(en.controls.connectionLost)).toBeHidden();
  expect(ann.asked).toHaveLength(1);
  expect(cid.sawPause).toBe(false);

  await ann.page.keyboard.press('Alt+Shift+R'); // a second click at the same place could still be half of a double one
  await expect(circle.getByText(en.phases.paused)).toBeVisible();
  await ann.press(ann.button(en.desk.resume));
  await expect(circle.getByText(en.phases.paused)).toBeHidden();
  expect(cid.sawPause).toBe(true);
});

test('[R1.8] ending the meeting asks first, and a second press is no answer', async () => {
  ann.asked.length = 0;
  await ann.press(ann.button(en.desk.others));
  await ann.press(ann.button(`${acts.closeToFarewell.act}, ${acts.closeToFarewell.after}`));
  await wentOnce('farewell');
  await expect(ann.step).toContainText(acts.toDebrief.act);
  for (const ask of [() => ann.step.dblclick(), () => ann.page.keyboard.press('Alt+Shift+N'), () => ann.step.press('Enter')]) {
    await expect(ann.step).toBeEnabled();
    await ask();
    await expect(ann.page.getByText(en.desk.sure.debrief.ask)).toBeVisible();
    await ann.page.keyboard.press('Enter');
    await ann.page.keyboard.press('Escape');
    await expect(ann.page.getByText(en.desk.sure.debrief.ask)).toBeHidden();
    await ann.keepsFocus();
  }
  expect(ann.asked).toEqual([]);
  await ann.press(ann.step);
  await ann.press(ann.button(en.desk.sure.debrief.yes));
  await wentOnce('debrief');
  await ann.press(ann.step);
  await ann.press(ann.page.getByRole('dialog').getByRole('button', { name: en.desk.sure.end.yes }));
  await expect(ann.page.getByRole('heading', { name: en.farewell.ended })).toBeVisible();
  for (const person of [ann, ben, cid]) expect(person.errors, person.name).toEqual([]);
});

const altAndShift = 1 + 8;

async function russianKey(page: Page, key: string, code: string, modifiers = 0): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['keyDown', 'keyUp'] as const)
    await devtools.send('Input.dispatchKeyEvent', {
      type,
      key,
      code,
      modifiers,
      ...(type === 'keyDown' && modifiers === 0 && { text: key }),
    });
  await devtools.detach();
}

/** "нет, м р", as the keys of a Russian layout write it. */
async function typeRussian(page: Page): Promise<void> {
  for (const [key, code] of [
    ['н', 'KeyY'],
    ['е', 'KeyT'],
    ['т', 'KeyN'],
    ['м', 'KeyV'],
    ['р', 'KeyH'],
    ['ы', 'KeyS'],
    ['г', 'KeyU'],
  ] as const)
    await russianKey(page, key, code);
  await page.keyboard.press('Enter');
}
