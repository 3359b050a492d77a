// Signing in by a link in a mail over HTTP, what an account may see and end of itself, and signing out.
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seatOfRequest } from '../../server/accounts/seat-of-request.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';

let app: HttpApp;
beforeAll(async () => {
  app = await HttpApp.open();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.db.deleteFrom('sign_in_links').execute();
  await app.db.deleteFrom('shared_limits').execute();
});

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, more: InjectOptions = {}) {
  const { headers, ...rest } = more;
  const sent = { origin: ownOrigin, 'user-agent': firefox, ...headers };
  return app.fastify.inject({ method, url, headers: sent, ...(payload && { payload }), ...rest });
}

async function addressOf(name: string): Promise<string> {
  const address = `${name.toLowerCase()}@example.org`;
  await app.db.updateTable('people').set({ address }).where('short_name', '=', name).execute();
  return address;
}

async function linkTo(address: string, to?: string): Promise<string> {
  const before = app.mailed.length;
  expect((await ask('POST', '/api/sign-in', { address, ...(to && { to }) })).statusCode).toBe(202);
  await expect.poll(() => app.mailed.length).toBeGreaterThan(before);
  return app.mailed.at(-1)?.token ?? '';
}

async function signedIn(name: string, { endsWithBrowser = false, cookie = '' } = {}): Promise<string> {
  const token = await linkTo(await addressOf(name));
  const entered = await ask('POST', '/api/enter', { token, endsWithBrowser }, { headers: { cookie } });
  expect(entered.statusCode).toBe(204);
  return String(entered.headers['set-cookie']).split(';')[0] ?? '';
}
const refOf = async (name: string) => (await app.linkOf(name)).ref;
const asCookie = (cookie: string) => ({ headers: { cookie } });

describe('asking for a link', () => {
  test('is answered with the same bytes whoever exists, and only who is known gets a mail', async () => {
    const known = await ask('POST', '/api/sign-in', { address: await addressOf('Ben') });
    const unknown = await ask('POST', '/api/sign-in', { address: 'nobody@example.org' });
    const bytes = ({ statusCode, body, headers: { date: _, ...headers } }: typeof known) => ({ statusCode, body, headers });
    expect(bytes(unknown)).toEqual(bytes(known));
    expect(known.statusCode).toBe(202);
    await expect.poll(() => app.mailed.map(({ address }) => address)).toEqual(['ben@example.org']);
  });

  test('is answered before anything is looked up, so that its time tells nothing', async () => {
    const { signIn } = app;
    const sendLink = signIn.sendLink;
    let letGo = () => {};
    signIn.sendLink = () => new Promise((done) => (letGo = done));
    expect((await ask('POST', '/api/sign-in', { address: await addressOf('Ben') })).statusCode).toBe(202);
    letGo();
    signIn.sendLink = sendLink;
  });

  test.each([
    undefined,
    {},
    { address: 'nobody' },
    { address: 'a@example.org, b@example.org' },
    { address: '"a b"@example.org' },
    { address: 'a@example.org\r\nBcc: b@example.org' },
    { address: 'a@example.org', to: 7 },
    { address: 'a@example.org', more: true },
  ])('is refused for %j', async (payload) => {
    expect((await ask('POST', '/api/sign-in', payload)).json()).toMatchObject({ error: 'malformed' });
  });

  test.each([
    ['/home', '/home'],
    ['/group/x?tab=2#top', '/group/x?tab=2#top'],
    ['//evil.example', '/home'],
    ['/\\evil.example', '/home'],
    ['/a\\..\\evil', '/home'],
    ['/a/..//evil.example', '/home'],
    ['https://evil.example', '/home'],
    ['javascript:alert(1)', '/home'],
    ['/a\n//evil.example', '/home'],
    [' /home', '/home'],
    ['/%5C%5Cevil', '/home'],
    ['/seat/%2e%2e//evil.example', '/home'],
  ])('with `to` %j goes on to %s', async (to, goesTo) => {
    const token = await linkTo(await addressOf('Ben'), to);
    expect((await ask('POST', '/api/enter/look', { token })).json()).toEqual({ address: 'ben@example.org', to: goesTo });
  });

  test('is limited for each caller, whatever addresses a header claims', async () => {
    const tries = Array.from({ length: 21 }, (_, index) =>
      ask('POST', '/api/sign-in', { address: 'nobody@example.org' }, { headers: { 'x-forwarded-for': `198.51.100.${index}` } }),
    );
    const statuses = (await Promise.all(tries)).map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 202)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  test.each([undefined, 'null', 'https://evil.example'])('does nothing for a page from %s', async (origin) => {
    const { origin: _, ...headers } = { origin: '', ...(origin && { origin }) };
    const answer = await app.fastify.inject({
      method: 'POST',
      url: '/api/sign-in',
      headers: origin === undefined ? {} : { ...headers, origin },
      payload: { address: await addressOf('Ben') },
    });
    expect([answer.statusCode, answer.json().error]).toEqual([403, 'foreign-origin']);
  });
});

describe('the link', () => {
  test('[R6.8] opens by a press alone: looking changes nothing', async () => {
    const token = await linkTo(await addressOf('Cid'));
    for (let look = 0; look < 20; look++) {
      const seen = await ask('POST', '/api/enter/look', { token });
      expect([seen.statusCode, seen.headers['set-cookie']]).toEqual([200, undefined]);
    }
    const entered = await ask('POST', '/api/enter', { token, endsWithBrowser: false });
    expect(String(entered.headers['set-cookie'])).toMatch(
      /^br_me=[0-9a-f]{18}[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  test('is spent by the first of three clicks at once; the others read a sentence', async () => {
    const token = await linkTo(await addressOf('Cid'));
    const clicks = await Promise.all([1, 2, 3].map(() => ask('POST', '/api/enter', { token, endsWithBrowser: false })));
    expect(clicks.map(({ statusCode }) => statusCode).sort()).toEqual([204, 410, 410]);
    for (const path of ['/api/enter', '/api/enter/look']) {
      const late = await ask('POST', path, { token, ...(path === '/api/enter' && { endsWithBrowser: false }) });
      expect([late.statusCode, late.json()]).toEqual([
        410,
        { error: 'link-spent', message: 'This link was used already, or is too old. Please ask for a new one.' },
      ]);
    }
  });

  test('on somebody else’s computer gives a cookie that ends with the browser', async () => {
    const token = await linkTo(await addressOf('Cid'));
    const entered = await ask('POST', '/api/enter', { token, endsWithBrowser: true });
    expect(String(entered.headers['set-cookie'])).not.toMatch(/max-age|expires/i);
    const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
    expect((await ask('GET', '/api/me', undefined, asCookie(cookie))).json()).toMatchObject({ endsWithBrowser: true });
  });

  test('puts whoever was signed in here before out, and tells their sockets', async () => {
    const dee = await signedIn('Dee');
    app.ended.length = 0;
    const finn = await signedIn('Finn', { cookie: dee });
    expect((await ask('GET', '/api/me', undefined, asCookie(dee))).statusCode).toBe(401);
    expect((await ask('GET', '/api/me', undefined, asCookie(finn))).json()).toMatchObject({ addresses: ['finn@example.org'] });
    expect(app.ended).toEqual([await refOf('Dee')]);
  });

  test('nothing of an address or a token is in the log', async () => {
    await signedIn('Gita');
    const log = app.logged.join('\n');
    expect(log).not.toMatch(/@example/);
    for (const { token } of app.mailed) expect(log).not.toContain(token);
  });
});

describe('an account', () => {
  test('opens the seats of its human, at the doorstep and everywhere else', async () => {
    const cookie = await signedIn('Gita');
    const [gita, ben] = [await refOf('Gita'), await refOf('Ben')];
    const doorstep = (ref: string) => ask('GET', `/api/seats/${ref}/doorstep`, undefined, asCookie(cookie));
    expect((await doorstep(gita)).json()).toMatchObject({ yourName: 'Gita', endsWithBrowser: false });
    expect((await doorstep(ben)).statusCode).toBe(401);
    expect((await ask('POST', `/api/seats/${gita}/contract`, undefined, asCookie(cookie))).statusCode).toBe(204);
  });

  test('is in a personal link’s seat all the same, whichever comes first', async () => {
    const cookie = await signedIn('Gita');
    const ben = await app.browserOf('Ben');
    const both = `${cookie}; ${ben.cookie}`;
    expect((await seatOfRequest(both, ben.ref, app.accounts))?.name).toBe('Ben');
    expect((await seatOfRequest(both, await refOf('Gita'), app.accounts))?.name).toBe('Gita');
  });

  test('lists its sessions and ends one or all others; their sockets are told', async () => {
    const [one, two] = [await signedIn('Eva'), await signedIn('Eva')];
    const list = async () => (await ask('GET', '/api/me/sessions', undefined, asCookie(one))).json().sessions;
    const [newest] = (await list()) as { id: string; device: string; how: string; isThisOne: boolean }[];
    expect(newest).toMatchObject({ device: 'Firefox, Windows', how: 'mail', isThisOne: false });
    app.ended.length = 0;
    const ended = await ask('DELETE', `/api/me/sessions/${newest?.id}`, undefined, asCookie(one));
    expect(ended.statusCode).toBe(204);
    expect(app.ended).toEqual([await refOf('Eva')]);
    expect((await ask('GET', '/api/me', undefined, asCookie(two))).statusCode).toBe(401);
    const again = await ask('DELETE', `/api/me/sessions/${newest?.id}`, undefined, asCookie(one));
    const nowhere = await ask('GET', '/api/nowhere');
    expect([again.statusCode, again.body]).toEqual([404, nowhere.body]);
    const three = await signedIn('Eva');
    expect((await ask('DELETE', '/api/me/sessions', undefined, asCookie(one))).statusCode).toBe(204);
    expect((await ask('GET', '/api/me', undefined, asCookie(three))).statusCode).toBe(401);
    expect(await list()).toHaveLength(1);
  });

  test('changes its language and zone, and takes no zone that the clock does not know', async () => {
    const cookie = await signedIn('Hal');
    const change = (payload: object) => ask('PATCH', '/api/me', payload, asCookie(cookie));
    expect((await change({ language: 'de', zone: 'Europe/Berlin' })).statusCode).toBe(204);
    for (const zone of ['Europe/Atlantis', '+02:00', '../etc']) expect((await change({ zone })).statusCode).toBe(400);
    expect((await ask('GET', '/api/me', undefined, asCookie(cookie))).json()).toMatchObject({
      language: 'de',
      zone: 'Europe/Berlin',
    });
  });

  test('without one, nothing is told', async () => {
    for (const [method, url] of [
      ['GET', '/api/me'],
      ['PATCH', '/api/me'],
      ['GET', '/api/me/sessions'],
      ['DELETE', '/api/me/sessions'],
      ['DELETE', '/api/me/sessions/1'],
    ] as const)
      expect((await ask(method, url)).json().error).toBe('not-signed-in');
  });
});

describe('signing out', () => {
  test('of a seat ends the account’s session too if that would open the seat', async () => {
    const hal = await signedIn('Hal');
    const link = await app.browserOf('Hal');
    app.ended.length = 0;
    const out = await ask('POST', `/api/seats/${link.ref}/sign-out`, undefined, asCookie(`${hal}; ${link.cookie}`));
    expect(out.statusCode).toBe(204);
    expect(await seatOfRequest(hal, link.ref, app.accounts)).toBeNull();
    expect(await seatOfRequest(link.cookie, link.ref, app.accounts)).toBeNull();
    expect(new Set(app.ended)).toEqual(new Set([link.ref]));
    expect(String(out.headers['set-cookie'])).toMatch(/br_[0-9a-f]{18}=;.*br_me=;/);
  });

  test('of another’s seat leaves the account alone', async () => {
    const hal = await signedIn('Hal');
    const ben = await app.browserOf('Ben');
    await ask('POST', `/api/seats/${ben.ref}/sign-out`, undefined, asCookie(`${hal}; ${ben.cookie}`));
    expect((await ask('GET', '/api/me', undefined, asCookie(hal))).statusCode).toBe(200);
  });

  test('of everything ends whatever this browser holds, and a repeat is harmless', async () => {
    const hal = await signedIn('Hal');
    const [ben, cid] = [await app.browserOf('Ben'), await app.browserOf('Cid')];
    const all = asCookie([hal, ben.cookie, cid.cookie].join('; '));
    for (let time = 0; time < 2; time++) expect((await ask('POST', '/api/me/sign-out', undefined, all)).statusCode).toBe(204);
    expect((await ask('GET', '/api/me', undefined, all)).statusCode).toBe(401);
    expect((await ben.get('/doorstep')).statusCode).toBe(401);
    expect((await cid.get('/doorstep')).statusCode).toBe(401);
  });
});
