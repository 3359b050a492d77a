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

const eraseBy = ({ ref, cookie }: { readonly ref: string; readonly cookie: string }, payload: object) =>
  app.fastify.inject({ method: 'POST', url: `/api/seats/${ref}/erasure`, headers: { cookie, origin: ownOrigin }, payload });
const cardOf = (name: string) => app.db.selectFrom('people').where('short_name', '=', name).selectAll().executeTakeFirstOrThrow();

test('[R9.6] whoever has no account erases themself by their personal link, having read what stays as lawful credit', async () => {
  const [gita, card] = [await app.browserOf('Gita'), await cardOf('Gita')];
  await app.db.updateTable('people').set({ address: 'gita@example.org' }).where('id', '=', card.id).execute();
  const meeting = await app.db.selectFrom('meetings').select('id').executeTakeFirstOrThrow();
  const there = { attended_as: 'member' as const, minutes: 58, credit_minutes: 58, place: 'screen' as const, credential: null };
  await app.db
    .insertInto('attendance')
    .values({ ...there, meeting_id: meeting.id, person_id: card.id, first_in: null, last_out: null })
    .execute();
  const answer = await gita.get('/erasure');
  const view = answer.json();
  expect([view.confirm, view.needs, view.onlyCoordinatorOf]).toEqual(['erase', undefined, []]);
  expect(view.stays.map(({ kind }: { kind: string }) => kind)).toEqual(['people', 'attendance']);
  expect(view.goes.map(({ kind }: { kind: string }) => kind)).toEqual(['seats', 'sessions']);
  // A link tells no address.
  expect(answer.body).not.toContain('gita@');
  for (const body of [{}, { confirm: 1 }, { confirm: 'erase', more: true }])
    expect([body, (await eraseBy(gita, body)).statusCode]).toEqual([body, 400]);
  expect((await eraseBy(gita, { confirm: 'Gita' })).json()).toMatchObject({ faults: [{ path: 'confirm', code: 'wrong' }] });
  const other = await app.linkOf('Dee');
  expect((await eraseBy({ ...gita, ref: other.ref }, { confirm: 'erase' })).statusCode).toBe(401);
  expect((await gita.get('/doorstep')).statusCode).toBe(200);
  const done = await eraseBy(gita, { confirm: ' Erase ' });
  expect([done.statusCode, done.body]).toEqual([204, '']);
  expect(String(done.headers['set-cookie'])).toContain(`${gita.cookie.split('=')[0]}=;`);
  expect(app.ended).toContain(gita.ref);
  expect((await gita.get('/doorstep')).statusCode).toBe(401);
  expect(await cardOf('Gita')).toMatchObject({ full_name: card.full_name, address: null });
  const credit = app.db.selectFrom('attendance').where('person_id', '=', card.id).select('credit_minutes');
  expect(await credit.execute()).toEqual([{ credit_minutes: 58 }]);
  expect((await app.groups.roster('tuesday-group')).seats.map(({ name }) => name)).not.toContain('Gita');
});

test('[R9.6] a link alone erases nobody who has an account, or a seat elsewhere whose link is not held', async () => {
  const [hal, { id }] = [await app.browserOf('Hal'), await cardOf('Hal')];
  const refused = async (needs: string) => {
    expect((await hal.get('/erasure')).json().needs).toBe(needs);
    expect((await eraseBy(hal, { confirm: 'erase' })).json().error).toBe('not-allowed-now');
    expect((await hal.get('/doorstep')).statusCode).toBe(200);
  };
  const { id: accountId } = await app.db.selectFrom('accounts').select('id').executeTakeFirstOrThrow();
  await app.db.updateTable('people').set({ account_id: accountId }).where('id', '=', id).execute();
  await refused('account');
  // An account that has proved the address is theirs, too, before it has found this card.
  const { address } = await app.db.selectFrom('account_addresses').select('address').executeTakeFirstOrThrow();
  await app.db.updateTable('people').set({ account_id: null, address }).where('id', '=', id).execute();
  await refused('account');
  await app.db.updateTable('people').set({ address: null }).where('id', '=', id).execute();
  const series = await app.db.selectFrom('series').selectAll().executeTakeFirstOrThrow();
  await app.db.insertInto('groups').values({ id: 'second-group', name: 'Second group' }).execute();
  const again = { ...series, id: 'second-series', group_id: 'second-group', form: JSON.stringify(series.form), rule: null };
  await app.db.insertInto('series').values(again).execute();
  const second = { ref: 'abcdef0123456789ab', group_id: 'second-group', person_id: id, position: 0, role: 'member' as const };
  await app.db
    .insertInto('seats')
    .values({ ...second, credential: null, meeting_id: null })
    .execute();
  await refused('otherSeats');
  const link = (await app.accounts.links('second-group'))[0];
  const opened = await app.press(link?.token ?? '');
  const both = { ref: hal.ref, cookie: `${hal.cookie}; ${String(opened.headers['set-cookie']).split(';')[0]}` };
  const view = await app.fastify.inject({ url: `/api/seats/${hal.ref}/erasure`, headers: { cookie: both.cookie } });
  expect(view.json().needs).toBeUndefined();
  const done = await eraseBy(both, { confirm: 'erase' });
  expect([done.statusCode, (done.headers['set-cookie'] as string[]).length]).toEqual([204, 2]);
  expect(app.ended).toEqual(expect.arrayContaining([hal.ref, second.ref]));
  expect(await app.db.selectFrom('people').where('id', '=', id).selectAll().execute(), 'nothing is credit').toEqual([]);
});

test('each kind of row about people has its words', () => {
  const led = Object.entries(kinds).flatMap(([table, kind]) => (leadsOf(kind).length > 0 ? [table] : []));
  expect(Object.keys(words.kinds).sort()).toEqual(led.sort());
});
