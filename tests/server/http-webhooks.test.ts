// Webhooks by HTTP: for coordinators alone, a secret that is shown once, addresses that are refused in words, and acts that are noted without values.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../server/database/new-id.ts';
import type { NewWebhook, WebhookRow } from '../../shared/protocol/program/webhooks.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, everybody, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

let app: HttpApp;
let world: World;
let foreign: World;

beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  world = await makeWorld(app.db, 'Own', app.clock.now());
  foreign = await makeWorld(app.db, 'Foreign', app.clock.now());
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
async function ask(method: Method, path = '', payload?: object, at = world, who: Somebody = 'coordinator') {
  const answer = await app.fastify.inject({
    ...{ method, url: `/api/programs/${at.program}/webhooks${path}` },
    headers: { origin: ownOrigin, cookie: cookieOf(at, who) },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json(), bytes: answer.body };
}
const url = 'https://93.184.216.34/news?key=hush-hush';
const wish: NewWebhook = { name: 'Residency records', url, kinds: ['attendance.changed', 'meeting.held'] };
const make = async (wanted: object = {}, at = world) => ask('POST', '', { ...wish, ...wanted }, at);
const listed = async (): Promise<readonly WebhookRow[]> => (await ask('GET')).body.webhooks;
const acts = async () =>
  (await app.db.selectFrom('acts').where('act', 'like', 'webhook%').selectAll().orderBy('done_at').orderBy('id').execute()).filter(
    ({ program_id }) => program_id === world.program,
  );

test('a secret is shown once, and neither it nor the address lies open in the records or the log', async () => {
  const { status, body } = await make();
  expect([status, body.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
  expect(await listed()).toEqual([
    {
      ...{ id: body.id, name: 'Residency records', url, kinds: ['meeting.held', 'attendance.changed'] },
      ...{ madeAt: app.clock.now(), isPaused: false, failingSince: null, waiting: 0 },
    },
  ]);
  const secret = body.secret.slice(6);
  for (const place of [JSON.stringify(await listed()), JSON.stringify(await app.db.selectFrom('webhooks').selectAll().execute())])
    expect(place).not.toContain(secret);
  const kept = JSON.stringify(await app.db.selectFrom('webhooks').selectAll().execute());
  for (const part of [secret, 'hush-hush', '93.184']) {
    expect(kept).not.toContain(part);
    expect(app.logged.join('')).not.toContain(part);
    expect(JSON.stringify(await acts())).not.toContain(part);
  }
});

describe('an address', () => {
  test.each([
    ['http://93.184.216.34/', 'not-https'],
    ['https://127.0.0.1/', 'private'],
    ['https://[::ffff:169.254.169.254]/latest', 'private'],
    ['https://localhost/', 'private'],
    ['https://user:word@93.184.216.34/', 'with-password'],
    ['https://93.184.216.34:25/', 'odd-port'],
    ['no address', 'no-url'],
  ])('such as %s is refused, with the reason', async (wrong, code) => {
    expect(await make({ url: wrong })).toMatchObject({ status: 422, body: { error: 'faults', faults: [{ path: 'url', code }] } });
  });

  test('of five thousand characters is refused with the reason, and of ten thousand is none', async () => {
    const tooLong = (letters: number) => make({ url: `https://93.184.216.34/${'x'.repeat(letters)}` });
    expect((await tooLong(5_000)).body).toMatchObject({ faults: [{ path: 'url', code: 'url-too-long' }] });
    expect((await tooLong(10_000)).status).toBe(413);
  });

  test.each([
    { url: '' },
    { url: 7 },
    { kinds: [] },
    { kinds: ['case.presented'] },
    { kinds: Array.from({ length: 9 }, () => 'meeting.held') },
    { name: '' },
    { secret: 'whsec_mine' },
  ])('a wish such as %j is none', async (wrong) => {
    expect((await make(wrong)).status).toBe(400);
  });
});

test('it is paused, goes on, is tried, sends again and is deleted; each act is noted once, without what was said', async () => {
  const { body } = await make({ name: 'To and fro' });
  const one = `/${body.id}`;
  const row = async () => (await listed()).find(({ id }) => id === body.id);
  for (const isPaused of [true, true, false]) {
    expect((await ask('PATCH', one, { isPaused })).status).toBe(204);
    expect(await row()).toMatchObject({ isPaused });
  }
  expect((await ask('PATCH', one, { isPaused: 'no' })).status).toBe(400);
  expect((await ask('POST', `${one}/test`)).status).toBe(204);
  expect(await ask('POST', `${one}/test`)).toMatchObject({ status: 409, body: { error: 'not-allowed-now' } });
  const { deliveries } = (await ask('GET', `${one}/deliveries`)).body;
  expect(deliveries).toMatchObject([{ kind: 'webhook.test', state: 'waiting', tries: 0, maySendAgain: false }]);
  expect((await ask('POST', `${one}/deliveries/${deliveries[0].id}/again`)).status).toBe(409);
  const done = { state: 'givenUp' as const, done_at: new Date(app.clock.now()), status: 500, kind: 'meeting.held' as const };
  await app.db.updateTable('webhook_deliveries').set(done).where('id', '=', deliveries[0].id).execute();
  expect((await ask('POST', `${one}/deliveries/${deliveries[0].id}/again`)).status).toBe(204);
  expect((await ask('GET', `${one}/deliveries`)).body.deliveries).toMatchObject([{ id: deliveries[0].id, state: 'waiting' }]);
  expect((await ask('DELETE', one)).status).toBe(204);
  expect(await row()).toBeUndefined();
  for (const [method, path] of [
    ['DELETE', one],
    ['PATCH', one],
    ['POST', `${one}/test`],
    ['GET', `${one}/deliveries`],
  ] as const)
    expect((await ask(method, path, method === 'PATCH' ? { isPaused: true } : undefined)).status).toBe(404);
  const noted = (await acts()).filter(({ object }) => object === body.id);
  expect(noted.map(({ act }) => act).sort()).toEqual(
    ['made', 'paused', 'resumed', 'tested', 'sent-again', 'ended'].map((act) => `webhook-${act}`).sort(),
  );
  expect(noted.every(({ by_account }) => by_account === world.accounts.coordinator)).toBe(true);
});

test('nobody but a coordinator of the program finds one; what is foreign and what does not exist are the same bytes', async () => {
  const { body } = await make({ name: 'Own alone' });
  const unknown = (await ask('GET', `/${newId()}/deliveries`)).bytes;
  for (const path of [`/${body.id}/deliveries`, '/x/deliveries', `/${body.id}%00/deliveries`]) {
    expect(await ask('GET', path, undefined, foreign)).toMatchObject({ status: 404, bytes: unknown });
  }
  for (const who of everybody.filter((one) => one !== 'coordinator')) {
    expect((await ask('GET', '', undefined, world, who)).bytes).toBe(unknown);
    expect((await ask('POST', '', wish, world, who)).bytes).toBe(unknown);
    expect((await ask('DELETE', `/${body.id}`, undefined, world, who)).bytes).toBe(unknown);
  }
  expect((await ask('DELETE', `/${body.id}`)).status).toBe(204);
});

test('a program has ten at most, and while it is closed they can only be read and deleted', async () => {
  const full = await makeWorld(app.db, 'Full', app.clock.now());
  const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await make({}, full)).status));
  expect(statuses.sort()).toEqual([...Array.from({ length: 10 }, () => 201), 422, 422]);
  expect((await make({}, full)).body.faults).toEqual([{ path: 'name', code: 'too-many-webhooks' }]);
  await app.db.updateTable('programs').set({ closed_at: new Date() }).where('id', '=', full.program).execute();
  const { webhooks } = (await ask('GET', '', undefined, full)).body;
  expect(webhooks).toHaveLength(10);
  const one = `/${webhooks[0].id}`;
  expect((await ask('POST', `${one}/test`, undefined, full)).body.error).toBe('closed');
  expect((await ask('DELETE', one, undefined, full)).status).toBe(204);
});
