// A7: mail scanners, link previews and other sites handle a member's personal link while that member sits in a meeting. Looking changes
// nothing, only a press on our own page opens anything, and however often somebody presses, the member stays in.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';

const times = 40;

let app: TestApp;
let ann: TestPerson;
let cid: TestPerson;

beforeAll(async () => {
  app = await startApp({ media: false });
  [ann, cid] = [await signIn(app, 'Ann'), await signIn(app, 'Cid')];
  for (const person of [ann, cid]) await done(person.enter());
  await done(ann.advance('gathering', 'opening'));
  await cid.seesRoom(({ phase }) => phase === 'opening');
});
afterAll(async () => {
  for (const person of [ann, cid]) person?.drop();
  await app?.stop();
});

const asks = (init: RequestInit) => fetch(app.link('Cid'), { redirect: 'manual', ...init });
const look = async () => ((await (await asks({ headers: { accept: 'application/json' } })).json()) as { pass: string }).pass;
const press = (pass: string, headers: Record<string, string> = {}) =>
  asks({
    method: 'POST',
    headers: { origin: app.url, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ pass, endsWithBrowser: false }),
  });

/** She is still in the room, and her session still opens it. */
async function staysIn(): Promise<void> {
  expect(cid.goodbye).toBe(null);
  expect(cid.room.phase).toBe('opening');
  const doorstep = await fetch(`${app.url}/api/seats/${cid.ref}/doorstep`, { headers: { cookie: cid.cookie } });
  expect(doorstep.status).toBe(200);
  cid.drop();
  await done(cid.enter());
  await cid.seesRoom(({ phase }) => phase === 'opening');
}

test('scanners, previews and prefetches look: nothing is opened, nobody is displaced', async () => {
  const looks: readonly RequestInit[] = [
    { method: 'GET' },
    { method: 'GET', headers: { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' } },
    { method: 'HEAD' },
    { method: 'OPTIONS', headers: { origin: 'https://mail.example', 'access-control-request-method': 'POST' } },
  ];
  for (const one of looks) {
    for (let time = 0; time < times; time += 1) {
      const answer = await asks(one);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.headers.get('access-control-allow-origin')).toBe(null);
    }
  }
  await staysIn();
});

test('a press from anywhere but our own page opens nothing', async () => {
  const pass = await look();
  const pressed = [
    await press(pass, { origin: 'https://mail.example' }),
    await press(pass, { origin: 'null' }),
    await press(pass, { 'content-type': 'text/plain' }),
    await asks({ method: 'POST', headers: { origin: app.url }, body: new URLSearchParams({ pass, endsWithBrowser: 'false' }) }),
    await asks({ method: 'POST', body: '' }),
    await press('A'.repeat(pass.length)),
    await press(`${pass.slice(0, -1)}${pass.endsWith('A') ? 'B' : 'A'}`),
  ];
  expect(pressed.map(({ status }) => status)).toEqual([403, 403, 415, 415, 403, 409, 409]);
  expect(pressed.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  expect((await press(pass)).status, 'the pass was good').toBe(200);
  await staysIn();
});

test('a replayed press makes nothing new', async () => {
  const pass = await look();
  expect((await press(pass)).status).toBe(200);
  for (let time = 0; time < times; time += 1) {
    const again = await press(pass);
    expect([again.status, again.headers.getSetCookie()]).toEqual([409, []]);
  }
  await staysIn();
});

test('whoever has the link and presses again and again displaces nobody from the meeting', async () => {
  for (let time = 0; time < times; time += 1) {
    const opened = await press(await look());
    expect(opened.status).toBe(200);
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const doorstep = await fetch(`${app.url}/api/seats/${cid.ref}/doorstep`, { headers: { cookie } });
    expect(doorstep.status, 'the session is used').toBe(200);
  }
  await staysIn();
});
