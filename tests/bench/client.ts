// How soon a person has a page, a seat and a voice: our page compared with the least that a browser could show, in turn, in fresh browser contexts.
import { type Browser, chromium } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import playwrightConfig from '../../playwright.config.ts';
import { bareRoom } from '../attacks/inner-media.ts';
import { type MediaBot, startBot } from '../support/bot-process.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';
import { type Moment, type Moments, momentsOf, openPage } from './client-moments.ts';
import { type BarePages, serveBarePages, takeSeat } from './client-pages.ts';
import { alsoEnd } from './endings.ts';
import { type Bench, type Figure, figureOf } from './figure.ts';

interface Stage {
  readonly app: TestApp;
  readonly cid: TestPerson;
  readonly bare: BarePages;
  readonly browser: Browser;
  /** A page of another site. */
  readonly elsewhere: string;
}

/** Paints come in whole frames, of which a page needs four or five: their median is steady only over many. */
const pairs = { quick: { doorstep: 3, room: 3 }, whole: { doorstep: 40, room: 16 } };

async function openStage(): Promise<Stage> {
  const app = alsoEnd(await startApp(), (started) => started.stop());
  const cid = await signIn(app, 'Cid');
  const browser = alsoEnd(await chromium.launch(playwrightConfig.use?.launchOptions), (started) => started.close());
  const bare = alsoEnd(await serveBarePages(), (served) => served.stop());
  const elsewhere = `${bare.url.replace('127.0.0.1', 'localhost')}/words`;
  return { app, cid, bare, browser, elsewhere };
}

/** Somebody speaks and is seen, in our room and in the bare one. Answers what the bare page needs to know: where it joins, and with what. */
async function somebodySpeaks(app: TestApp): Promise<string> {
  const ann = alsoEnd(await signIn(app, 'Ann'), (person) => person.drop());
  await done(ann.enter());
  await ann.sees((view) => view.kind === 'room');
  const speaks = async (join: (bot: MediaBot) => Promise<unknown>) => {
    const bot = alsoEnd(await startBot(), (started) => started.quit());
    await join(bot);
    await bot.speak();
    await bot.show();
  };
  await speaks(async (bot) => bot.join(`${app.url.replace('http', 'ws')}${(await ann.mediaDoor())?.path}`));
  const room = await bareRoom(app);
  await speaks(async (bot) => bot.join(room.url, await room.passFor('ann')));
  return `${encodeURIComponent(room.url)},${await room.passFor('page')}`;
}

/** One visit: the page is opened, and where a seat is taken, the button is pressed once the page is whole and fetches nothing more. */
async function visit({ browser, app, cid, elsewhere }: Stage, url: string, wanted: readonly Moment[]): Promise<Moments> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], viewport: { width: 1366, height: 768 } });
  const [name = '', value = ''] = cid.cookie.split('=');
  await context.addCookies([{ name, value, url: app.url }]);
  const page = await openPage(context);
  try {
    // People come from another page, such as their mail's, to a server that has just answered somebody else.
    await page.goto(elsewhere);
    await (await page.request.get(url)).body();
    await page.goto(url);
    const isSeat = wanted.includes('sound');
    const before = await momentsOf(page, isSeat ? ['whole'] : wanted);
    if (!isSeat) return before;
    await page.waitForLoadState('networkidle');
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: takeSeat }).click();
    return await momentsOf(page, wanted);
  } finally {
    await context.close();
  }
}

const before: readonly Moment[] = ['paint', 'button', 'usable'];
const after: readonly Moment[] = ['pressed', 'sound', 'picture'];

export const bench: Bench = {
  name: 'client',
  about: `Chromium opens the doorstep with nothing cached, in turn with bare pages on the same machine: one of words and a button, and one that shows a camera.
Then it takes a seat in a room where one person speaks and is seen, in turn with a bare page that joins the same LiveKit by itself. That person, who would sit
elsewhere, is not there before. Each page is opened from one of another site. Moments count from the start of the navigation, sound and picture of the other
person from the press, which comes once the page is whole and fetches nothing more.`,
  async run({ isQuick, say }) {
    if (en.door.takeSeat !== takeSeat) throw new Error('the bare pages have other words than ours');
    const stage = await openStage();
    const ours = `${stage.app.url}/seat/${stage.cid.ref}`;
    const samples: Record<string, number[]> = {};
    const keep = (of: string, moments: Moments) => {
      const since = moments.pressed ?? 0;
      for (const moment of [...before, ...after]) {
        const at = moments[moment];
        if (at === undefined || moment === 'pressed') continue;
        const isAfter = moment === 'sound' || moment === 'picture';
        if (isAfter !== since > 0) continue;
        samples[`${of} ${moment}`] ??= [];
        samples[`${of} ${moment}`]?.push(isAfter ? at - since : at);
      }
    };
    const counts = isQuick ? pairs.quick : pairs.whole;
    // The first visit of each kind warms up the browser and the server, and is not counted.
    const inTurn = async (
      what: keyof typeof counts,
      visits: readonly (readonly [of: string, url: string, wanted: readonly Moment[]])[],
    ) => {
      const count = counts[what];
      for (let pair = 0; pair <= count; pair++) {
        for (const [of, url, wanted] of visits) {
          const seen = await visit(stage, url, wanted);
          if (pair > 0) keep(of, seen);
        }
        if (pair > 0) say(`${what}: ${pair} of ${count} pairs`);
      }
    };
    await inTurn('doorstep', [
      ['words', `${stage.bare.url}/words`, ['paint', 'button']],
      ['ours', ours, before],
      ['camera', `${stage.bare.url}/camera`, before],
    ]);
    const bareJoin = await somebodySpeaks(stage.app);
    await inTurn('room', [
      ['ours', ours, after],
      ['join', `${stage.bare.url}/join#${bareJoin}`, after],
    ]);
    const figure = (moment: Moment, floor: string, most: number, says: string): Figure =>
      figureOf({ id: moment, unit: 'ms', says }, samples[`ours ${moment}`] ?? [], {
        at: 'p50',
        floor: samples[`${floor} ${moment}`] ?? [],
        most: (bare) => most * bare,
      });
    return {
      figures: [
        figure('paint', 'words', 1.3, 'the first words are painted; floor: the bare page of words'),
        figure('button', 'words', 1.3, `“${takeSeat}” stands on the page; floor: the bare page of words`),
        figure('usable', 'camera', 1.2, 'the own picture moves and the button works; floor: the bare page with a camera'),
        figure('sound', 'join', 1.2, 'from the press: the other person is heard; floor: the bare page that joins LiveKit'),
        figure('picture', 'join', 1.2, 'from the press: the other person is seen; floor: the bare page that joins LiveKit'),
      ],
      unsound: [],
    };
  },
};
