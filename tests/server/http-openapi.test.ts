// The document of what other systems may ask, used as they use it: a client is made from it and from nothing else, and every answer is held to it.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scopes } from '../../shared/protocol/program/systems.ts';
import { newsKinds, trialKind } from '../../shared/protocol/program/webhooks.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, makeWorld, signInByTestCookie, type World } from '../support/program-world.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>>;
}
interface Document {
  readonly openapi: string;
  readonly components: { readonly securitySchemes: Readonly<Record<string, { readonly type: string; readonly scheme: string }>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, { readonly post: Required<Pick<Operation, 'parameters' | 'requestBody'>> }>>;
}

let app: HttpApp;
let world: World;
let key: string;
let document: Document;
const called = new Set<string>();

beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  world = await makeWorld(app.db, 'Own', app.clock.now());
  const made = await app.fastify.inject({
    ...{ method: 'POST', url: `/api/programs/${world.program}/api-keys`, payload: { name: 'A', scopes, days: 9 } },
    headers: { origin: ownOrigin, cookie: cookieOf(world, 'coordinator') },
  });
  ({ key } = made.json());
  document = (await app.fastify.inject('/api/v1/openapi.json')).json();
});
afterAll(() => app.close());

/** Calls an operation as the document says it is called; its answer has a shape that the document names for that status. */
async function call(method: string, path: string, given: Readonly<Record<string, string | number>> = {}, body?: object) {
  const operation = document.paths[path]?.[method];
  if (!operation) throw new Error(`the document has no ${method} ${path}`);
  called.add(`${method} ${path}`);
  const parameters = operation.parameters ?? [];
  expect(Object.keys(given).filter((name) => !parameters.some((one) => one.name === name))).toEqual([]);
  expect(parameters.filter(({ name, required }) => required && given[name] === undefined)).toEqual([]);
  expect(body !== undefined).toBe(operation.requestBody !== undefined);
  const inQuery = parameters.filter((one) => one.in === 'query' && given[one.name] !== undefined);
  const query = new URLSearchParams(inQuery.map(({ name }) => [name, String(given[name])]));
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given[name])));
  const { scheme = '' } = Object.values(document.components.securitySchemes)[0] ?? {};
  const answer = await app.fastify.inject({
    ...{ method: method.toUpperCase() as 'GET', url: `${url}?${query}` },
    headers: { authorization: `${scheme} ${key}` },
    ...(body && { payload: body }),
  });
  const told = operation.responses[answer.statusCode];
  if (!told) throw new Error(`${method} ${path} answered ${answer.statusCode}, which the document does not name: ${answer.body}`);
  const schema = told.content?.['application/json']?.schema;
  const said = answer.body === '' ? null : answer.json();
  // Formats are a pattern beside them.
  const isSo = new Ajv2020({ strict: false, validateFormats: false }).compile(schema ?? {});
  expect([method, path, answer.statusCode, isSo(said), isSo.errors ?? []]).toEqual([method, path, answer.statusCode, true, []]);
  return { status: answer.statusCode, body: said };
}

test('a client made from the document brings people in, changes and ends them', async () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const [people, one] = ['/api/v1/people', '/api/v1/people/{outsideRef}'];
  expect((await call('put', one, { outsideRef: 'emp-1' }, { name: 'Eve Adams', address: 'eve@example.org' })).status).toBe(201);
  expect((await call('put', one, { outsideRef: 'emp-1' }, { name: 'Eve Adams', workplace: null })).status).toBe(200);
  expect((await call('put', one, { outsideRef: 'emp-1' }, { name: '' })).status).toBe(422);
  const { body } = await call('get', people, { limit: 3 });
  expect(body.people).toHaveLength(3);
  expect((await call('get', people, { limit: 100, after: body.next })).body.people).toHaveLength(4);
  expect((await call('delete', one, { outsideRef: 'emp-1' })).status).toBe(204);
  expect((await call('delete', one, { outsideRef: 'emp-1' })).status).toBe(404);
});

test('and takes dates and minutes out', async () => {
  const start = app.clock.now() - 86_400_000;
  const [id, personId] = ['a'.repeat(18), world.people.member ?? ''];
  const times = { starts_at: new Date(start), ends_at: new Date(start + 3_600_000), local_start: '2026-11-23T18:00', zone: 'UTC' };
  await app.db
    .insertInto('meetings')
    .values({ id, series_id: world.series, closed_at: null, ...times })
    .execute();
  await app.db.updateTable('series').set({ meets_freely: false }).where('id', '=', world.series).execute();
  const there = { minutesPresent: 58, creditMinutes: 58, firstIn: start, lastOut: start + 3_480_000 };
  await app.groups.closeMeeting(id, [{ ...there, personId, as: 'member' }]);
  await app.db
    .updateTable('attendance')
    .set({ changed_at: new Date(Date.now() - 60_000) })
    .execute();
  expect((await call('get', '/api/v1/meetings', { from: '2026-01-01', to: '2026-12-31' })).body.meetings).toMatchObject([
    { id, state: 'held' },
  ]);
  const first = await call('get', '/api/v1/attendance', { limit: 1 });
  expect(first.body).toMatchObject({ attendance: [{ meetingId: id, minutes: 58 }], hasMore: false });
  expect((await call('get', '/api/v1/attendance', { since: first.body.next })).body.attendance).toEqual([]);
  expect((await call('get', '/api/v1/attendance', { since: 'x' })).status).toBe(422);
  const [certificates, nobodys] = ['/api/v1/certificates/{id}', 'a'.repeat(18)];
  expect((await call('get', certificates, { id: nobodys })).status).toBe(404);
  key = `${key.slice(0, -1)}_`;
  expect((await call('get', '/api/v1/meetings')).status).toBe(401);
});

test('what webhooks bring is in it: every kind, its headers, and a form in which nobody has a place', () => {
  expect(Object.keys(document.webhooks).sort()).toEqual([...newsKinds, trialKind].sort());
  const [groupId, meetingId] = ['a'.repeat(18), 'b'.repeat(18)];
  for (const [type, { post }] of Object.entries(document.webhooks)) {
    expect(post.parameters.map(({ name }) => name)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
    const isSo = new Ajv2020({ strict: false, validateFormats: false }).compile(
      post.requestBody.content['application/json']?.schema ?? {},
    );
    const data = type === trialKind ? {} : { groupId, [type.startsWith('certificate') ? 'certificateId' : 'meetingId']: meetingId };
    const said = { type, timestamp: '2026-11-28T18:00:00.000Z', data };
    expect([type, isSo(said), isSo.errors ?? []]).toEqual([type, true, []]);
    expect(isSo({ ...said, data: { ...data, personId: groupId } })).toBe(false);
    expect(isSo({ ...said, name: 'Ben Okafor' })).toBe(false);
  }
});

test('nothing in the document was left out', () => {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect([...called].sort()).toEqual(all.sort());
});
