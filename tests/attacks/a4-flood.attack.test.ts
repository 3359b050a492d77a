// One person with as many connections as they can get, all of which send without rest: what the server does for them stays a handful, and a
// leader's steps are taken as on a quiet day. Shown by counts: of connections, of stored entries, of looks into the records.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CountedApp, openCountedApp } from '../support/counted-app.ts';
import { done, signIn, TestPerson } from '../support/test-person.ts';

let house: CountedApp;
let ann: TestPerson;
let cid: TestPerson;

beforeAll(async () => {
  house = await openCountedApp();
  [ann, cid] = [await signIn(house, 'Ann'), await signIn(house, 'Cid')];
  await done(ann.enter());
  await done(cid.enter());
  await ann.sees((view) => view.kind === 'room');
  await cid.sees((view) => view.kind === 'room');
});

afterAll(async () => {
  ann?.drop();
  cid?.drop();
  await house?.close();
});

const again = () => new TestPerson(cid.name, cid.url, cid.ref, cid.cookie);

test('three hundred sockets of one person: a handful stays open, and the rest costs no look into the records', async () => {
  const before = house.looks;
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
  expect(house.openSockets).toBeLessThanOrEqual(10);
  expect(refused.length).toBeGreaterThan(280);
  // Four looks for each that was let in.
  expect(house.looks - before).toBeLessThan(50);
  for (const tab of tabs) tab.drop();
  await done(ann.perform({ type: 'pause' }));
  await done(ann.perform({ type: 'resume' }));
});

test('a flood through all of them stores a handful, and each step of the leader is taken', async () => {
  await done(ann.advance('gathering', 'opening'));
  await done(ann.advance('opening', 'caseCall'));
  await cid.seesRoom((view) => view.phase === 'caseCall');
  const id = cid.id;
  const since = performance.now();
  const before = house.stored(id);
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
  expect(house.stored(id) - before).toBeLessThanOrEqual(31 + seconds * 0.5);
  void flooding;
}, 60_000);

test('a person who alternates for a long time, at the pace of the messages, stores no more than the measure', async () => {
  const dee = await signIn(house, 'Dee');
  await done(dee.enter());
  await dee.seesRoom((view) => view.phase === 'caseCall');
  const since = performance.now();
  for (let at = 0; at < 38; at++) await dee.perform({ type: at % 2 ? 'withdrawOffer' : 'offerCase' }, randomUUID());
  const seconds = (performance.now() - since) / 1000;
  expect(house.stored(dee.id)).toBeLessThanOrEqual(31 + seconds * 0.5);
  dee.drop();
});
