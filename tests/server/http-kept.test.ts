// What is kept about somebody, over HTTP: by an account, by a personal link, as a file; and an erasure, which ends everything that was open.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kept as words } from '../../client/src/program/words/en/kept.ts';
import { leadsOf } from '../../server/keeping/kind.ts';
import { kinds } from '../../server/keeping/kinds.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';

let app: HttpApp;
beforeAll(async () => {
  app = await HttpApp.open();
});
afterAll(() => app.close());

async function signedInAs(name: string): Promise<{ cookie: string; address: string }> {
  const address = `${name.toLowerCase()}@example.org`;
  await app.db.updateTable('people').set({ address }).where('short_name', '=', name).execute();
  await app.signIn.sendLink({ address, to: '/home' });
  const payload = { token: app.mailed.at(-1)?.token, endsWithBrowser: false };
  const entered = await app.fastify.inject({ method: 'POST', url: '/api/enter', headers: { origin: ownOrigin }, payload });
  return { cookie: String(entered.headers['set-cookie']).split(';')[0] ?? '', address };
}

const get = (url: string, cookie: string) => app.fastify.inject({ url, headers: { cookie } });
const erase = (cookie: string, payload: object) =>
  app.fastify.inject({ method: 'POST', url: '/api/me/erasure', headers: { cookie, origin: ownOrigin }, payload });

test('[R9.6] an account reads what is kept about it, and takes it along as a file', async () => {
  const { cookie, address } = await signedInAs('Ben');
  const kept = (await get('/api/me/kept', cookie)).json();
  expect(kept.kinds.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['accounts', 'people', 'seats']));
  const file = await get('/api/me/export', cookie);
  expect(file.headers).toMatchObject({ 'content-disposition': 'attachment; filename="kept.json"', 'cache-control': 'no-store' });
  expect(file.json().kinds.map(({ kind, rows }: { kind: string; rows: object[] }) => [kind, rows.length])).toEqual(
    kept.kinds.map(({ kind, rows }: { kind: string; rows: object[] }) => [kind, rows.length]),
  );
  expect(file.body).toContain(address);
  expect(file.body).not.toContain('Ann');
});

test('[R11.1] a personal link reads what belongs to its seat, and opens nothing of an account', async () => {
  const cid = await app.browserOf('Cid');
  const kept = await cid.get('/kept');
  expect(kept.statusCode).toBe(200);
  expect(kept.json().kinds.map(({ kind }: { kind: string }) => kind)).toEqual(['people', 'seats', 'sessions']);
  expect((await cid.get('/export')).headers['content-type']).toContain('application/json');
  const dee = await app.linkOf('Dee');
  for (const url of [`/api/seats/${dee.ref}/kept`, '/api/me/kept', '/api/me/export', '/api/me/erasure'])
    expect([url, (await get(url, cid.cookie)).statusCode]).toEqual([url, 401]);
});

test('[R9.6] an erasure ends every session and seat at once, and needs its word', async () => {
  const eva = await app.browserOf('Eva');
  const { cookie, address } = await signedInAs('Eva');
  const view = (await get('/api/me/erasure', cookie)).json();
  expect(view).toMatchObject({ confirm: address, stays: [], onlyCoordinatorOf: [] });
  for (const body of [{}, { confirm: 1 }, { confirm: address, more: true }])
    expect([body, (await erase(cookie, body)).statusCode]).toEqual([body, 400]);
  expect((await erase(cookie, { confirm: 'eva' })).json()).toMatchObject({ faults: [{ path: 'confirm', code: 'wrong' }] });
  expect((await eva.get('/doorstep')).statusCode).toBe(200);
  const done = await erase(cookie, { confirm: ` ${address} ` });
  expect([done.statusCode, done.body]).toEqual([204, '']);
  expect(done.headers['set-cookie']).toMatch(/^br_me=;/);
  expect(app.ended).toContain(eva.ref);
  expect(app.changed).toContain('tuesday-group');
  expect((await eva.get('/doorstep')).statusCode).toBe(401);
  expect((await get('/api/me', cookie)).statusCode).toBe(401);
  expect((await app.groups.roster('tuesday-group')).seats.map(({ name }) => name)).not.toContain('Eva');
  expect(app.logged.join('')).not.toContain(address);
});

test('each kind of row about people has its words', () => {
  const led = Object.entries(kinds).flatMap(([table, kind]) => (leadsOf(kind).length > 0 ? [table] : []));
  expect(Object.keys(words.kinds).sort()).toEqual(led.sort());
});
