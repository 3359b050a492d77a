// The log at its most talkative, over a whole case in which everything goes wrong: it says a lot, and nothing about anybody.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, type TestPerson } from '../support/test-person.ts';

const words = ['does she keep coming back because of us', 'shall we bring you back', 'a story that does not belong here'];

let app: TestApp;
let people: TestPerson[];
let secrets: string[];

beforeAll(async () => {
  app = await startApp({ media: false, env: { LOG_LEVEL: 'trace' } });
  people = [];
  for (const { name } of app.links) people.push(await signIn(app, name));
  secrets = [
    ...app.links.flatMap(({ name, url }) => [name, url.split('/in/')[1] ?? url]),
    ...people.flatMap(({ ref, cookie, device }) => [ref, cookie.split('=')[1] ?? cookie, device]),
    ...words,
    'Tuesday',
  ];
}, 180_000);

afterAll(async () => {
  for (const person of people) person.drop();
  await app?.stop();
});

const logged = () => app.said.split('\n').filter((line) => line.startsWith('{'));
const told = (lines: readonly string[]) => lines.filter((line) => secrets.some((secret) => line.includes(secret)));

test('a case is walked, with refusals, garbage, notes, links that open nothing, and somebody who signs out', async () => {
  const [ann, ben, cid] = ['Ann', 'Ben', 'Cid'].map((name) => people.find((person) => person.name === name)) as [
    TestPerson,
    TestPerson,
    TestPerson,
  ];
  for (const person of people) await done(person.enter());
  for (const person of people) await person.seesRoom(() => true);
  secrets.push(...people.map(({ id }) => id));
  expect(await cid.advance('gathering', 'opening')).toMatchObject({ ok: false });
  await leadTo('associative', ann, ben);
  await ann.socket.emitWithAck('whisper', { to: 'leaders', text: words[0] as string });
  await ann.socket.emitWithAck('whisper', { to: 'presenter', text: words[1] as string });
  await ben.sees((_view, { whispers }) => whispers.length > 0);
  await done(cid.socket.emitWithAck('whisper', { to: 'leaders', text: words[2] as string }));
  await cid.socket.emitWithAck('perform', { id: 'garbage', command: { type: words[2] } } as never);
  await done(ann.perform({ type: 'hold', personId: cid.id }));

  const { url } = app;
  const headers = { cookie: cid.cookie, origin: url };
  const [token = ''] = app.link('Cid').split('/in/').slice(1);
  await fetch(`${url}/in/${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, { redirect: 'manual' });
  await fetch(`${url}/in/${token}?name=Cid`, { redirect: 'manual' });
  await fetch(`${url}/nowhere/${cid.ref}/Cid?token=${token}`, { headers });
  await fetch(`${url}/api/seats/${cid.ref}/doorstep`, { headers: { cookie: `br_${cid.ref}=${token}` } });
  await fetch(`${url}/api/seats/${cid.ref}/contract`, { method: 'POST', headers: { ...headers, origin: 'https://Cid.example' } });
  await fetch(`${url}/api/seats/${cid.ref}/contract`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: `{"${words[2]}`,
  });
  await fetch(`${url}/check/${cid.ref}`, { headers });
  await fetch(`${url}/api/seats/${cid.ref}/links`, { headers });
  const { links } = (await (await fetch(`${url}/api/seats/${ann.ref}/links`, { headers: { cookie: ann.cookie } })).json()) as {
    links: { ref: string }[];
  };
  expect(links).toHaveLength(people.length);
  const renewed = await fetch(`${url}/api/seats/${ann.ref}/links/${cid.ref}/renew`, {
    method: 'POST',
    headers: { cookie: ann.cookie, origin: url },
  });
  secrets.push(((await renewed.json()) as { url: string }).url.split('/in/')[1] as string);
  await cid.sees((_view, { goodbye }) => goodbye === 'signed-out');
  secrets.push('Vivienne');
  for (const { ref, cookie } of [ann, ben]) {
    await fetch(`${url}/api/seats/${ref}/guests`, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Vivienne' }),
    });
  }
  await ann.seesRoom(({ chairs }) => chairs.at(-1)?.name === 'Vivienne');
  await fetch(`${url}/api/seats/${ben.ref}/sign-out`, { method: 'POST', headers: { cookie: ben.cookie, origin: url } });
  await expect(people[3]?.connect({ device: words[2] })).rejects.toThrow();
  await done(ann.advance('associative', 'ended'));
});

test('the log speaks, and says nothing about any of that', () => {
  expect(secrets.length).toBeGreaterThan(30);
  expect(logged().length).toBeGreaterThan(20);
  expect(logged().join('\n')).toContain('/api/seats/:ref/links');
  expect(told(logged())).toEqual([]);
});

test('nor does it contain an e-mail address, a network address or a browser', () => {
  // The server's own address is no secret.
  for (const line of logged().filter((each) => !each.includes('Server listening at')))
    expect(line).not.toMatch(/[\w.+-]+@[\w-]+\.\w+|\b\d{1,3}(\.\d{1,3}){3}\b|Mozilla|user-agent|node-fetch|undici/i);
});

test('a line that gave something away would be found', () => {
  expect(told([JSON.stringify({ level: 30, msg: `seat of ${people[0]?.name}` })])).toHaveLength(1);
});
