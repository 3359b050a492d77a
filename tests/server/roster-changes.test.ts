// The roster changes while a room is open: who is given a seat has a chair at once, who loses theirs is out within two seconds, and an
// observer comes and goes with everybody's yes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comeIn } from '../../scripts/rehearse/personal-link.ts';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { type CountedApp, openCountedApp } from '../support/counted-app.ts';
import { done, signIn, TestPerson } from '../support/test-person.ts';

let app: CountedApp;
/** Ann's session with an account. */
let account: string;
const people: TestPerson[] = [];

async function comes(name: string): Promise<TestPerson> {
  const person = await signIn(app, name);
  people.push(person);
  await done(person.enter());
  return person;
}
async function asks(method: string, path: string, body?: object, cookie = account): Promise<{ status: number; body: never }> {
  const answer = await fetch(`${app.url}${path}`, {
    method,
    headers: { cookie, origin: app.url, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as never };
}
const seats = `/api/groups/${demoGroupId}/seats`;
async function given(seat: object): Promise<{ ref: string; link: string }> {
  const { status, body } = await asks('POST', seats, seat);
  expect(status).toBe(201);
  const { ref } = body as { ref: string };
  const { links } = (await asks('GET', `/api/seats/${ann.ref}/links`, undefined, ann.cookie)).body as {
    links: { ref: string; url: string }[];
  };
  return { ref, link: links.find((one) => one.ref === ref)?.url ?? '' };
}

let ann: TestPerson;
let ben: TestPerson;
beforeAll(async () => {
  app = await openCountedApp();
  account = await app.accountOf('Ann', 'ann@example.org');
  [ann, ben] = [await comes('Ann'), await comes('Ben')];
});
afterAll(async () => {
  for (const person of people) person.drop();
  await app.close();
});

test('[R11.6] somebody new has a chair in the open room, and a lent seat leads', async () => {
  const { link } = await given({ name: 'Nina New', role: 'member' });
  await ben.seesRoom(({ chairs }) => chairs.at(-1)?.name === 'Nina');
  const nina = await comesBy(link, 'Nina');
  await ann.seesRoom(({ chairs }) => chairs.at(-1)?.state === 'present');
  expect(nina.room).not.toHaveProperty('desk');

  const meeting = (await app.meeting())?.id ?? '';
  const lent = await given({ name: 'Sue Substitute', role: 'coLeader', onlyFor: meeting });
  const sue = await comesBy(lent.link, 'Sue');
  await sue.seesRoom((view) => 'desk' in view);
  expect((await asks('GET', `/api/seats/${sue.ref}/links`, undefined, sue.cookie)).status).toBe(404);
  expect((await asks('DELETE', `${seats}/${lent.ref}`)).status).toBe(204);
  await sue.sees((_view, { goodbye }) => goodbye !== null);
});

test('[R11.1] [R11.6] whoever loses their seat is out within two seconds, and stays out; the others’ chairs stay', async () => {
  const cid = await comes('Cid');
  await ben.seesRoom(({ chairs }) => chairs.find(({ name }) => name === 'Cid')?.state === 'present');
  const order = ben.room.chairs.map(({ name }) => name);
  const began = performance.now();
  expect((await asks('DELETE', `${seats}/${cid.ref}`)).status).toBe(204);
  await cid.sees((_view, { goodbye }) => goodbye === 'signed-out');
  await ben.seesRoom(({ chairs }) => chairs.find(({ name }) => name === 'Cid')?.state !== 'present');
  console.log(`out after ${Math.round(performance.now() - began)} ms`);
  expect(ben.room.chairs.map(({ name }) => name)).toEqual(order);
  await expect(new TestPerson('Cid', app.url, cid.ref, cid.cookie).connect()).rejects.toThrow('not-signed-in');
});

test('[R6.6] an observer comes in when everybody has said yes for this meeting, and is out when one takes it back', async () => {
  const { link } = await given({ name: 'Olga Observer', role: 'observer' });
  const { ref, cookie } = await comeIn(link);
  const olga = new TestPerson('Olga', app.url, ref, cookie);
  people.push(olga);
  await asks('POST', `/api/seats/${ref}/contract`, undefined, cookie);
  await expect(olga.connect()).rejects.toThrow('not-agreed');
  const { links } = (await asks('GET', `/api/seats/${ann.ref}/links`, undefined, ann.cookie)).body as {
    links: { name: string; role: string; url: string }[];
  };
  const say = async (who: { ref: string; cookie: string }, said: string) => {
    const { consents } = (await asks('GET', `/api/seats/${who.ref}/consents`, undefined, who.cookie)).body as {
      consents: { meetingId: string; observerId: string }[];
    };
    const { meetingId, observerId } = consents[0] ?? {};
    expect((await asks('POST', `/api/seats/${who.ref}/consents`, { meetingId, observerId, said }, who.cookie)).status).toBe(204);
  };
  const circle = links.filter(({ role }) => role !== 'observer');
  for (const one of circle.slice(1)) await say(await comeIn(one.url), 'yes');
  await expect(olga.connect()).rejects.toThrow('not-agreed');
  await say(ann, 'yes');
  await olga.connect();
  await done(olga.enter());
  await olga.seesRoom(() => true);
  await ben.seesRoom(({ chairs }) => chairs.some(({ name }) => name === 'Olga'));
  await say(ben, 'withdrawn');
  await olga.sees((view) => view.kind !== 'room');
  await expect(new TestPerson('Olga', app.url, ref, cookie).connect()).rejects.toThrow('not-agreed');
});

async function comesBy(link: string, name: string): Promise<TestPerson> {
  const person = await signIn({ url: app.url, link: () => link }, name);
  people.push(person);
  await done(person.enter());
  return person;
}
