// [R10.3] A connection that grows too narrow for the pictures: they give way before the voice does, and come back when there is room. Judged by the sound
// that the browser had to make up because nothing was there in time. Run by name: npm run e2e -- networks.
import { expect, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { writeRestlessFace } from './face-file.ts';
import { hear } from './hearing.ts';
import type { OwnWay } from './own-way.ts';
import { threeOnAWay } from './three-on-a-way.ts';
import type { Visitor } from './visitor.ts';

const narrow = 150_000;
/** 48,000 a second: what counts is how much was heard, however long the machine took. */
const samplesWatched = 48_000 * 20;
/** Of these twenty seconds two; pictures that stay cost four to five. */
const madeUpShare = 0.1;

let way: OwnWay;
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;
let end: (() => Promise<void>) | undefined;

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  ({ way, ann, ben, cid, end } = await threeOnAWay(writeRestlessFace));
});

test.afterAll(() => end?.());

interface Arrived {
  /** Of the voice that came the most. */
  readonly samples: number;
  readonly madeUp: number;
  readonly lost: number;
  /** Decoded, of each picture that ever came. */
  readonly frames: readonly number[];
  readonly pictureBytes: number;
}

function arrived(): Promise<Arrived> {
  return ann.page.evaluate(async () => {
    const { connections } = (window as unknown as { ear: { connections: Set<RTCPeerConnection> } }).ear;
    const all = [];
    for (const connection of connections)
      if (connection.connectionState === 'connected') all.push(...(await connection.getStats()).values());
    const inbound = all.filter(({ type }) => type === 'inbound-rtp');
    const voices = inbound.filter(({ kind }) => kind === 'audio').sort((a, b) => b.bytesReceived - a.bytesReceived);
    const pictures = inbound.filter(({ kind }) => kind === 'video');
    const [voice] = voices;
    return {
      samples: voice?.totalSamplesReceived ?? 0,
      madeUp: (voice?.concealedSamples ?? 0) - (voice?.silentConcealedSamples ?? 0),
      lost: voice?.packetsLost ?? 0,
      frames: pictures.map(({ framesDecoded }) => framesDecoded ?? 0),
      pictureBytes: pictures.reduce((sum, { bytesReceived }) => sum + bytesReceived, 0),
    };
  });
}

/** Both pictures go on moving. */
async function bothMove(timeout: number): Promise<void> {
  const before = await arrived();
  await expect
    .poll(async () => (await arrived()).frames.filter((count, n) => count - (before.frames[n] ?? 0) > 10).length, {
      message: 'two pictures move at Ann’s',
      timeout,
    })
    .toBe(2);
}

test('[R10.3] at 150 kb/s the pictures give way, and the voice is hardly touched', { tag: '@networks' }, async () => {
  await cid.touch(en.controls.closeMicrophone);
  await hear([ann], ben);
  await bothMove(60_000);
  const before = await arrived();
  way.datagrams.narrow(narrow);
  let last = before;
  const seen: string[] = [];
  await expect
    .poll(
      async () => {
        const now = await arrived();
        if (now.samples - last.samples >= 48_000) {
          seen.push(
            `${Math.round(((now.madeUp - last.madeUp) / (now.samples - last.samples)) * 100)}%/${Math.round((now.pictureBytes - last.pictureBytes) / 1000)}kB`,
          );
          last = now;
        }
        return now.samples - before.samples;
      },
      { message: 'twenty seconds of Ben’s voice were played', timeout: 90_000, intervals: [100] },
    )
    .toBeGreaterThan(samplesWatched);
  const after = await arrived();
  const share = (after.madeUp - before.madeUp) / (after.samples - before.samples);
  console.log(
    `150 kb/s: ${(share * 100).toFixed(1)} % of the voice was made up, ${after.lost - before.lost} packets lost; by seconds ${seen.join(' ')}`,
  );
  await expect(ann.page.getByText(en.sound.picturesHeld)).toBeVisible();
  await hear([ann], ben);
  expect(share).toBeLessThan(madeUpShare);
});

test('pictures come back by themselves when there is room again', { tag: '@networks' }, async () => {
  way.datagrams.narrow(null);
  await bothMove(120_000);
  await expect(ann.page.getByText(en.sound.picturesHeld)).toBeHidden();
  await hear([ann], ben);
});
