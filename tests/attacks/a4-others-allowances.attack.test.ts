// What somebody may spend is their own: neither a member who names another's seat, nor whoever still holds a session that is over, uses up what its
// owner needs to come in.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CountedApp, openCountedApp } from '../support/counted-app.ts';
import { done, signIn, TestPerson } from '../support/test-person.ts';

let app: CountedApp;
const people: TestPerson[] = [];

beforeEach(async () => {
  app = await openCountedApp();
});

afterEach(async () => {
  for (const person of people.splice(0)) person.drop();
  await app.close();
});

/** Until it is told to wait, and a while longer. */
async function greetsWithoutPause(seat: TestPerson, cookie: string): Promise<void> {
  const answers = new Set<unknown>();
  for (let at = 0; at < 60; at++) {
    const intruder = new TestPerson('somebody', app.url, seat.ref, cookie);
    people.push(intruder);
    await intruder.connect().then(
      () => answers.add('is in'),
      (why: unknown) => answers.add(String(why)),
    );
  }
  expect(answers).not.toContain('is in');
  expect([...answers].join()).toContain('unavailable');
}

test('a member with an account who greets in the name of a leader’s seat does not keep the leader out', async () => {
  const ann = await signIn(app, 'Ann');
  const account = await app.accountOf('Cid', 'cid@example.org');
  await greetsWithoutPause(ann, account);
  people.push(ann);
  await ann.connect();
  await done(ann.enter());
});

test('whoever holds a session that is over spends what a stranger spends, and its owner is served', async () => {
  const [lost, cid] = [await signIn(app, 'Cid'), await signIn(app, 'Cid')];
  people.push(lost, cid);
  const ask = async (cookie: string, path: string, method = 'GET') =>
    (await fetch(`${app.url}/api/seats/${cid.ref}${path}`, { method, headers: { cookie, origin: app.url } })).status;
  expect(await ask(lost.cookie, '/sign-out', 'POST')).toBe(204);
  const statuses = new Set<number>();
  for (let at = 0; at < 400; at++) statuses.add(await ask(lost.cookie, '/doorstep'));
  expect(statuses).toEqual(new Set([401, 429]));
  await greetsWithoutPause(cid, lost.cookie);
  expect(await ask(cid.cookie, '/doorstep')).toBe(200);
  await cid.connect();
  await done(cid.enter());
});

test('an account’s session that is over spends what a stranger spends, too', async () => {
  const cid = await signIn(app, 'Cid');
  people.push(cid);
  const lost = await app.accountOf('Cid', 'cid@example.org');
  const owners = await app.accountOf('Cid', 'cid@example.org');
  const ask = async (cookie: string, path: string, method = 'GET') =>
    (await fetch(`${app.url}${path}`, { method, headers: { cookie, origin: app.url } })).status;
  expect(await ask(lost, '/api/me/sign-out', 'POST')).toBe(204);
  await greetsWithoutPause(cid, lost);
  const statuses = new Set<number>();
  for (let at = 0; at < 400; at++) statuses.add(await ask(lost, '/api/me'));
  expect(statuses).toEqual(new Set([401, 429]));
  expect(await ask(owners, '/api/me')).toBe(200);
  const own = new TestPerson('Cid', app.url, cid.ref, owners);
  people.push(own);
  await own.connect();
});
