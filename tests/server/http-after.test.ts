// After the meeting, over HTTP: whom the form, its results and the leaders' list are there for, and what is refused in which words.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, everybody, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

let app: HttpApp;
let world: World;
beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  world = await makeWorld(app.db, 'Own', app.clock.now());
});
afterAll(() => app.close());

function ask(who: Somebody, method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object) {
  const headers = { origin: ownOrigin, cookie: cookieOf(world, who) };
  return app.fastify.inject({ method, url: `/api/groups/${world.group}${path}`, headers, ...(payload && { payload }) });
}
const items = [{ kind: 'scale', text: 'I could speak.' }];

test('leaders write the form and ask for its results; everybody else finds nothing there', async () => {
  for (const who of everybody) {
    const leads = who === 'leader' || who === 'coLeader';
    expect([who, (await ask(who, 'GET', '/survey')).statusCode]).toEqual([who, leads ? 200 : 404]);
    const results = await ask(who, 'GET', '/survey/results');
    expect([who, results.statusCode, results.json().error]).toEqual(
      leads ? [who, 409, 'too-few-answers'] : [who, 404, 'not-found'],
    );
  }
  const bad = [
    {},
    { before: null, items: [{ kind: 'text', text: 'Tell us.' }] },
    { before: null, items: [{ kind: 'scale', text: ' ' }] },
    { before: null, items: [{ kind: 'scale', text: 'x'.repeat(161) }] },
    { before: null, items: Array(11).fill(items[0]) },
    { before: null, items, more: 1 },
  ];
  for (const body of bad) expect((await ask('leader', 'PUT', '/survey', body)).statusCode).toBe(400);
  expect((await ask('leader', 'PUT', '/survey', { before: null, items })).statusCode).toBe(204);
  expect((await ask('coLeader', 'PUT', '/survey', { before: null, items })).json().error).toBe('stale');
  expect((await ask('coLeader', 'GET', '/survey')).json().form.items).toEqual(items);
});

test('[R9.2] the leaders’ list is never a coordinator’s, and every other answer is the same 404', async () => {
  const nowhere = await app.fastify.inject('/api/nowhere');
  const turn = { personId: world.people.member, onDate: '2026-11-24', wishesToReturn: false };
  expect((await ask('leader', 'POST', '/rotation/turns', turn)).json().error).toBe('not-allowed-now');
  expect((await ask('leader', 'PUT', '/rotation', { isOn: true })).statusCode).toBe(204);
  expect((await ask('leader', 'POST', '/rotation/turns', turn)).statusCode).toBe(204);
  const address = `/rotation/turns/${turn.personId}/${turn.onDate}`;
  for (const who of everybody.filter((one) => one !== 'leader' && one !== 'coLeader')) {
    for (const answer of [
      await ask(who, 'GET', '/rotation'),
      await ask(who, 'PUT', '/rotation', { isOn: false }),
      await ask(who, 'POST', '/rotation/turns', turn),
      await ask(who, 'DELETE', address),
    ])
      expect([who, answer.statusCode, answer.body]).toEqual([who, 404, nowhere.body]);
  }
  expect((await ask('coLeader', 'GET', '/rotation')).json().turns).toEqual([turn]);
  for (const body of [{}, { ...turn, personId: 'x' }, { ...turn, onDate: '24.11.2026' }, { ...turn, words: 'a case' }])
    expect((await ask('leader', 'POST', '/rotation/turns', body)).statusCode).toBe(400);
  const wrong = await ask('leader', 'POST', '/rotation/turns', { ...turn, onDate: '2026-02-30' });
  expect([wrong.statusCode, wrong.json().faults]).toEqual([422, [{ path: 'onDate', code: 'no-such-date' }]]);
  expect((await ask('leader', 'DELETE', '/rotation/turns/x/2026-11-24')).statusCode).toBe(404);
  expect((await ask('leader', 'DELETE', address)).statusCode).toBe(204);
});

test('what members are asked about research is read by whoever runs the group', async () => {
  expect((await ask('coordinator', 'PUT', '/research', { text: 'A study.' })).statusCode).toBe(404);
  for (const body of [{}, { text: '' }, { text: 'x'.repeat(601) }, { text: 'a\u0000b' }])
    expect((await ask('leader', 'PUT', '/research', body)).statusCode).toBe(400);
  expect((await ask('leader', 'PUT', '/research', { before: null, text: 'A study\nof groups.' })).statusCode).toBe(204);
  // A page from before that question replaces nothing, and one that does not say what it replaces nothing either.
  for (const body of [{ before: null, text: 'Another.' }, { text: 'Another.' }, { before: null, text: null }])
    expect((await ask('leader', 'PUT', '/research', body)).json().error).toBe('stale');
  for (const who of ['coordinator', 'leader', 'coLeader'] as const)
    expect((await ask(who, 'GET', '/research')).json()).toMatchObject({ ask: { text: 'A study\nof groups.' }, said: [] });
  expect((await ask('member', 'GET', '/research')).statusCode).toBe(404);
});

test('a seat is asked by its own session alone, and bad answers are refused in words', async () => {
  const ben = await app.browserOf('Ben');
  expect((await ben.get('/after')).json()).toEqual({ feedback: [], research: null, keepsRotation: false });
  const [id, other] = ['0'.repeat(18), await app.linkOf('Cid')];
  for (const payload of [
    {},
    { meetingId: id, formId: id, answers: [] },
    { meetingId: id, formId: id, answers: [1.5] },
    { meetingId: id, formId: id, answers: ['5'] },
  ])
    expect((await ben.post('/feedback', { payload })).statusCode).toBe(400);
  expect((await ben.post('/feedback', { payload: { meetingId: id, formId: id, answers: [1] } })).json().error).toBe('stale');
  expect((await ben.post('/research', { payload: { askId: id, said: 'yes' } })).json().error).toBe('stale');
  expect((await ben.post('/research', { payload: { askId: id, said: 'maybe' } })).statusCode).toBe(400);
  const headers = { cookie: ben.cookie, origin: ownOrigin };
  for (const [method, path] of [
    ['GET', 'after'],
    ['POST', 'feedback'],
    ['POST', 'research'],
  ] as const)
    expect((await app.fastify.inject({ method, url: `/api/seats/${other.ref}/${path}`, headers })).statusCode).toBe(401);
  expect(await app.db.selectFrom('groups').select('keeps_rotation').where('id', '=', demoGroupId).execute()).toEqual([
    { keeps_rotation: false },
  ]);
});

test('[R9.2] whoever leads reaches the list from the room, by a personal link too; to everybody else it does not exist', async () => {
  const [ann, ben] = [await app.browserOf('Ann'), await app.browserOf('Ben')];
  const opened = (ref: string, { cookie }: { readonly cookie: string }) =>
    app.fastify.inject({ url: `/seat/${ref}/rotation`, headers: { cookie } });
  const leader = await opened(ann.ref, ann);
  expect([leader.statusCode, leader.headers.location]).toEqual([303, `/group/${demoGroupId}/rotation?seat=${ann.ref}`]);
  expect(leader.headers['cache-control']).toBe('no-store');
  const nowhere = await app.fastify.inject('/nowhere');
  const [{ id: personId }] = [
    await app.db.selectFrom('people').select('id').where('short_name', '=', 'Ben').executeTakeFirstOrThrow(),
  ];
  const turn = { personId, onDate: new Date(app.clock.now()).toISOString().slice(0, 10), wishesToReturn: true };
  const address = `/api/seats/${ben.ref}/rotation/turns/${personId}/${turn.onDate}`;
  for (const answer of [
    await opened(ben.ref, ben),
    await ben.get('/rotation'),
    await ben.post('/rotation/turns', { payload: turn }),
    await app.fastify.inject({ method: 'DELETE', url: address, headers: { cookie: ben.cookie, origin: ownOrigin } }),
  ])
    expect([answer.statusCode, answer.body]).toEqual([404, nowhere.body]);
  expect((await opened(ann.ref, ben)).statusCode).toBe(401);
  const reads = async () => (await ben.get('/doorstep')).json().keepsRotation;
  expect(await reads()).toBe(false);
  expect((await ann.get('/rotation')).json()).toMatchObject({ isOn: false, turns: [] });
  expect((await ann.post('/rotation/turns', { payload: turn })).json().error).toBe('not-allowed-now');
  await app.db.updateTable('groups').set({ keeps_rotation: true }).where('id', '=', demoGroupId).execute();
  expect(await reads(), 'that there is one, everybody reads at the doorstep').toBe(true);
  for (const payload of [{}, { ...turn, personId: 'x' }, { ...turn, words: 'a case' }])
    expect((await ann.post('/rotation/turns', { payload })).statusCode).toBe(400);
  expect((await ann.post('/rotation/turns', { payload: turn })).statusCode).toBe(204);
  expect((await ann.get('/rotation')).json().turns).toEqual([turn]);
  const headers = { cookie: ann.cookie, origin: ownOrigin };
  const own = `/api/seats/${ann.ref}/rotation/turns/${personId}/${turn.onDate}`;
  for (const status of [204, 404])
    expect((await app.fastify.inject({ method: 'DELETE', url: own, headers })).statusCode).toBe(status);
  await app.db.updateTable('groups').set({ keeps_rotation: false }).where('id', '=', demoGroupId).execute();
});
