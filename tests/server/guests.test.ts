// A guest's evening: named by a leader, she comes in by her own link and sits last in the circle; after the meeting the link opens nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comeIn } from '../../scripts/rehearse/personal-link.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn, TestPerson } from '../support/test-person.ts';

let app: TestApp;
const people: TestPerson[] = [];

async function comes(name: string, link = app.link(name)): Promise<TestPerson> {
  const person = await signIn({ url: app.url, link: () => link }, name);
  people.push(person);
  return person;
}
async function names(leader: TestPerson, name: string): Promise<string> {
  const answer = await fetch(`${app.url}/api/seats/${leader.ref}/guests`, {
    method: 'POST',
    headers: { cookie: leader.cookie, origin: app.url, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { url: string }).url;
}
const lastChair = (person: TestPerson) => person.room.chairs.at(-1);

beforeAll(async () => {
  app = await startApp({ media: false });
}, 180_000);
afterAll(async () => {
  for (const person of people) person.drop();
  await app?.stop();
});

test('[R6.1] a guest whom a leader names has the last chair, the contract to accept, and no way in after the meeting', async () => {
  const [ann, ben] = [await comes('Ann'), await comes('Ben')];
  for (const person of [ann, ben]) await done(person.enter());
  await ann.seesRoom(() => true);

  const link = await names(ann, 'Eve');
  await ben.seesRoom(({ chairs }) => chairs.at(-1)?.name === 'Eve');
  expect(lastChair(ben)).toMatchObject({ role: 'member', state: 'empty' });

  const { ref, cookie } = await comeIn(link);
  const atTheDoor = new TestPerson('Eve', app.url, ref, cookie);
  await expect(atTheDoor.connect()).rejects.toThrow('contract-not-accepted');

  const eve = await comes('Eve', link);
  await done(eve.enter());
  for (const person of [ann, ben, eve]) {
    await person.seesRoom(({ chairs }) => chairs.at(-1)?.state === 'present');
    expect(person.room.chairs).toHaveLength(9);
    expect(lastChair(person)).toMatchObject({ personId: eve.id, name: 'Eve', mayBeHeard: true });
  }
  expect(eve.room).not.toHaveProperty('desk');

  await done(ann.advance('gathering', 'ended'));
  await eve.sees((_view, { goodbye }) => goodbye === 'over');
  const after = await fetch(link, { redirect: 'manual' });
  expect(after.status).toBe(404);
  expect(await after.text()).toBe(await (await fetch(`${app.url}/in/wrong`)).text());
  const doorstep = await fetch(`${app.url}/api/seats/${eve.ref}/doorstep`, { headers: { cookie: eve.cookie } });
  expect(doorstep.status).toBe(401);
  eve.drop();
  await expect(eve.connect()).rejects.toThrow('not-signed-in');
}, 180_000);

test('[R6.1] a room that opens later has its own meeting’s guests, and none of the last one’s', async () => {
  const ann = await comes('Ann');
  await names(ann, 'Fay');
  await done(ann.enter());
  await ann.seesRoom(({ chairs }) => chairs.length === 9);
  expect(lastChair(ann)).toMatchObject({ name: 'Fay', state: 'empty' });
}, 180_000);
