// Networks as hospitals have them, one person's at a time: datagrams that die, an address that changes, a cable pulled, a narrow line. Run by
// name, for its times are judged: npm run e2e -- networks. Times count from the moment of the cut, and are measured by what arrives.
import { expect, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import type { TestApp } from '../support/test-app.ts';
import { hear, quiet } from './hearing.ts';
import { type OwnWay, startAppWithWay } from './own-way.ts';
import { Visitor } from './visitor.ts';

const backWithinMs = 4000;
/** The page is to say so after two seconds, and looks twice a second. */
const toldWithinMs = 3000;
const audible = -45;

let house: TestApp;
let way: OwnWay;
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;

test.describe.configure({ mode: 'serial', timeout: 180_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  ({ house, way } = await startAppWithWay());
  const here = { link: (name: string) => way.to(house.link(name)) };
  [ann, ben, cid] = await Promise.all([Visitor.arrive('Ann', here), Visitor.arrive('Ben', house), Visitor.arrive('Cid', house)]);
  await way.lead(ann.page);
  await ann.page.reload();
  for (const visitor of [ann, ben, cid]) await visitor.takeSeat();
});

test.afterAll(async () => {
  for (const visitor of [ann, ben, cid]) await visitor?.leave();
  await house?.stop();
  await way?.close();
});

/** Protocols of the ways by which sound and picture come to Ann now. */
function protocols(): Promise<string[]> {
  return ann.page.evaluate(async () => {
    const { connections } = (window as unknown as { ear: { connections: Set<RTCPeerConnection> } }).ear;
    const found: string[] = [];
    for (const connection of connections) {
      if (connection.connectionState !== 'connected' || connection.getReceivers().length === 0) continue;
      const stats = [...(await connection.getStats()).values()];
      const chosen = stats.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
      const local = stats.find(({ id }) => id === chosen)?.localCandidateId;
      found.push(stats.find(({ id }) => id === local)?.protocol ?? 'none');
    }
    return found;
  });
}

async function hearEachOther(): Promise<void> {
  await hear([ann], ben);
  await hear([ann], cid);
  await hear([ben, cid], ann);
}

interface Outage {
  /** From the cut until the page said that nothing is heard, ms. */
  readonly toldAfter: number;
  /** From the cut until each voice was heard again. */
  readonly backAfter: number;
  /** Chairs that were called voice only while nothing arrived. */
  readonly calledVoiceOnly: number;
}

/** From a moment on, until Ann hears Ben again and Cid hears Ann; `mend` is called once the page has told of it. */
async function outage(what: string, since: number, mend?: () => number): Promise<Outage> {
  const strip = ann.page.getByRole('status').first();
  const says = [en.controls.nothingArrives, en.controls.mediaReconnecting, en.controls.lineLost, en.controls.mediaLost];
  let from = since;
  let toldAt: number | null = null;
  let silentAt: number | null = null;
  let calledVoiceOnly = 0;
  let back = false;
  await expect
    .poll(
      async () => {
        const [annHears, cidHears, text] = await Promise.all([ann.levelOf('Ben'), cid.levelOf('Ann'), strip.textContent()]);
        const now = performance.now();
        if (annHears < quiet) silentAt ??= now;
        if (silentAt !== null && toldAt === null && says.some((sentence) => text?.includes(sentence))) {
          toldAt = now;
          if (mend) from = mend();
        }
        const isWaiting = mend !== undefined && toldAt === null;
        back = silentAt !== null && !isWaiting && annHears > audible && cidHears > audible;
        if (silentAt !== null && !back) calledVoiceOnly += await ann.page.getByText(en.chairs.voiceOnly, { exact: true }).count();
        return back;
      },
      { message: `${what}: Ann is silent, then hears Ben again, and Cid Ann`, timeout: 60_000, intervals: [50] },
    )
    .toBe(true);
  const found = {
    toldAfter: Math.round((toldAt ?? Number.NaN) - since),
    backAfter: Math.round(performance.now() - from),
    calledVoiceOnly,
  };
  console.log(`${what}: told after ${found.toldAfter} ms, heard again after ${found.backAfter} ms`);
  return found;
}

test('datagrams die: it is said, nobody is called voice only, and sound is back over TCP', { tag: '@networks' }, async () => {
  await hearEachOther();
  expect(new Set(await protocols())).toEqual(new Set(['udp']));
  const since = performance.now();
  way.datagrams.mute();
  const { toldAfter, backAfter, calledVoiceOnly } = await outage('datagrams die', since);
  expect(await protocols()).toContain('tcp');
  expect(calledVoiceOnly).toBe(0);
  expect.soft(toldAfter).toBeLessThan(toldWithinMs);
  expect.soft(backAfter).toBeLessThan(backWithinMs);
  await hearEachOther();
});

test('datagrams pass again: sound goes back to them by itself', { tag: '@networks' }, async () => {
  way.datagrams.pass();
  await expect
    .poll(async () => [...new Set(await protocols())], { message: 'Ann’s sound comes by datagrams', timeout: 90_000 })
    .toEqual(['udp']);
  await hearEachOther();
});

test('the address changes under everything: sound is back', { tag: '@networks' }, async () => {
  const since = performance.now();
  way.datagrams.move();
  way.web.cut();
  way.web.pass();
  const { backAfter, calledVoiceOnly } = await outage('another address', since);
  expect(calledVoiceOnly).toBe(0);
  expect.soft(backAfter).toBeLessThan(backWithinMs);
  await hearEachOther();
});

test('the cable is pulled until the page says so, and put back', { tag: '@networks' }, async () => {
  const since = performance.now();
  way.mute();
  const { toldAfter, backAfter, calledVoiceOnly } = await outage('no network', since, () => {
    way.pass();
    return performance.now();
  });
  expect(calledVoiceOnly).toBe(0);
  expect.soft(toldAfter).toBeLessThan(toldWithinMs);
  expect.soft(backAfter).toBeLessThan(backWithinMs);
  await hearEachOther();
});
