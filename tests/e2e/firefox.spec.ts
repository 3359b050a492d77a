// A case with a leader and a presenter in Firefox and a member in Chromium. What is heard and seen is taken from packets, levels and frames.
import { expect, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { sendsPictures } from './device-stage.ts';
import { FirefoxVisitor } from './firefox-visitor.ts';
import { hear, hearNothing } from './hearing.ts';
import { Visitor } from './visitor.ts';

const { acts } = en.desk;

let app: TestApp;
let ann: FirefoxVisitor;
let ben: FirefoxVisitor;
let cid: Visitor;

test.describe.configure({ mode: 'serial', timeout: 400_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await startApp();
  [ann, ben, cid] = await Promise.all([
    FirefoxVisitor.arrive('Ann', app),
    FirefoxVisitor.arrive('Ben', app),
    Visitor.arrive('Cid', app),
  ]);
  for (const visitor of [ann, ben, cid]) await visitor.takeSeat();
});

test.afterAll(async () => {
  for (const visitor of [ann, ben, cid]) await visitor?.leave();
  await app?.stop();
});

/** Whoever reads that pictures wait for voices has lost some of those: a tenth of a second at least, since that was last not to be read. */
class HeldForACause {
  readonly #visitor: FirefoxVisitor;
  #missing: Awaited<ReturnType<FirefoxVisitor['soundMissing']>> | undefined;

  constructor(visitor: FirefoxVisitor) {
    this.#visitor = visitor;
  }

  /** Whether pictures wait. */
  async look(text: string): Promise<boolean> {
    const before = this.#missing;
    const missing = await this.#visitor.soundMissing();
    if (!text.includes(en.sound.picturesHeld)) {
      this.#missing = missing;
      return false;
    }
    if (before) {
      const says = `${this.#visitor.name} had ${JSON.stringify(before)} missing, then ${JSON.stringify(missing)}`;
      expect(missing.lost - before.lost >= 5 || missing.madeUp - before.madeUp >= 4800, says).toBe(true);
    }
    return true;
  }
}

const holds = new Map<FirefoxVisitor, HeldForACause>();

function held(visitor: FirefoxVisitor): HeldForACause {
  const hold = holds.get(visitor) ?? new HeldForACause(visitor);
  holds.set(visitor, hold);
  return hold;
}

/** Once so many more frames have come, and at each look until then. On a busy machine voices do break up, and pictures wait for them. */
async function whileFramesCome(visitor: FirefoxVisitor, more: number, look: () => Promise<void>): Promise<void> {
  const { frames } = await visitor.hears();
  await expect
    .poll(
      async () => {
        await look();
        return (await visitor.hears()).frames - frames;
      },
      { message: `${visitor.name} sees the others move`, timeout: 150_000 },
    )
    .toBeGreaterThan(more);
}

/** Every connection for sound and picture that the page has made so far. */
function connectionsMade(visitor: FirefoxVisitor): Promise<number> {
  return visitor.page.evaluate(() => (window as unknown as { ear: { connections: Set<RTCPeerConnection> } }).ear.connections.size);
}

async function personId(visitor: Visitor): Promise<string> {
  return (await visitor.page.locator('li[data-me]').getAttribute('data-person')) ?? '';
}

test('all three hear and see each other', async () => {
  await hear([ben, cid], ann);
  await hear([ann, cid], ben);
  await hear([ann, ben], cid);
  await expect
    .poll(() => cid.page.locator('[data-shows="picture"]').count(), { message: 'Cid sees three faces' })
    .toBeGreaterThanOrEqual(3);
  for (const visitor of [ann, ben]) await held(visitor).look(await visitor.reads());
});

test('[R4.7] [R10.3] sound and pictures that flow are called neither silent nor, without a cause, too many, and no connection is given up for that', async () => {
  for (const visitor of [ann, ben]) {
    const before = await connectionsMade(visitor);
    await whileFramesCome(visitor, 100, async () => {
      const text = await visitor.reads();
      for (const wrong of [en.controls.nothingArrives, en.sound.marks.away]) expect(text).not.toContain(wrong);
      await held(visitor).look(text);
    });
    expect(await connectionsMade(visitor)).toBe(before);
  }
});

test('[R8.4] in Firefox a moving face stays a face, and a frozen one is reported until it moves again', async () => {
  const id = await personId(cid);
  // More than five seconds of ten frames each, of two who send.
  for (const visitor of [ann, ben]) {
    const all = ['picture', 'picture', 'picture'];
    const faces = async () => Object.values(await visitor.faces());
    await expect.poll(faces, { message: `${visitor.name} sees all`, timeout: 120_000 }).toEqual(all);
    let wereHeld = false;
    await whileFramesCome(visitor, 100, async () => {
      const seen = await faces();
      wereHeld = (await held(visitor).look(await visitor.reads())) || wereHeld;
      if (!wereHeld) expect(seen).toEqual(all);
    });
  }
  await sendsPictures(cid.page, false);
  for (const visitor of [ann, ben]) {
    await expect
      .poll(
        async () => {
          // What the media server asks of a sender meanwhile opens its encodings again.
          await sendsPictures(cid.page, false);
          return (await visitor.faces())[id];
        },
        { message: `${visitor.name} reads of a frozen picture` },
      )
      .toBe('still');
    expect(await visitor.reads()).toContain(en.chairs.voiceOnly);
  }
  await sendsPictures(cid.page, true);
  for (const visitor of [ann, ben]) {
    await expect.poll(async () => (await visitor.faces())[id], { message: `${visitor.name} sees Cid move again` }).toBe('picture');
  }
});

test('[R3.2] [R3.7] a presenter in Firefox is silent once stepped back, and the leader in Firefox reads so without a break', async () => {
  await ann.touch(acts.openMeeting.act);
  await ann.touch(acts.askForCase.act);
  await ben.touch(en.controls.offerCase);
  await ann.touch(en.desk.ask('Ben'));
  await ben.touch(en.controls.accept);
  await ann.touch(acts.begin('Ben').act);
  await hear([ann, cid], ben);
  await ann.touch(acts.toQuestions('Ben').act);
  await ann.touch(acts.stepBack('Ben').act);
  await expect.poll(() => ben.reads()).toContain(en.controls.youListen);
  await expect.poll(() => ann.reads(), { message: 'the silence is confirmed' }).toContain(en.desk.silenceSince(''));
  const doubts = await ann.page.evaluateHandle((doubt) => {
    const seen: string[] = [];
    new MutationObserver(() => document.body.innerText.includes(doubt) && seen.push(doubt)).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    return seen;
  }, en.desk.silenceNotYet);
  await hearNothing(cid, ben, ann);
  await hearNothing(ann, ben, cid);
  await hear([ben], ann);
  await hear([ben], cid);
  await whileFramesCome(ben, 20, async () => undefined);
  expect(await doubts.jsonValue(), 'what the leader read meanwhile of a doubt').toEqual([]);
});

test('[R3.2] loading the page again changes nothing', async () => {
  await ben.page.reload();
  await expect.poll(() => ben.reads(), { timeout: 30_000 }).toContain(en.controls.youListen);
  await hearNothing(cid, ben, ann);
  await hearNothing(ann, ben, cid);
  await hear([ben], cid);
});

test('[R3.5] invited back, the presenter in Firefox is heard after their own touch and not before', async () => {
  await ann.touch(acts.inviteBack('Ben').act);
  await expect.poll(() => ben.offers(en.controls.comeIn)).toBe(true);
  await hearNothing(cid, ben, ann);
  await ben.touch(en.controls.comeIn);
  await hear([ann, cid], ben);
});

test('[R9.4] no page in Firefox has broken a rule of its own, failed, or asked anybody but its own app', async () => {
  for (const visitor of [ann, ben]) {
    expect(visitor.errors).toEqual([]);
    expect(visitor.requests.filter((url) => !url.startsWith(app.url) && !/^(blob|data):/.test(url))).toEqual([]);
  }
});
