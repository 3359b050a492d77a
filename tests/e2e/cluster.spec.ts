// Four people at two servers, with two media nodes behind them: one circle. Then a server and a node are killed while the group associates, and
// everyone is back without a touch; the presenter is silent all the while.
import { expect, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { startCluster, type TestCluster } from '../support/cluster.ts';
import { hear, hearNothing, quiet, senderSsrc } from './hearing.ts';
import { type App, Visitor } from './visitor.ts';
import { beginCase } from './walk.ts';

const { acts } = en.desk;
/** After a loss everyone hears everyone again within so long. */
const backWithinMs = 8_000;

let cluster: TestCluster;
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;
let dee: Visitor;
const all = () => [ann, ben, cid, dee];

test.describe.configure({ mode: 'serial', timeout: 300_000 });

async function gather(houseOf: (name: string) => App): Promise<void> {
  test.setTimeout(300_000);
  cluster = await startCluster({ apps: 2, nodes: 2 });
  ann = await Visitor.arrive('Ann', houseOf('Ann'));
  ben = await Visitor.arrive('Ben', houseOf('Ben'));
  cid = await Visitor.arrive('Cid', houseOf('Cid'));
  dee = await Visitor.arrive('Dee', houseOf('Dee'));
  for (const visitor of all()) await visitor.takeSeat();
}

async function disperse(): Promise<void> {
  for (const visitor of all()) await visitor?.leave();
  await cluster?.stop();
}

function measured(what: string, since: number): void {
  const ms = Math.round(performance.now() - since);
  test.info().annotations.push({ type: 'measured', description: `${what} after ${ms} ms` });
  console.log(`${what} after ${ms} ms`);
  expect(ms).toBeLessThan(backWithinMs);
}

async function benPresents(): Promise<void> {
  await beginCase(ann, ben);
  await hear([ann, cid, dee], ben);
}

async function benStepsBack(): Promise<void> {
  await ann.touch(acts.toQuestions('Ben').act);
  await ann.touch(acts.stepBack('Ben').act);
  await expect(ann.page.getByText(en.desk.silenceSince('')).first()).toBeVisible();
}

test.describe('two people at each server', { tag: '@cluster' }, () => {
  test.beforeAll(() => gather((name) => cluster.apps[name === 'Ann' || name === 'Ben' ? 0 : 1] as App));
  test.afterAll(disperse);

  test('hear each other, and sit in one circle', async () => {
    await benPresents();
    await hear([ann, ben, dee], cid);
    await hear([ben, cid, dee], ann);
    expect(new Set((await Promise.all(all().map((visitor) => visitor.circle()))).map(String)).size).toBe(1);
  });

  test('[R3.2] [R3.3] stepped back, no packet of the presenter reaches anyone at either, and the presenter hears both', async () => {
    await benStepsBack();
    for (const [listener, other] of [
      [ann, cid],
      [cid, ann],
      [dee, ann],
    ] as const) {
      await hearNothing(listener, ben, other);
    }
    await hear([ben], ann);
    await hear([ben], dee);
    await expect(cid.page.getByRole('heading', { name: en.phases.names.associative })).toBeVisible();
  });

  test('[R3.5] invited back by a leader at one server, heard at the other after their own touch', async () => {
    await ann.touch(acts.inviteBack('Ben').act);
    await ben.touch(en.controls.comeIn);
    await hear([ann, cid, dee], ben);
  });
});

test.describe('behind the balancer, while the group associates', { tag: '@cluster' }, () => {
  let circles: string[][];
  /** The loudest that anything of Ben's was at anybody. */
  let loudest = Number.NEGATIVE_INFINITY;

  test.beforeAll(async () => {
    await gather(() => cluster);
    await benPresents();
    await benStepsBack();
    for (const listener of [ann, cid, dee]) await hearNothing(listener, ben, listener === ann ? cid : ann);
    circles = await Promise.all(all().map((visitor) => visitor.circle()));
  });
  test.afterAll(disperse);

  async function listenForBen(): Promise<void> {
    for (const listener of [ann, cid, dee]) loudest = Math.max(loudest, await listener.levelOf('Ben'));
  }

  const ways = () =>
    [
      [cid, 'Ann'],
      [dee, 'Ann'],
      [ben, 'Cid'],
      [ann, 'Dee'],
    ] as const;

  /** Resolves when each of them hears the other over a new connection. */
  async function untilHeardAnew(before: readonly (number | null)[]): Promise<void> {
    const waiting = new Set(ways().map((_, i) => i));
    await expect
      .poll(
        async () => {
          await listenForBen();
          for (const i of [...waiting]) {
            const [listener, name] = ways()[i] ?? [ann, ''];
            const now = await senderSsrc(listener, name);
            if (now !== null && now !== before[i]) waiting.delete(i);
          }
          return waiting.size;
        },
        { message: 'everyone is heard anew', timeout: 60_000, intervals: [50] },
      )
      .toBe(0);
  }

  /** The balancer deals out connections, not people. */
  async function eachServerHasSomebody(): Promise<void> {
    for (let carriers = await cluster.carriers(); carriers < 2; carriers = await cluster.carriers()) {
      const { lostConnections } = dee;
      await dee.reload();
      await expect.poll(() => dee.lostConnections > lostConnections && dee.connections.size > 0).toBe(true);
      await dee.isInRoom();
    }
    await hear([dee, cid], ann);
  }

  const senders = () => Promise.all(ways().map(([listener, name]) => senderSsrc(listener, name)));

  async function allIsAsItWas(): Promise<void> {
    for (const [i, visitor] of all().entries()) {
      await expect(visitor.page.locator('li[data-person][data-state="lineLost"]')).toHaveCount(0);
      expect(await visitor.circle(), `the circle of ${visitor.name}`).toEqual(circles[i]);
    }
    await expect(cid.page.getByRole('heading', { name: en.phases.names.associative })).toBeVisible();
    await expect(ben.page.getByText(en.controls.youListen, { exact: true })).toBeVisible();
    await expect(ann.page.getByText(en.desk.silenceSince('')).first()).toBeVisible();
    for (const listener of [ann, cid, dee]) await hearNothing(listener, ben, listener === ann ? cid : ann);
    expect(loudest, 'Ben’s tone at anybody').toBeLessThan(quiet);
  }

  test('[R3.2] [R5.2] a server is killed: its people get their seats back by themselves, and phase and silence hold', async () => {
    await eachServerHasSomebody();
    const lost = all().map(({ lostConnections }) => lostConnections);
    await cluster.kill('app1');
    const since = performance.now();
    const isAnyoneLost = () => all().some(({ lostConnections }, i) => lostConnections > (lost[i] ?? 0));
    const wait = { timeout: 60_000, intervals: [50] };
    await expect.poll(isAnyoneLost, { message: 'somebody’s connection is lost', ...wait }).toBe(true);
    await expect
      .poll(
        async () => {
          await listenForBen();
          return all().filter(({ connections }) => connections.size === 0).length;
        },
        { message: 'everyone has a connection to a living server', ...wait },
      )
      .toBe(0);
    measured('everyone at a living server', since);
    await allIsAsItWas();
    await cluster.start('app1');
  });

  for (const times of ['once', 'and the other one then']) {
    test(`[R3.2, F14] the media node that has the room is killed, ${times}: everyone is heard again by themselves, the presenter never`, async () => {
      const before = await senders();
      expect(before).not.toContain(null);
      const [name = ''] = await cluster.mediaNames();
      const node = await cluster.nodeOf(name);
      await cluster.kill(node);
      const since = performance.now();
      await untilHeardAnew(before);
      measured('all heard again', since);
      await allIsAsItWas();
      await cluster.start(node);
    });
  }

  test('and the case goes on: invited back, the presenter comes in and is heard by all', async () => {
    await ann.touch(acts.inviteBack('Ben').act);
    await ben.touch(en.controls.comeIn);
    await hear([ann, cid, dee], ben);
  });
});
