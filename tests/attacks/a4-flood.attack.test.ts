// One person with as many connections as they can get, all sending without pause: what the server does for them stays small, and a
// leader's commands are taken as on a quiet day. Shown by counts: of connections, of stored entries, of queries to the records.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CountedApp, openCountedApp } from '../support/counted-app.ts';
import { done, signIn, TestPerson } from '../support/test-person.ts';

let app: CountedApp;
let ann: TestPerson;
let cid: TestPerson;

beforeAll(async () => {
  app = await openCountedApp();
  [ann, cid] = [await signIn(app, 'Ann'), await signIn(app, 'Cid')];
  await done(ann.enter());
  await done(cid.enter());
  await ann.sees((view) => view.kind === 'room');
  await done(ann.advance('gathering', 'opening'));
  await done(ann.advance('opening', 'caseCall'));
  await cid.seesRoom((view) => view.phase === 'caseCall');
});

afterAll(async () => {
  ann?.drop();
  cid?.drop();
  await app?.close();
});

const again = () => new TestPerson(cid.name, cid.url, cid.ref, cid.cookie);

test('three hundred sockets of one person: a handful stays open, and the rest costs no query to the records', async () => {
  const before = app.looks;
  const tabs: TestPerson[] = [];
  const refused: unknown[] = [];
  for (let at = 0; at < 300; at++) {
    const tab = again();
    await tab.connect().then(
      () => tabs.push(tab),
      (why: unknown) => refused.push(why),
    );
  }
  expect(tabs.length).toBeGreaterThan(0);
  expect(app.openSockets).toBeLessThanOrEqual(10);
  expect(refused.length).toBeGreaterThan(280);
  // Four queries for each that was let in.
  expect(app.looks - before).toBeLessThan(50);
  for (const tab of tabs) tab.drop();
  await done(ann.perform({ type: 'pause' }));
  await done(ann.perform({ type: 'resume' }));
});

test('a flood through all of them stores a handful, and each command of the leader is taken', async () => {
  const id = cid.id;
  const since = performance.now();
  const before = app.stored(id);
  let tooMany = 0;
  const flood = Array.from({ length: 3_000 }, async (_, at) => {
    const reply = await cid.perform({ type: at % 2 ? 'withdrawOffer' : 'offerCase' });
    if (!reply.ok && 'trouble' in reply && reply.trouble === 'too-many') tooMany += 1;
  });
  const flooding = Promise.allSettled(flood);
  let steps = 0;
  for (; steps < 10; steps++) {
    await done(ann.perform({ type: 'pause' }));
    await done(ann.perform({ type: 'resume' }));
  }
  cid.drop();
  const seconds = (performance.now() - since) / 1000;
  expect(steps).toBe(10);
  expect(tooMany).toBeGreaterThan(0);
  expect(app.stored(id) - before).toBeLessThanOrEqual(31 + seconds * 0.5);
  void flooding;
}, 60_000);

/** For each of many commands of the leader: how many entries the server stored between the command and its answer, its own included. */
async function storedMeanwhile(steps: number): Promise<number[]> {
  const counts: number[] = [];
  for (let step = 0; step < steps; step++) {
    const before = app.storedByAll;
    await done(ann.perform({ type: step % 2 ? 'resume' : 'pause' }));
    counts.push(app.storedByAll - before);
    await pause(120); // within what a leader is allowed
  }
  return counts.sort((a, b) => a - b);
}

test('during an unending flood a leader’s commands wait for at most twice as much as on a quiet day', async () => {
  const steps = 24;
  const eva = await signIn(app, 'Eva');
  await done(eva.enter());
  await eva.seesRoom(() => true);
  const { id } = eva;
  await pause(4_000); // what was done before no longer counts
  const quiet = await storedMeanwhile(steps);
  let isFlooding = true;
  let sent = 0;
  const floods = Array.from({ length: 8 }, async () => {
    while (isFlooding) {
      const tab = new TestPerson(eva.name, eva.url, eva.ref, eva.cookie);
      await tab.connect().catch(() => pause(50));
      // Twenty are under way at any moment; when a connection is cut the next one is opened.
      const streams = Array.from({ length: 20 }, async () => {
        while (isFlooding && tab.isConnected) {
          sent += 1;
          await tab.perform({ type: sent % 2 ? 'offerCase' : 'withdrawOffer' }).catch(() => undefined);
        }
      });
      await Promise.race([Promise.all(streams), tab.gone]);
      tab.drop();
    }
  });
  // Its first burst, which is allowed, is over.
  await expect.poll(() => app.stored(id), { message: 'the flood does reach the log', timeout: 60_000 }).toBeGreaterThan(20);
  const flooded = await storedMeanwhile(steps);
  isFlooding = false;
  const at = (counts: readonly number[], part: number) => counts[Math.floor((counts.length - 1) * part)] ?? Number.NaN;
  console.log(
    `${sent} messages; stored during a step, median and 90 %: ${[0.5, 0.9].map((part) => `${at(quiet, part)} quiet, ${at(flooded, part)} flooded`).join('; ')}`,
  );
  expect(sent).toBeGreaterThan(1_000);
  for (const part of [0.5, 0.9]) expect(at(flooded, part)).toBeLessThanOrEqual(2 * at(quiet, part));
  await Promise.allSettled(floods);
  eva.drop();
});

test('a person who keeps alternating at the rate of messages stores no more than they are allowed', async () => {
  const dee = await signIn(app, 'Dee');
  await done(dee.enter());
  await dee.seesRoom((view) => view.phase === 'caseCall');
  const since = performance.now();
  for (let at = 0; at < 38; at++) await dee.perform({ type: at % 2 ? 'withdrawOffer' : 'offerCase' }, randomUUID());
  const seconds = (performance.now() - since) / 1000;
  expect(app.stored(dee.id)).toBeLessThanOrEqual(31 + seconds * 0.5);
  dee.drop();
});
