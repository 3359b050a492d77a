// The media server is killed while the group associates: everyone hears the circle again by themselves, and the presenter stays silent throughout.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { hear, quiet, senderSsrc } from './hearing.ts';
import { Visitor } from './visitor.ts';
import { beginCase } from './walk.ts';

const { acts } = en.desk;

let app: TestApp;
let ann: Visitor;
let ben: Visitor;
let cid: Visitor;

test.describe.configure({ timeout: 180_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await startApp();
  [ann, ben, cid] = await Promise.all([Visitor.arrive('Ann', app), Visitor.arrive('Ben', app), Visitor.arrive('Cid', app)]);
  for (const visitor of [ann, ben, cid]) await visitor.takeSeat();
});

test.afterAll(async () => {
  for (const visitor of [ann, ben, cid]) await visitor?.leave();
  await app?.stop();
});

async function benStepsBack(): Promise<void> {
  await beginCase(ann, ben);
  await hear([ann, cid], ben);
  await ann.touch(acts.toQuestions('Ben').act);
  await ann.touch(acts.stepBack('Ben').act);
  await expect(ann.page.getByText(en.desk.silenceSince('')).first()).toBeVisible();
}

/** As a crash does it; the app starts another by itself. */
async function killMediaServer(): Promise<void> {
  const [, pid] = (await readFile(join(app.dataDir, 'livekit', 'livekit.pid'), 'utf8')).split(' ').map(Number);
  if (!pid) throw new Error('no LiveKit of its own runs');
  process.kill(pid, 'SIGKILL');
}

test('[R3.2, F14] LiveKit killed: the circle is heard again without a touch, the presenter never', async () => {
  await benStepsBack();
  const ways = [
    [cid, 'Ann'],
    [ben, 'Ann'],
    [ben, 'Cid'],
    [ann, 'Cid'],
  ] as const;
  const before = await Promise.all(ways.map(([listener, name]) => senderSsrc(listener, name)));
  expect(before).not.toContain(null);

  await killMediaServer();
  let loudest = Number.NEGATIVE_INFINITY;
  const benIsHeard = async () => {
    loudest = Math.max(loudest, await ann.levelOf('Ben'), await cid.levelOf('Ben'));
  };
  for (const [i, [listener, name]] of ways.entries()) {
    await expect
      .poll(
        async () => {
          await benIsHeard();
          const now = await senderSsrc(listener, name);
          return now !== null && now !== before[i];
        },
        { message: `${listener.name} hears ${name} again`, timeout: 60_000, intervals: [100] },
      )
      .toBe(true);
  }
  const start = await cid.senderOf('Ann');
  await expect
    .poll(
      async () => {
        await benIsHeard();
        const now = await cid.senderOf('Ann');
        return (now?.packets ?? 0) - (start?.packets ?? 0);
      },
      { message: 'Cid goes on hearing Ann', timeout: 60_000, intervals: [100] },
    )
    .toBeGreaterThan(100);
  expect(loudest, 'Ben’s tone at Ann and Cid').toBeLessThan(quiet);
  await expect(ben.page.getByText(en.controls.youListen, { exact: true })).toBeVisible();
  await expect(ann.page.getByText(en.desk.silenceSince('')).first()).toBeVisible();
});
