// The way in and the way out, as people walk them: a link that scripts look at, a browser that keeps nothing, a hospital's computer,
// leaving, and the farewell.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import playwrightConfig from '../../playwright.config.ts';
import { signedOutAddress } from '../../shared/protocol/addresses.ts';
import { keptCookie } from '../../shared/protocol/kept-cookie.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';
import { Visitor } from './visitor.ts';

let app: TestApp;
let ann: TestPerson;
let ben: Visitor;
/** At the doorstep. */
let finn: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  app = await startApp({ media: false });
  ann = await signIn(app, 'Ann');
  await done(ann.enter());
  ben = await Visitor.arrive('Ben', app);
});

test.afterAll(async () => {
  ann?.drop();
  await ben?.leave();
  await app?.stop();
});

const ours = () => ben.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort());
const seatCookie = async () =>
  (await ben.page.context().cookies()).find(({ name }) => name !== keptCookie && name.startsWith('br_'));

async function leaves(): Promise<void> {
  await ben.touch(en.controls.leave);
  await ben.page.getByText(en.controls.leaveAsk).waitFor();
  await ben.page.getByRole('button', { name: en.controls.leave, exact: true }).last().click();
}

async function signsOut(): Promise<void> {
  await ben.touch(en.pages.signOut.act);
  await ben.page.getByRole('dialog').getByRole('button', { name: en.gate.signOutSure.yes }).click();
  // The old page says so too, before it goes.
  await ben.page.waitForURL(`**${signedOutAddress}`);
  await expect(ben.page.getByRole('heading', { name: en.gate.away['signed-out'].heading })).toBeVisible();
}

test('[R6.8] a script that presses the button of a personal link gets in nowhere; the person does', async () => {
  const page = await ben.page.context().browser()?.newPage();
  if (!page) throw new Error('no page');
  const posts: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  await page.goto(app.link('Eva'));
  await page.evaluate(() => {
    const button = document.querySelector('button') as HTMLButtonElement;
    button.click();
    button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  });
  // The browser answers questions in their order: what the clicks had asked for would be known by now.
  await page.evaluate(() => fetch('/livez').then((answer) => answer.text()));
  expect(posts).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
  await page.getByRole('button', { name: 'Come in as Eva' }).press('Enter');
  await page.waitForURL('**/seat/*');
  await page.close();
});

/** How browsers keep nothing, and who tries it. */
const forgetful: Readonly<Record<string, { readonly name: string; readonly forget: () => void }>> = {
  'that lets pages keep nothing': {
    name: 'Gita',
    forget: () => {
      const refuse = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      for (const storage of ['localStorage', 'sessionStorage']) Object.defineProperty(window, storage, { get: refuse });
      Object.defineProperty(navigator.locks, 'request', { value: refuse });
      Object.defineProperty(window, 'BroadcastChannel', { value: refuse });
      navigator.permissions.query = refuse;
    },
  },
  'that throws whatever a page wants to know': {
    name: 'Eva',
    forget: () => {
      const refuse = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      PerformanceObserver.prototype.observe = refuse;
      navigator.mediaDevices.getUserMedia = refuse;
    },
  },
  'that has no room left to keep anything': {
    name: 'Hal',
    forget: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      };
    },
  },
};

for (const [which, { name, forget }] of Object.entries(forgetful)) {
  test(`a browser ${which} shows every page, and the seat is taken`, async () => {
    const context = await ben.page
      .context()
      .browser()
      ?.newContext({ permissions: ['camera', 'microphone'] });
    if (!context) throw new Error('no browser');
    await context.addInitScript(forget);
    const page = await context.newPage();
    const failures: string[] = [];
    page.on('pageerror', ({ message }) => failures.push(message));
    await page.goto(app.link(name));
    await page.getByRole('button', { name: `Come in as ${name}` }).click();
    await page.getByRole('button', { name: en.gate.contractAccept }).click();
    await expect(page.getByRole('checkbox', { name: en.door.alone })).toBeVisible();
    // From now on it is drawn before any script.
    await page.reload();
    await page.getByRole('checkbox', { name: en.door.alone }).check();
    await page.getByRole('button', { name: en.door.takeSeat }).click();
    const circle = page.getByRole('region', { name: en.chairs.circle });
    await expect(circle).toBeVisible();
    await page.reload();
    await expect(page.getByRole('button', { name: en.door.takeSeat }).or(circle)).toBeVisible();
    expect(failures).toEqual([]);
    await context.close();
  });
}

/** A browser of their own. */
async function arrives(name: string): Promise<Page> {
  const browser = ben.page.context().browser();
  if (!browser) throw new Error('no browser');
  const page = await (await browser.newContext({ permissions: ['camera', 'microphone'] })).newPage();
  await page.goto(app.link(name));
  await page.getByRole('button', { name: `Come in as ${name}` }).click();
  return page;
}

/** At the doorstep, with the contract accepted. */
async function newcomer(name: string): Promise<Page> {
  const page = await arrives(name);
  await page.getByRole('button', { name: en.gate.contractAccept }).click();
  return page;
}

/** Loads the page again and holds its scripts back; the answer lets them come. */
async function drawnAlone(page: Page): Promise<() => void> {
  let release = () => {};
  const scripts = new Promise<void>((done) => (release = done));
  await page.unrouteAll({ behavior: 'wait' });
  await page.route('**/assets/doorstep-*.js', async (route) => {
    await scripts;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('[data-still]')).toBeVisible();
  return release;
}

test('[R5.2] [R6.5] a reload comes back into the seat; a copied tab stands at the doorstep, and takes nothing away', async () => {
  const page = await newcomer('Dee');
  await page.getByRole('checkbox', { name: en.door.alone }).check();
  await page.getByRole('button', { name: en.door.takeSeat }).click();
  const circle = page.getByRole('region', { name: en.chairs.circle });
  await expect(circle).toBeVisible();
  await page.reload();
  await expect(circle).toBeVisible();
  // What a tab keeps for itself is copied with it.
  const [copy] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => void window.open(location.href))]);
  await expect(copy.getByRole('button', { name: en.door.takeSeat })).toBeVisible();
  await expect.poll(() => copy.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('inAt');
  await expect(circle).toBeVisible();
  await copy.reload();
  await expect(copy.getByRole('button', { name: en.door.takeSeat })).toBeVisible();
  await page.context().close();
});

test('the own picture moves before the scripts have come, and does not go out when they have', async () => {
  finn = await newcomer('Finn');
  const page = finn;
  await expect(page.getByRole('checkbox', { name: en.door.alone })).toBeVisible();
  const come = await drawnAlone(page);
  await page.evaluate(() => {
    const isSeen = (video: HTMLVideoElement) =>
      video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA &&
      !video.paused &&
      video.checkVisibility({ visibilityProperty: true });
    const seen: boolean[] = [];
    Object.assign(window, { seen });
    const look = () => {
      seen.push([...document.querySelectorAll<HTMLVideoElement>('main video')].some(isSeen));
      requestAnimationFrame(look);
    };
    look();
  });
  const sinceFirst = () =>
    page.evaluate(() => {
      const { seen } = window as unknown as { seen: boolean[] };
      return seen.slice(seen.indexOf(true));
    });
  await page.waitForFunction(() => (window as unknown as { seen: boolean[] }).seen.includes(true));
  await expect(page.getByText(en.door.asking)).toHaveCount(0);
  await expect(page.locator('[data-still=""]'), 'letters, light and shadow have followed').toBeVisible();
  come();
  await expect(page.locator('[data-still]')).toHaveCount(0);
  await expect(page.locator('main video')).toHaveCount(1);
  expect(await sinceFirst()).not.toContain(false);
  const [fetched, paintedAt] = await page.evaluate(() => {
    const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
    return [Math.min(...scripts.map(({ startTime }) => startTime)), performance.getEntriesByType('paint')[0]?.startTime];
  });
  expect(fetched, 'no script holds up the first paint').toBeGreaterThan(paintedAt ?? Number.POSITIVE_INFINITY);

  // Scripts that do not come at all: the camera goes out, and no still picture is left of it.
  const comeLate = await drawnAlone(page);
  const drawn = page.locator('[data-still] video');
  await expect(drawn).toBeVisible();
  await expect(drawn).toHaveCount(0);
  comeLate();
  await expect(page.locator('main video')).toBeVisible();

  // Another tab has chosen to come without a camera meanwhile: no last picture covers the live page, which says so.
  await page.addInitScript(() => {
    const real = window.setTimeout.bind(window);
    // What would take the picture away in the end anyway.
    window.setTimeout = ((run: TimerHandler, ms = 0) => (ms === 10_000 ? 0 : real(run, ms))) as typeof setTimeout;
  });
  const comeWithout = await drawnAlone(page);
  await page
    .locator('[data-still] video')
    .evaluate((video: HTMLVideoElement) => new Promise((resolve) => video.requestVideoFrameCallback(resolve)));
  await page.evaluate(() => localStorage.setItem('balint-room.devices', '{"camera":null}'));
  comeWithout();
  await expect(page.getByText(en.door.noPictureMore)).toBeVisible();
  const seen = page.locator('main video').filter({ visible: true });
  await expect(seen).toHaveCount(0);
  await page.evaluate(() => localStorage.removeItem('balint-room.devices'));

  // The live page's picture is let go before it has moved.
  await page.addInitScript(() => addEventListener('loadeddata', (sign) => sign.stopImmediatePropagation(), true));
  const comeUnmoved = await drawnAlone(page);
  await expect(page.locator('[data-still] video')).toBeVisible();
  comeUnmoved();
  await expect(page.locator('main video'), 'the picture covers the live one').toHaveCount(2);
  await page.getByLabel(en.door.camera).selectOption({ label: en.door.withoutCamera });
  await expect(page.getByText(en.door.noPictureMore)).toBeVisible();
  await expect(seen).toHaveCount(0);
  await page.evaluate(() => localStorage.removeItem('balint-room.devices'));
});

test('a level that does not come at first comes later', async () => {
  let tries = 0;
  await finn.unrouteAll({ behavior: 'wait' });
  await finn.route('**/assets/level-meter-*.js', (route) => (tries++ === 0 ? route.abort() : route.continue()));
  await finn.reload();
  await expect(finn.getByRole('img', { name: /Level [1-9]/ })).toBeVisible();
  expect(tries).toBeGreaterThan(1);
});

test('on a narrow phone nothing moves when the drawn doorstep comes alive', async () => {
  await finn.setViewportSize({ width: 360, height: 800 });
  const come = await drawnAlone(finn);
  await expect(finn.locator('[data-still=""]')).toBeVisible();
  const placeOf = async (words: string) => (await finn.getByRole('button', { name: words }).boundingBox())?.y;
  const drawn = await placeOf(en.door.takeSeat);
  come();
  await expect(finn.locator('[data-still]')).toHaveCount(0);
  await expect(finn.getByRole('button', { name: en.pages.signOut.act })).toBeVisible();
  expect(await placeOf(en.door.takeSeat)).toBe(drawn);
});

test('what is pressed on the doorstep before its scripts have come is done when they have, and the focus stays', async () => {
  const page = finn;
  let come = await drawnAlone(page);
  await page.getByRole('button', { name: en.door.help }).focus();
  come();
  await expect(page.locator('[data-still]')).toHaveCount(0);
  await expect(page.getByRole('button', { name: en.door.help })).toBeFocused();

  come = await drawnAlone(page);
  await page.getByRole('checkbox', { name: en.door.alone }).check();
  await page.getByRole('button', { name: en.door.takeSeat }).click();
  come();
  await expect(page.getByRole('region', { name: en.chairs.circle })).toBeVisible();
  await page.context().close();
});

test('what a browser keeps is looked up before the doorstep is painted where there is anything, and otherwise after', async () => {
  const page = await arrives('Eva');
  await expect(page.getByRole('checkbox', { name: en.door.alone })).toBeVisible();
  await page.addInitScript(() => {
    const looked: number[] = [];
    const asked: MediaStreamConstraints[] = [];
    const askedAt: number[] = [];
    Object.assign(window, { looked, asked, askedAt });
    const { getItem } = Storage.prototype;
    Storage.prototype.getItem = function (key) {
      looked.push(performance.now());
      return getItem.call(this, key);
    };
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) => {
      asked.push(wanted ?? {});
      askedAt.push(performance.now());
      return ask(wanted);
    };
  });
  interface Seen {
    readonly looked: readonly number[];
    readonly asked: readonly MediaStreamConstraints[];
    readonly askedAt: readonly number[];
  }
  /** Comes to the address anew, and sees the page while its scripts are held back. */
  const comesAnew = async () => {
    await page.route('**/assets/*.js', () => new Promise(() => {}));
    await page.goto(page.url(), { waitUntil: 'commit' });
    await page.waitForFunction(
      () => performance.getEntriesByType('paint').length > 0 && (window as unknown as Seen).looked.length > 0,
    );
    await page.waitForFunction(() => (window as unknown as Seen).asked.length > 0);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    return page.evaluate(() => {
      const { looked, asked, askedAt } = window as unknown as Seen;
      const paintedAt = performance.getEntriesByType('paint')[0]?.startTime ?? 0;
      const isBefore = Math.min(...looked) < paintedAt;
      const asksBefore = Math.min(...askedAt) < paintedAt;
      return { isBefore, asksBefore, asksForCamera: asked[0]?.video !== false, theme: document.documentElement.dataset.theme };
    });
  };
  expect(await comesAnew()).toEqual({ isBefore: false, asksBefore: false, asksForCamera: true, theme: undefined });
  await page.evaluate(() => {
    localStorage.setItem('balint-room.preferences', '{"theme":"light"}');
    localStorage.setItem('balint-room.devices', '{"camera":null}');
  });
  await page.reload();
  await expect(page.locator('[data-still]')).toHaveCount(0);
  await expect.poll(async () => (await page.context().cookies()).some(({ name }) => name === keptCookie)).toBe(true);
  expect(await comesAnew()).toEqual({ isBefore: true, asksBefore: false, asksForCamera: false, theme: 'light' });
  await page.reload();
  await expect(page.getByText(en.door.noPictureMore)).toBeVisible();
  await page.context().close();
});

test('whoever comes back into the room by its address has no camera lit on the way', async () => {
  const page = await arrives('Gita');
  const agree = page.getByRole('button', { name: en.gate.contractAccept });
  const alone = page.getByRole('checkbox', { name: en.door.alone });
  await expect(agree.or(alone)).toBeVisible();
  if (await agree.isVisible()) await agree.click();
  await alone.check();
  await page.getByRole('button', { name: en.door.takeSeat }).click();
  const circle = page.getByRole('region', { name: en.chairs.circle });
  await expect(circle).toBeVisible();
  await page.addInitScript(() => {
    Object.assign(window, { asks: 0 });
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) => {
      Object.assign(window, { asks: (window as unknown as { asks: number }).asks + 1 });
      return ask(wanted);
    };
  });
  // Whoever asks early does so before the page's own scripts are fetched.
  const fetches = page.waitForRequest('**/assets/*.js');
  await page.route('**/assets/*.js', () => new Promise(() => {}));
  await page.goto(page.url(), { waitUntil: 'commit' });
  await fetches;
  expect(await page.evaluate(() => (window as unknown as { asks: number }).asks)).toBe(0);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await expect(circle).toBeVisible();
  await page.context().close();
});

test('a browser that blocks cookies is told what to allow, on the link’s page and on the seat’s', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'no-cookies-'));
  await mkdir(join(folder, 'Default'));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, playwrightConfig.use?.launchOptions);
  const page = await context.newPage();
  await page.goto(app.link('Finn'));
  await page.getByRole('button', { name: 'Come in as Finn' }).click();
  await expect(page.getByRole('alert')).toContainText('allow cookies for this address');
  await page.goto(`${app.url}/seat/${'0'.repeat(18)}`);
  await expect(page.getByRole('heading', { name: en.gate.noCookies.heading })).toBeVisible();
  await context.close();
  await rm(folder, { recursive: true, force: true });
});

test('[R6.8] a hospital’s computer: the session ends with the browser, and after signing out the address opens nothing', async () => {
  await ben.agree();
  await expect(ben.button(en.door.takeSeat)).toBeVisible();
  expect((await seatCookie())?.expires, 'on one’s own computer it is kept').toBeGreaterThan(0);
  await signsOut();
  await ben.page.goto(app.link('Ben'));
  await ben.page.getByRole('checkbox').check();
  await ben.touch('Come in as Ben');
  await expect(ben.button(en.door.takeSeat)).toBeVisible();
  expect((await seatCookie())?.expires).toBe(-1);
  expect((await ben.page.evaluate(() => Object.keys(localStorage))).filter((key) => key.startsWith('balint'))).toEqual([]);

  const address = ben.page.url();
  await signsOut();
  expect(await ours()).toEqual([]);
  expect(await seatCookie()).toBeUndefined();
  const showsNothing = async () => {
    await expect(ben.page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(ben.page.getByText('Tuesday')).toHaveCount(0);
    await expect(ben.button(en.door.takeSeat)).toHaveCount(0);
  };
  await ben.page.goBack();
  await showsNothing();
  await ben.page.goto(address);
  await expect(ben.page.getByRole('heading', { name: en.gate.away['not-signed-in'].heading })).toBeVisible();
  await showsNothing();
});

test('whoever leaves a running meeting reads that it goes on, and returns by one touch', async () => {
  await ben.comeIn(app);
  await ben.takeSeat();
  await leaves();
  await expect(ben.page.getByRole('heading', { name: en.farewell.left })).toBeVisible();
  await expect(ben.page.getByText(en.farewell.goesOn)).toBeVisible();
  await expect(ben.page.getByText(en.farewell.noNext)).toHaveCount(0);
  await expect(ben.button(en.pages.signOut.act)).toBeVisible();
  await ben.touch(en.farewell.comeBack);
  await ben.takeSeat();
});

test('whoever reloads the page in mid-meeting never sees the doorstep on the way back', async () => {
  const other = await ben.page.context().newPage();
  const drawn = (page: Page) => page.locator('[data-still]');
  for (const page of [ben.page, other]) await page.route('**/assets/*.js', () => new Promise(() => {}));
  await other.goto(ben.page.url(), { waitUntil: 'commit' });
  await expect(drawn(other), 'in a tab that was not in, it stands before any script').toBeVisible();
  await other.close();
  await ben.page.reload({ waitUntil: 'commit' });
  await expect(drawn(ben.page)).toBeAttached();
  await expect(drawn(ben.page)).toBeHidden();
  await ben.page.unrouteAll({ behavior: 'ignoreErrors' });
  await ben.page.reload();
  await ben.isInRoom();
});

test('[R6.8] one can sign out from the room, and has then left it', async () => {
  // What could not be done is said where the person then stands, and can be tried again or left.
  await ben.page.route('**/sign-out', (route) => route.abort());
  await ben.touch(en.controls.leave);
  await ben.touch(en.pages.signOut.leaveToo);
  await expect(ben.page.getByRole('heading', { name: en.farewell.left })).toBeVisible();
  await expect(ben.page.getByRole('alert')).toHaveText(en.pages.signOut.failed);
  await ben.page.unroute('**/sign-out');
  await ben.touch(en.farewell.comeBack);
  await ben.takeSeat();

  await ben.touch(en.controls.leave);
  await ben.touch(en.pages.signOut.leaveToo);
  // The room says so before the page is on its way out.
  await ben.page.waitForURL('**/#signed-out');
  await expect(ben.page.getByRole('heading', { name: en.gate.away['signed-out'].heading })).toBeVisible();
  await ann.seesRoom(({ chairs }) => chairs.find(({ name }) => name === 'Ben')?.state === 'empty');
  await ben.comeIn(app);
  await ben.takeSeat();
});

test('[R5.4] closing the page at the farewell counts as leaving; whoever stays to the end is thanked', async () => {
  const cid = await signIn(app, 'Cid');
  await done(cid.enter());
  await done(ann.advance('gathering', 'opening'));
  await done(ann.advance('opening', 'caseCall'));
  await done(ann.advance('caseCall', 'farewell'));
  await cid.seesRoom(({ phase }) => phase === 'farewell');
  cid.drop();
  await ann.seesRoom(({ chairs, desk }) => chairs.find(({ name }) => name === 'Cid')?.state === 'empty' && desk?.lost.length === 0);
  await done(cid.enter());
  await cid.seesRoom(({ chairs }) => chairs.find(({ name }) => name === 'Cid')?.state === 'present');
  cid.drop();
  // The page that brings the doorstep along does not say when the group meets next; and nobody answers that now.
  await ben.reload();
  await ben.isInRoom();
  await ben.page.route('**/doorstep', (route) => route.abort());
  const unanswered = ben.page.waitForEvent('requestfailed', (request) => request.url().endsWith('/doorstep'));
  await done(ann.advance('farewell', 'ended'));
  await unanswered;
  await expect(ben.page.getByRole('heading', { name: en.farewell.ended })).toBeVisible();
  await expect(ben.page.getByText(en.farewell.thanks)).toBeVisible();
  await expect(ben.page.getByText(en.farewell.noNext)).toHaveCount(0);
  await expect(ben.button(en.pages.signOut.act)).toBeVisible();
});
