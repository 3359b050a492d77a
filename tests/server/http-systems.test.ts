// Other systems by HTTP: keys that are shown once and end, what each is good for, requests that come twice, and a document that a client is made from.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOfCode } from '../../server/certificates/certificate-code.ts';
import { hashOfFacts } from '../../server/certificates/draft.ts';
import { newId } from '../../server/database/new-id.ts';
import type { ApiKeyRow, NewApiKey, Scope, V1Attendance } from '../../shared/protocol/program/systems.ts';
import { scopes } from '../../shared/protocol/program/systems.ts';
import { certificateFacts } from '../support/certificates.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

const [minute, day] = [60_000, 86_400_000];
let app: HttpApp;
let world: World;
let foreign: World;
let all: string;

beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  world = await makeWorld(app.db, 'Own', app.clock.now());
  foreign = await makeWorld(app.db, 'Foreign', app.clock.now());
  all = (await made({ scopes })).key;
});
afterAll(() => app.close());

async function pages(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, at = world, who: Somebody = 'coordinator') {
  const answer = await app.fastify.inject({
    ...{ method, url: `/api/programs/${at.program}${path}` },
    headers: { origin: ownOrigin, cookie: cookieOf(at, who) },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
}
const made = async (key: Partial<NewApiKey> = {}, at = world): Promise<{ id: string; key: string }> =>
  (await pages('POST', '/api-keys', { name: 'Residency records', scopes: ['people:read'], days: 365, ...key }, at)).body;
const listed = async () => (await pages('GET', '/api-keys')).body.keys as ApiKeyRow[];

type Method = 'GET' | 'PUT' | 'DELETE';
async function ask(
  method: Method,
  path: string,
  { key = all, payload, name }: { key?: string | null; payload?: object; name?: string } = {},
) {
  const answer = await app.fastify.inject({
    ...{ method, url: `/api/v1${path}` },
    headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...(name && { 'idempotency-key': name }) },
    ...(payload && { payload }),
  });
  return {
    status: answer.statusCode,
    body: answer.body === '' ? null : answer.json(),
    headers: answer.headers,
    bytes: answer.body,
  };
}

describe('a key', () => {
  test('is told to wait when it asks without pause, from however many addresses, and no other key is', async () => {
    const [busy, other] = [await made(), await made()];
    const from = async ({ key }: { readonly key: string }, n: number) => {
      const headers = { authorization: `Bearer ${key}` };
      const answer = await app.fastify.inject({ url: '/api/v1/people', headers, remoteAddress: `203.0.113.${n % 200}` });
      if (answer.statusCode === 429) expect(answer.headers['retry-after']).toBe('1');
      return answer.statusCode;
    };
    const statuses = new Set<number>();
    // It gets back some of what it has used, while this goes on.
    for (let n = 0; n < 2_000 && !statuses.has(429); n++) statuses.add(await from(busy, n));
    expect([...statuses]).toEqual([200, 429]);
    expect(await from(other, 1)).toBe(200);
  });

  test('is shown once and kept as a hash', async () => {
    const { id, key } = await made({ scopes: ['dates:read', 'people:read'] });
    expect(key).toMatch(/^brk_[A-Za-z0-9_-]{43}$/);
    const rows = await listed();
    expect(rows.find((row) => row.id === id)).toEqual({
      ...{ id, name: 'Residency records', scopes: ['people:read', 'dates:read'], state: 'good', usedAt: null },
      ...{ madeAt: app.clock.now(), expiresAt: app.clock.now() + 365 * day },
    });
    expect(JSON.stringify(rows)).not.toContain(key.slice(4));
    const everything = await app.db.selectFrom('api_keys').selectAll().execute();
    expect(JSON.stringify(everything)).not.toContain(key.slice(4));
    expect(app.logged.join('')).not.toContain(key.slice(4));
  });

  test('is good for what it says, until it expires or is revoked; each end has its sentence', async () => {
    const { id, key } = await made({ name: 'Short', scopes: ['people:read'], days: 1 });
    expect((await ask('GET', '/people', { key })).status).toBe(200);
    expect((await listed()).find((row) => row.id === id)?.usedAt).toBe(app.clock.now() - (app.clock.now() % (60 * minute)));
    const refused = async (said: string | null, path = '/people') => {
      const { status, body } = await ask('GET', path, { key: said });
      return [status, body.error, body.message.length > 30];
    };
    for (const path of ['/meetings', '/attendance']) expect(await refused(key, path)).toEqual([403, 'scope-too-small', true]);
    expect((await ask('PUT', '/people/a', { key, payload: { name: 'A' } })).body.error).toBe('scope-too-small');
    expect(await refused(null)).toEqual([401, 'key-missing', true]);
    for (const wrong of [`${key}x`, key.slice(0, -1), `brk_${'A'.repeat(43)}`, 'x', "' or 1=1"])
      expect(await refused(wrong)).toEqual([401, 'key-unknown', true]);
    await app.clock.advance(day);
    expect(await refused(key)).toEqual([401, 'key-expired', true]);
    expect((await listed()).find((row) => row.id === id)?.state).toBe('expired');
    const other = await made();
    expect((await pages('DELETE', `/api-keys/${other.id}`, undefined, foreign)).status).toBe(404);
    expect((await pages('DELETE', `/api-keys/${other.id}`)).status).toBe(204);
    expect((await pages('DELETE', `/api-keys/${other.id}`)).status).toBe(404);
    expect(await refused(other.key)).toEqual([401, 'key-revoked', true]);
  });

  test('needs a name, something to be good for, and an end', async () => {
    const bad: object[] = [{ name: '' }, { scopes: [] }, { scopes: ['room:enter'] }, { days: 0 }, { days: 731 }, { days: 1.5 }];
    for (const wrong of bad)
      expect((await pages('POST', '/api-keys', { name: 'A', scopes: ['people:read'], days: 9, ...wrong })).status).toBe(400);
  });

  test('opens nothing but /api/v1, and no cookie opens that', async () => {
    const headers = { authorization: `Bearer ${all}` };
    expect((await app.fastify.inject({ url: `/api/programs/${world.program}/people`, headers })).statusCode).toBe(401);
    const byCookie = await app.fastify.inject({ url: '/api/v1/people', headers: { cookie: cookieOf(world, 'coordinator') } });
    expect(byCookie.json().error).toBe('key-missing');
  });
});

describe('people', () => {
  test('are read in pages, each once, and of this program alone', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await ask('GET', `/people?limit=4${after && `&after=${after}`}`);
      seen.push(...body.people.map(({ name }: { name: string }) => name));
      after = body.next ?? '';
    } while (after !== '');
    expect(seen.sort()).toEqual(
      ['coLeader', 'leader', 'leaderInTraining', 'member', 'observer', 'supervisor'].map((who) => `${who} Surname`),
    );
    for (const query of ['limit=0', 'limit=501', 'limit=x', 'after=1'])
      expect((await ask('GET', `/people?${query}`)).body).toMatchObject({
        error: 'faults',
        faults: [{ path: expect.stringContaining('querystring.') }],
      });
  });

  test('are put by what the other system calls them: made, changed, taken over by their address', async () => {
    const eve = { name: 'Eve Adams', address: 'Eve@Example.org' };
    const first = await ask('PUT', '/people/emp-17', { payload: eve });
    expect([first.status, first.body]).toMatchObject([
      201,
      { outsideRef: 'emp-17', name: 'Eve Adams', shortName: 'Eve', address: 'eve@example.org' },
    ]);
    const second = await ask('PUT', '/people/emp-17', { payload: { ...eve, workplace: 'Clinic 2', zone: 'europe/berlin' } });
    expect([second.status, second.body]).toMatchObject([200, { id: first.body.id, workplace: 'Clinic 2', zone: 'Europe/Berlin' }]);
    const address = `member.${world.program}@example.org`;
    const taken = await ask('PUT', '/people/emp-18', { payload: { name: 'Mem Ber', address } });
    expect([taken.status, taken.body]).toMatchObject([200, { id: world.people.member, name: 'Mem Ber' }]);
    const faultsOf = async (ref: string, payload: object) => (await ask('PUT', `/people/${ref}`, { payload })).body.faults;
    expect(await faultsOf('emp-19', { name: 'X', address })).toEqual([{ path: 'address', code: 'address-taken' }]);
    expect(await faultsOf('emp-18', { name: 'X', address: 'new@example.org' })).toEqual([
      { path: 'address', code: 'address-proved' },
    ]);
    expect(await faultsOf('emp-20', { name: 'X', zone: 'Mars/Olympus' })).toEqual([{ path: 'zone', code: 'unknown' }]);
    expect(await faultsOf('emp-20', { name: '' })).toMatchObject([{ path: 'body.name' }]);
    expect(await faultsOf('emp-20', {})).toMatchObject([{ path: 'body.name' }]);
    expect(await faultsOf('a%20b', { name: 'X' })).toMatchObject([{ path: 'params.outsideRef' }]);
    expect((await ask('PUT', '/people/emp-20', { payload: { name: 'X', role: 'leader' } })).status).toBe(422);
    const [act] = await app.program.programs.acts(world.program);
    expect(act?.by).toBe('Residency records');
  });

  test('are ended with their seats, whose sessions end', async () => {
    await ask('PUT', '/people/emp-21', { payload: { name: 'Obs Erver', address: `observer.${world.program}@example.org` } });
    app.ended.length = 0;
    expect((await ask('DELETE', '/people/emp-21')).status).toBe(204);
    expect(app.ended).toEqual([world.seats.observer]);
    expect((await ask('DELETE', '/people/emp-21')).status).toBe(404);
    const elsewhere = (await made({ scopes }, foreign)).key;
    expect((await ask('DELETE', '/people/emp-17', { key: elsewhere })).status).toBe(404);
  });
});

describe('a request with a name of its own', () => {
  test('is done once, and answered alike however often it comes', async () => {
    const payload = { name: 'Twice Asked' };
    const answers = await Promise.all([1, 2, 3].map(() => ask('PUT', '/people/once-1', { payload, name: 'put-1' })));
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
    for (const { status, body } of answers) expect([201, body?.error === 'being-done' ? 409 : 201]).toContain(status);
    const again = await ask('PUT', '/people/once-1', { payload, name: 'put-1' });
    expect([again.status, again.headers['idempotent-replayed'], again.body.name]).toEqual([201, 'true', 'Twice Asked']);
    expect((await ask('DELETE', '/people/once-1', { name: 'delete-1' })).status).toBe(204);
    expect((await ask('DELETE', '/people/once-1', { name: 'delete-1' })).status).toBe(204);
  });

  test('is no other: not with another body, at another address, or by another way', async () => {
    const name = 'put-2';
    await ask('PUT', '/people/once-2', { payload: { name: 'A' }, name });
    const others = [
      await ask('PUT', '/people/once-2', { payload: { name: 'B' }, name }),
      await ask('PUT', '/people/once-3', { payload: { name: 'A' }, name }),
      await ask('DELETE', '/people/once-2', { name }),
    ];
    expect(others.map(({ status, body }) => [status, body.error])).toEqual(Array(3).fill([422, 'request-of-another-body']));
    expect((await ask('PUT', '/people/once-3', { payload: { name: 'A' }, name: 'x y' })).status).toBe(400);
    // Another key has names of its own.
    const { key } = await made({ scopes });
    expect((await ask('PUT', '/people/once-3', { payload: { name: 'C' }, name, key })).status).toBe(201);
  });

  test('may be asked anew when it was refused, and when whoever began it is gone', async () => {
    const name = 'put-4';
    expect((await ask('PUT', '/people/once-4', { payload: { name: 'A', zone: 'Mars/Olympus' }, name })).status).toBe(422);
    expect((await ask('PUT', '/people/once-4', { payload: { name: 'A' }, name })).status).toBe(201);
    const row = { status: null, answer: null, made_at: new Date(app.clock.now()) };
    await app.db.updateTable('done_requests').set(row).where('name', '=', name).execute();
    expect((await ask('PUT', '/people/once-4', { payload: { name: 'A' }, name })).body.error).toBe('being-done');
    await app.clock.advance(2 * minute);
    expect((await ask('PUT', '/people/once-4', { payload: { name: 'A' }, name })).status).toBe(200);
  });
});

describe('minutes', () => {
  const settle = () =>
    app.db
      .updateTable('attendance')
      .set({ changed_at: new Date(Date.now() - minute) })
      .where('changed_at', '>', new Date(Date.now() - 20_000))
      .execute();
  const held: string[] = [];
  beforeAll(async () => {
    await app.db.updateTable('series').set({ meets_freely: false }).where('id', '=', world.series).execute();
    for (let n = 0; n < 5; n += 1) {
      const [id, start] = [`1${String(n).padStart(17, '0')}`, app.clock.now() - (9 - n) * day];
      await app.db
        .insertInto('meetings')
        .values({
          id,
          series_id: world.series,
          starts_at: new Date(start),
          ends_at: new Date(start + 60 * minute),
          closed_at: null,
          place: 'screen',
          zone: 'UTC',
          local_start: new Date(start).toISOString().slice(0, 16),
        })
        .execute();
      held.push(id);
      const there = { minutesPresent: 58, creditMinutes: 58, firstIn: start, lastOut: start + 58 * minute };
      await app.groups.closeMeeting(id, [
        { ...there, personId: world.people.member ?? '', as: 'member' },
        { ...there, personId: world.people.leader ?? '', as: 'leader' },
      ]);
    }
    await settle();
  });

  test('come in pages by a cursor, each once; what is corrected comes again', async () => {
    const seen: V1Attendance[] = [];
    let [since, hasMore] = ['', true];
    while (hasMore) {
      const { body } = await ask('GET', `/attendance?limit=3${since && `&since=${since}`}`);
      seen.push(...body.attendance);
      [since, hasMore] = [body.next, body.hasMore];
    }
    expect(seen).toHaveLength(10);
    expect(new Set(seen.map(({ meetingId, personId }) => `${meetingId} ${personId}`)).size).toBe(10);
    expect(seen.find(({ personId }) => personId === world.people.member)).toMatchObject({
      ...{
        minutes: 58,
        minutesPlanned: 60,
        place: 'screen',
        countedBy: 'room',
        isCorrected: false,
        outsideRef: 'emp-18',
        as: 'member',
      },
    });
    const correction = { from: 0, minutes: 60, place: 'room' as const, reason: 'sat beside Dee' };
    const by = { accountId: world.accounts.leader, personId: world.people.leader ?? null };
    expect(await app.program.credit.correct(held[0] ?? '', world.people.member ?? '', correction, by)).toBeNull();
    // What has just been written may still have an older one behind it.
    expect((await ask('GET', `/attendance?since=${since}`)).body).toMatchObject({ attendance: [], next: since });
    await settle();
    const { body } = await ask('GET', `/attendance?since=${since}`);
    expect(body.attendance).toMatchObject([{ meetingId: held[0], minutes: 60, place: 'room', isCorrected: true }]);
  });

  test.each([
    'x',
    Buffer.from('["2026-01-01T00:00:00Z","a"]').toString('base64url'),
    Buffer.from('["2026-02-30T00:00:00Z","a","b"]').toString('base64url'),
    Buffer.from('["now","a","b"]').toString('base64url'),
    Buffer.from('["2026-01-01T00:00:00Z","a\\u0000","b"]').toString('base64url'),
  ])('no cursor is made up: %s', async (since) => {
    const { status, body } = await ask('GET', `/attendance?since=${since}`);
    expect([status, body.faults]).toEqual([422, [{ path: 'since', code: 'unknown' }]]);
  });

  test('and meetings are of this program alone', async () => {
    const { body } = await ask('GET', '/meetings');
    expect(body.meetings.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual(
      held.map((id) => [id, 'held']),
    );
    expect((await ask('GET', '/meetings?from=2026-02-01&to=2026-01-01')).body.faults).toEqual([
      { path: 'to', code: 'ends-before-it-begins' },
    ]);
    const elsewhere = (await made({ scopes }, foreign)).key;
    expect((await ask('GET', '/meetings', { key: elsewhere })).body.meetings).toEqual([]);
    expect((await ask('GET', '/attendance', { key: elsewhere })).body.attendance).toEqual([]);
  });
});

describe('a certificate', () => {
  test('is told in sum, withdrawn or not, to a key of its own program that is good for it', async () => {
    const facts = JSON.stringify(certificateFacts);
    const [id, at] = [newId(), new Date(app.clock.now())];
    const row = {
      ...{ id, program_id: world.program, group_id: world.group, person_id: world.people.member ?? '', layout: 'plain' as const },
      ...{ number: '2026-0001', from_day: '2026-01-01', to_day: '2026-06-30', code_hash: hashOfCode(id), made_at: at },
      ...{ facts, facts_hash: hashOfFacts(facts) },
    };
    await app.db.insertInto('certificates').values(row).execute();
    const whose = app.db.selectFrom('people').where('id', '=', row.person_id).select('outside_ref as outsideRef');
    const { outsideRef } = await whose.executeTakeFirstOrThrow();
    const minutes = certificateFacts.meetings.reduce((sum, meeting) => sum + meeting.minutes, 0);
    const told = {
      ...{ id, number: '2026-0001', groupId: world.group, personId: world.people.member, outsideRef, layout: 'plain' },
      ...{ name: certificateFacts.name, from: '2026-01-01', to: '2026-06-30', minutes, meetings: certificateFacts.meetings.length },
      ...{ issuedAt: at.toISOString(), withdrawnAt: null },
    };
    expect(await ask('GET', `/certificates/${id}`)).toMatchObject({ status: 200, body: told });
    expect((await ask('GET', `/certificates/${id}`)).body).toEqual(told);
    await app.db
      .updateTable('certificates')
      .set({ withdrawn_at: at, withdrawn_reason: 'Wrong name' })
      .where('id', '=', id)
      .execute();
    expect((await ask('GET', `/certificates/${id}`)).body).toEqual({ ...told, withdrawnAt: at.toISOString() });

    const elsewhere = (await made({ scopes }, foreign)).key;
    const [unknown, another] = [
      await ask('GET', `/certificates/${newId()}`),
      await ask('GET', `/certificates/${id}`, { key: elsewhere }),
    ];
    expect([unknown.status, another.status, another.bytes]).toEqual([404, 404, unknown.bytes]);
    const narrow = (await made({ scopes: ['attendance:read'] })).key;
    expect((await ask('GET', `/certificates/${id}`, { key: narrow })).status).toBe(403);
  });
});

describe('the document', () => {
  test('is OpenAPI 3.1 of every route, with the shapes that are really asked and answered', async () => {
    const { body: document, headers } = await ask('GET', '/openapi.json', { key: null });
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations.sort()).toEqual([
      'DELETE /api/v1/people/{outsideRef}',
      'GET /api/v1/attendance',
      'GET /api/v1/certificates/{id}',
      'GET /api/v1/meetings',
      'GET /api/v1/people',
      'PUT /api/v1/people/{outsideRef}',
    ]);
    const { content } = document.paths['/api/v1/attendance'].get.responses['200'];
    const told = content['application/json'].schema.properties.attendance.items;
    const { body } = await ask('GET', '/attendance');
    expect(Object.keys(told.properties).sort()).toEqual(Object.keys(body.attendance[0]).sort());
    expect(document.paths['/api/v1/people'].get.security ?? document.security).toEqual([{ key: [] }]);
    const needed: Scope[] = ['people:read', 'people:write', 'dates:read', 'attendance:read', 'certificates:read'];
    for (const scope of needed) expect(JSON.stringify(document.paths)).toContain(scope);
  });
});
