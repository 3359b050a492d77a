// Passkeys over HTTP with an authenticator in software, and the home page of whoever signed in.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { type Falsified, SoftPasskey } from '../support/soft-passkey.ts';

let app: HttpApp;
beforeAll(async () => {
  app = await HttpApp.open();
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const ask = (method: Method, url: string, cookie = '', payload?: object) =>
  app.fastify.inject({ method, url, headers: { origin: ownOrigin, cookie }, ...(payload && { payload }) });
const cookieIn = (answer: Awaited<ReturnType<typeof ask>>) => String(answer.headers['set-cookie']).split(';')[0] ?? '';

async function signedIn(name: string): Promise<string> {
  const address = `${name.toLowerCase()}@example.org`;
  await app.db.updateTable('people').set({ address }).where('short_name', '=', name).execute();
  const token = await app.signIn.printedLink(address, '/home');
  return cookieIn(await ask('POST', '/api/enter', '', { token, endsWithBrowser: false }));
}
const optionsOf = async (url: string, cookie = '') => (await ask('POST', url, cookie)).json().options as { challenge: string };

async function savedBy(cookie: string, name = 'Key'): Promise<SoftPasskey> {
  const passkey = new SoftPasskey(ownOrigin);
  const answer = passkey.made(await optionsOf('/api/me/passkeys/options', cookie));
  expect((await ask('POST', '/api/me/passkeys', cookie, { name, answer })).statusCode).toBe(204);
  return passkey;
}
async function enters(passkey: SoftPasskey, falsified?: Falsified) {
  const options = await optionsOf('/api/passkey/options');
  return ask('POST', '/api/passkey/enter', '', { answer: passkey.used(options, falsified) });
}

test('a saved passkey signs in without an address, and says so in the list of sessions', async () => {
  const ben = await signedIn('Ben');
  const passkey = await savedBy(ben, 'Ben’s phone');
  const entered = await enters(passkey);
  expect(entered.statusCode).toBe(204);
  const cookie = cookieIn(entered);
  expect((await ask('GET', '/api/me', cookie)).json().addresses).toEqual(['ben@example.org']);
  const [newest] = (await ask('GET', '/api/me/sessions', cookie)).json().sessions;
  expect(newest).toMatchObject({ how: 'passkey', isThisOne: true });
  const { passkeys } = (await ask('GET', '/api/me/passkeys', cookie)).json();
  expect(passkeys).toEqual([{ id: passkey.id, name: 'Ben’s phone', since: app.clock.now(), usedAt: expect.any(Number) }]);
  expect((await enters(passkey)).statusCode).toBe(204);
});

test('an answer is good once, even to two who send it at the same time', async () => {
  const passkey = await savedBy(await signedIn('Ben'));
  const answer = passkey.used(await optionsOf('/api/passkey/options'));
  const both = await Promise.all([0, 1].map(() => ask('POST', '/api/passkey/enter', '', { answer })));
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([204, 403]);
  const late = await ask('POST', '/api/passkey/enter', '', { answer });
  expect(late.json()).toEqual({ error: 'passkey-refused', message: expect.stringContaining('sign in with a link') });
});

test.each([
  ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ['another page’s origin', { origin: 'https://evil.example' }],
  ['another name', { rpId: 'evil.example' }],
  ['nobody who showed that it is them', { isVerified: false }],
  ['a counter that was seen before', { counter: 1 }],
] as const)('%s is refused', async (_what, falsified) => {
  const passkey = await savedBy(await signedIn('Cid'));
  for (let time = 0; time < 2; time++) expect((await enters(passkey)).statusCode).toBe(204);
  expect((await enters(passkey, falsified)).statusCode).toBe(403);
  expect((await enters(passkey)).statusCode).toBe(204);
});

test('a challenge is over after ten minutes', async () => {
  const passkey = await savedBy(await signedIn('Dee'));
  const options = await optionsOf('/api/passkey/options');
  await app.clock.advance(10 * 60_000);
  expect((await ask('POST', '/api/passkey/enter', '', { answer: passkey.used(options) })).statusCode).toBe(403);
});

test('a new passkey is saved by whoever asked, and by nobody else; one key is one account’s', async () => {
  const [ben, cid] = [await signedIn('Ben'), await signedIn('Cid')];
  const passkey = new SoftPasskey(ownOrigin);
  const answer = passkey.made(await optionsOf('/api/me/passkeys/options', ben));
  expect((await ask('POST', '/api/me/passkeys', cid, { name: 'Mine', answer })).statusCode).toBe(403);
  const mine = passkey.made(await optionsOf('/api/me/passkeys/options', ben));
  expect((await ask('POST', '/api/me/passkeys', ben, { name: 'Mine', answer: mine })).statusCode).toBe(204);
  const taken = passkey.made(await optionsOf('/api/me/passkeys/options', cid));
  expect((await ask('POST', '/api/me/passkeys', cid, { name: 'Mine too', answer: taken })).statusCode).toBe(403);
  // An answer to a question for signing in saves nothing.
  const other = new SoftPasskey(ownOrigin).made(await optionsOf('/api/passkey/options'));
  expect((await ask('POST', '/api/me/passkeys', ben, { name: 'Other', answer: other })).statusCode).toBe(403);
});

test('a passkey is renamed and ended by its owner alone; an ended one signs nobody in', async () => {
  const [finn, cid] = [await signedIn('Finn'), await signedIn('Cid')];
  const passkey = await savedBy(finn);
  const url = `/api/me/passkeys/${passkey.id}`;
  expect((await ask('PATCH', url, cid, { name: 'Stolen' })).statusCode).toBe(404);
  expect((await ask('DELETE', url, cid)).statusCode).toBe(404);
  expect((await ask('PATCH', url, finn, { name: 'Old phone' })).statusCode).toBe(204);
  expect((await ask('GET', '/api/me/passkeys', finn)).json().passkeys[0].name).toBe('Old phone');
  expect((await ask('DELETE', url, finn)).statusCode).toBe(204);
  expect((await enters(passkey)).statusCode).toBe(403);
});

test.each([undefined, {}, { answer: 7 }, { answer: {} }, { answer: { id: 'x', response: { clientDataJSON: '!' } } }])(
  '%j is no passkey and breaks nothing',
  async (payload) => {
    const answer = await ask('POST', '/api/passkey/enter', '', payload);
    expect([400, 403]).toContain(answer.statusCode);
    const mine = await ask('POST', '/api/me/passkeys', await signedIn('Ben'), { name: 'x', ...payload });
    expect([400, 403]).toContain(mine.statusCode);
  },
);

test('home shows the seats of the account and of personal links, to their own person alone', async () => {
  expect((await ask('GET', '/api/home')).json()).toEqual({ seats: [], isSignedIn: false });
  const ann = await signedIn('Ann');
  const hal = await app.browserOf('Hal');
  const home = (await ask('GET', '/api/home', `${ann}; ${hal.cookie}`)).json();
  const seat = { groupName: 'Tuesday group', reminders: 'both', meetings: [{ isCancelled: false, isExcused: false }] };
  expect(home).toMatchObject({ isSignedIn: true });
  expect(home.seats).toHaveLength(2);
  const named = (name: string) => home.seats.find(({ yourName }: { yourName: string }) => yourName === name);
  expect(named('Ann')).toMatchObject({ ...seat, role: 'leader', manages: true });
  // By a personal link one sits, and manages nothing.
  expect(named('Hal')).toMatchObject({ ...seat, role: 'coLeader', manages: false });

  const { ref } = named('Ann');
  expect((await ask('POST', `/api/seats/${ref}/reminders`, ann, { reminders: 'none' })).statusCode).toBe(204);
  expect((await ask('POST', `/api/seats/${ref}/reminders`, ann, { reminders: 'hourly' })).statusCode).toBe(400);
  expect((await ask('POST', `/api/seats/${hal.ref}/reminders`, ann, { reminders: 'none' })).statusCode).toBe(401);
  const after = (await ask('GET', '/api/home', ann)).json();
  expect(after.seats).toMatchObject([{ ref, reminders: 'none' }]);
});
