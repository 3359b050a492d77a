// An app whose media server can be reached from outside says so to those who lead, while they lead, and to nobody else.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { View } from '../../shared/ritual/view.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';

let app: TestApp;
let ann: TestPerson;
let cid: TestPerson;
let hal: TestPerson;
const toldToCid: View[] = [];

beforeAll(async () => {
  app = await startApp({ media: false, env: { LIVEKIT_IS_PRIVATE: 'no' } });
  [ann, cid, hal] = (await Promise.all(['Ann', 'Cid', 'Hal'].map((name) => signIn(app, name)))) as [
    TestPerson,
    TestPerson,
    TestPerson,
  ];
  await cid.connect();
  cid.socket.on('view', (view) => toldToCid.push(view));
  for (const person of [ann, cid, hal]) await done(person.enter());
}, 180_000);

afterAll(async () => {
  for (const person of [ann, cid, hal]) person?.drop();
  await app?.stop();
});

test('[R3.7] those who lead read that silences are guarded', async () => {
  for (const leader of [ann, hal]) await leader.seesRoom((view) => view.desk?.guarded === true);
});

test('[R2.3] a leader who presents is not told, and is again when the case is over', async () => {
  await leadTo('presentation', ann, hal);
  expect(hal.room.me.leads).toBe(false);
  expect(JSON.stringify(hal.room)).not.toContain('guarded');
  expect(ann.room.desk?.guarded).toBe(true);
  await done(ann.advance('presentation', 'farewell'));
  await hal.seesRoom((view) => view.desk?.guarded === true);
});

test('[R7.1] a member is never told', async () => {
  await cid.seesRoom((view) => view.phase === 'farewell');
  expect(toldToCid.map((view) => view.kind)).toContain('room');
  expect(JSON.stringify(toldToCid)).not.toContain('guarded');
});
