// Networks as hospitals have them, one person's at a time: datagrams that die, an address that changes, a cable pulled, a narrow connection. Run by
// name, for its times are judged: npm run e2e -- networks. Times count from the moment of the cut, and are measured by what arrives.
import { expect, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { hear } from './hearing.ts';
import { notedSilence, noteSilence } from './noted-silence.ts';
import type { OwnWay } from './own-way.ts';
import { threeOnAWay } from './three-on-a-way.ts';
import type { Visitor } from './visitor.ts';

const backWithinMs = 4000;
/** The page is to say so after two seconds, and looks twice a second. */
const toldWithinMs = 3000;
/** Pictures may come a moment before voices do. */
const changingMs = 1000;

let way: OwnWay;
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;
let end: (() => Promise<void>) | undefined;

test.describe.configure({ mode: 'serial', timeout: 180_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  ({ way, ann, ben, cid, end } = await threeOnAWay());
});

test.afterAll(() => end?.());

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
  /** For how long any chair was called voice only while nothing arrived, ms. */
  readonly calledVoiceOnly: number;
}

/** From `cut` on, until Ann hears Ben again and Cid hears Ann; `mend` is called once the page has told of it, and counts from then. */
async function outage(what: string, cut: () => void, mend?: () => void): Promise<Outage> {
  const strip = ann.page.getByRole('status').first();
  const says = [en.controls.nothingArrives, en.controls.mediaReconnecting, en.controls.connectionLost, en.controls.mediaLost];
  await Promise.all([noteSilence(ann.page, 'Ben'), noteSilence(cid.page, 'Ann')]);
  const since = Date.now();
  let from = since;
  cut();
  let toldAt: number | null = null;
  let backAt: number | null = null;
  let calledVoiceOnly = 0;
  let packetsBefore: number | null = null;
  let lookedAt = since;
  await expect
    .poll(
      async () => {
        const [annHears, cidHears, text] = await Promise.all([notedSilence(ann.page), notedSilence(cid.page), strip.textContent()]);
        if (annHears.quietAt !== null && toldAt === null && says.some((sentence) => text?.includes(sentence))) {
          toldAt = Date.now();
          if (mend) from = toldAt;
          mend?.();
        }
        const isWaiting = mend !== undefined && toldAt === null;
        // What Cid hears may not have stopped at all.
        const isCidBack = cidHears.quietAt === null || cidHears.backAt !== null;
        if (!isWaiting && annHears.backAt !== null && isCidBack) backAt = Math.max(annHears.backAt, cidHears.backAt ?? 0);
        const voiceOnly = await ann.page.getByText(en.chairs.voiceOnly, { exact: true }).count();
        const packets = (await ann.hears()).voices.reduce((sum, voice) => sum + voice.packets, 0);
        // What is said counts while no packet comes: the first is there before it can be heard.
        if (annHears.quietAt !== null && packets === packetsBefore && voiceOnly > 0) calledVoiceOnly += Date.now() - lookedAt;
        packetsBefore = packets;
        lookedAt = Date.now();
        return backAt;
      },
      { message: `${what}: both fall silent, and are heard again`, timeout: 60_000, intervals: [50] },
    )
    .not.toBeNull();
  const found = { toldAfter: (toldAt ?? Number.NaN) - since, backAfter: (backAt ?? Number.NaN) - from, calledVoiceOnly };
  console.log(
    `${what}: told after ${found.toldAfter} ms, heard again after ${found.backAfter} ms, called voice only for ${found.calledVoiceOnly} ms`,
  );
  return found;
}

test('datagrams die: the page says so, nobody is called voice only, and sound is back over TCP', { tag: '@networks' }, async () => {
  await hearEachOther();
  expect(new Set(await protocols())).toEqual(new Set(['udp']));
  const { toldAfter, backAfter, calledVoiceOnly } = await outage('datagrams die', () => way.datagrams.mute());
  expect(await protocols()).toContain('tcp');
  expect(calledVoiceOnly).toBeLessThan(changingMs);
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
  const { backAfter, calledVoiceOnly } = await outage('another address', () => {
    way.datagrams.move();
    way.web.cut();
    way.web.pass();
  });
  expect(calledVoiceOnly).toBeLessThan(changingMs);
  expect.soft(backAfter).toBeLessThan(backWithinMs);
  await hearEachOther();
});

test('the cable is pulled until the page notices, and put back', { tag: '@networks' }, async () => {
  const { toldAfter, backAfter, calledVoiceOnly } = await outage(
    'no network',
    () => way.mute(),
    () => way.pass(),
  );
  expect(calledVoiceOnly).toBeLessThan(changingMs);
  expect.soft(toldAfter).toBeLessThan(toldWithinMs);
  expect.soft(backAfter).toBeLessThan(backWithinMs);
  await hearEachOther();
});
