// The store of many servers falls silent for a minute: no act is taken, nothing can change, and who may speak goes on being heard. Whoever was
// stepped back stays so. Run by name: npm run e2e -- networks.
import { expect, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { startCluster, type TestCluster } from '../support/cluster.ts';
import { hear, hearNothing } from './hearing.ts';
import { Visitor } from './visitor.ts';
import { beginCase } from './walk.ts';

const { acts } = en.desk;
/** Long past the ten seconds after which LiveKit ends signalling without Redis. At fifty packets a second. */
const packetsMeanwhile = 50 * 40;

let cluster: TestCluster;
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;

test.describe.configure({ mode: 'serial', timeout: 300_000 });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  cluster = await startCluster({ apps: 2, nodes: 1 });
  [ann, ben, cid] = await Promise.all([
    Visitor.arrive('Ann', cluster),
    Visitor.arrive('Ben', cluster),
    Visitor.arrive('Cid', cluster),
  ]);
  for (const visitor of [ann, ben, cid]) await visitor.takeSeat();
});

test.afterAll(async () => {
  cluster?.thaw('redis');
  for (const visitor of [ann, ben, cid]) await visitor?.leave();
  await cluster?.stop();
});

test('[R3.2] whoever may speak is still heard, whoever has stepped back is not, and all goes on when it answers again', {
  tag: '@networks',
}, async () => {
  await beginCase(ann, ben);
  await hear([ann, cid], ben);
  await ann.touch(acts.toQuestions('Ben').act);
  await ann.touch(acts.stepBack('Ben').act);
  await expect(ann.page.getByText(en.desk.silenceSince('')).first()).toBeVisible();
  await hearNothing(cid, ben, ann);
  const before = await Promise.all([cid.senderOf('Ann'), ann.senderOf('Cid'), ben.senderOf('Ann')]);

  cluster.freeze('redis');
  const packetsOf = async (visitor: Visitor, ssrc: number) =>
    (await visitor.hears()).voices.find((voice) => voice.ssrc === ssrc)?.packets ?? 0;
  const listeners = [cid, ann, ben];
  for (const [n, listener] of listeners.entries()) {
    const sender = before[n];
    if (!sender) throw new Error(`${listener.name} hears nobody`);
    await expect
      .poll(async () => (await packetsOf(listener, sender.ssrc)) - sender.packets, {
        message: `${listener.name} goes on receiving on the same connection`,
        timeout: 120_000,
      })
      .toBeGreaterThan(packetsMeanwhile);
  }
  await hearNothing(cid, ben, ann);
  await hear([ann, ben], cid);

  cluster.thaw('redis');
  // The media server may begin the stays anew.
  await expect(() => hearNothing(cid, ben, ann)).toPass({ timeout: 60_000 });
  await expect
    .poll(
      async () => {
        if (await ann.button(acts.inviteBack('Ben').act).isVisible()) await ann.touch(acts.inviteBack('Ben').act);
        return ben.button(en.controls.comeIn).isVisible();
      },
      { message: 'acts are taken again', timeout: 60_000 },
    )
    .toBe(true);
  await ben.touch(en.controls.comeIn);
  await hear([ann, cid], ben);
});
