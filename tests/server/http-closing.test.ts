// Groups and programs are closed and opened again by their coordinators: what ends is said before, and what is closed is read and nothing else.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/database/new-id.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

let app: HttpApp;
let own: World;
let other: World;
beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  own = await makeWorld(app.db, 'Own', app.clock.now());
  other = await makeWorld(app.db, 'Other', app.clock.now());
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
async function ask(who: Somebody, method: Method, url: string, payload?: object, world = own) {
  const headers = { origin: ownOrigin, cookie: cookieOf(world, who) };
  const answer = await app.fastify.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.body.startsWith('{') ? answer.json() : null };
}
const groupAt = (part = '', world = own) => `/api/groups/${world.group}${part}`;
const programAt = (part = '', world = own) => `/api/programs/${world.program}${part}`;

async function plan(world: World): Promise<void> {
  const rule = { every: 'weeks', weeks: 1, from: '2026-12-01', count: 3 };
  const series = { rule, at: '19:00', minutes: 90, quorum: 3, place: 'screen' };
  expect((await ask('coordinator', 'POST', groupAt('/series', world), series, world)).status).toBe(201);
}
/** The token and a signed-in browser of one of the world's seats. */
async function linkOf(world: World, who: Somebody): Promise<string> {
  const links = await app.accounts.links(world.group);
  return links.find(({ ref }) => ref === world.seats[who])?.token ?? '';
}
const meetings = async (world: World) => (await ask('member', 'GET', groupAt('/dates', world), undefined, world)).body.meetings;

test('[R11.11] a closed group ends its coming meetings, links and sessions, is read by its own, and opens again as it was', async () => {
  await plan(own);
  const token = await linkOf(own, 'member');
  const opened = await app.press(token);
  const ref = own.seats.member ?? '';
  const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
  const doorstep = () => app.fastify.inject({ url: `/api/seats/${ref}/doorstep`, headers: { cookie } });
  expect((await doorstep()).statusCode).toBe(200);

  expect((await ask('leader', 'GET', groupAt('/closing'))).status).toBe(404);
  const { body: ends } = await ask('coordinator', 'GET', groupAt('/closing'));
  expect(ends).toEqual({ groups: 1, meetings: 3, people: 6 });
  expect((await ask('coordinator', 'POST', groupAt('/close'), { ...ends, meetings: 2 })).body.error).toBe('stale');
  expect((await ask('coordinator', 'POST', groupAt('/close'), {})).body.error).toBe('malformed');
  app.satIn.add(own.group);
  const sitting = await ask('coordinator', 'POST', groupAt('/close'), ends);
  expect(sitting).toMatchObject({ status: 422, body: { faults: [{ path: 'group', code: 'meeting-is-on' }] } });
  expect((await doorstep()).statusCode).toBe(200);
  app.satIn.clear();

  const both = await Promise.all([1, 2].map(() => ask('coordinator', 'POST', groupAt('/close'), ends)));
  expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  expect(app.ended).toContain(ref);
  expect((await doorstep()).statusCode).toBe(401);
  const seen = await app.fastify.inject({ url: `/in/${token}`, headers: { accept: 'application/json' } });
  expect(seen.statusCode).toBe(404);
  expect(await app.accounts.links(own.group)).toEqual([]);
  expect((await meetings(own)).map((one: { isCancelled: boolean }) => one.isCancelled)).toEqual([true, true, true]);

  // Read by whom it was, changed by nobody, and to a foreigner it is not there.
  const { body: view } = await ask('member', 'GET', groupAt());
  expect(view).toMatchObject({ closedAt: app.clock.now(), you: { leads: false, coordinates: false, mayReopen: false } });
  expect(view.seats).toHaveLength(6);
  expect((await ask('leader', 'GET', groupAt('/contract'))).status).toBe(200);
  expect((await ask('coordinator', 'GET', programAt())).body).toMatchObject({ groups: [], closedGroups: [{ id: own.group }] });
  const seat = { name: 'Nina New', role: 'member' };
  for (const [who, method, path, body] of [
    ['coordinator', 'POST', '/seats', seat],
    ['leader', 'POST', '/seats', seat],
    ['leader', 'PATCH', '', { name: 'Another' }],
    ['leader', 'PUT', '/contract', { from: 0, text: 'New' }],
    ['coordinator', 'POST', '/dates', { date: '2026-12-24', at: '19:00', minutes: 90, place: 'screen' }],
    ['coordinator', 'POST', '/close', ends],
  ] as const)
    expect([path, (await ask(who, method, groupAt(path), body)).body]).toEqual([
      path,
      expect.objectContaining({ error: 'closed' }),
    ]);
  const foreign = await ask('leader', 'GET', groupAt(), undefined, other);
  expect(foreign.status).toBe(404);
  // Who leaves the program leaves it too, even as its last leader.
  for (const who of ['coLeader', 'leader'] as const)
    expect((await ask('coordinator', 'DELETE', programAt(`/people/${own.people[who]}`))).status).toBe(204);

  // A name that is taken meanwhile is said.
  const twin = newId();
  await app.db.insertInto('groups').values({ id: twin, name: 'OWN group', program_id: own.program }).execute();
  expect((await ask('coordinator', 'POST', groupAt('/reopen'))).body.faults).toEqual([{ path: 'name', code: 'name-taken' }]);
  await app.db.updateTable('groups').where('id', '=', twin).set({ name: 'Twin' }).execute();
  expect((await ask('leader', 'POST', groupAt('/reopen'), {}, own)).status).toBe(404);
  expect((await ask('coordinator', 'POST', groupAt('/reopen'))).status).toBe(204);
  expect((await ask('coordinator', 'POST', groupAt('/reopen'))).status).toBe(204);
  expect((await app.press(token)).statusCode).toBe(200);
  expect((await meetings(own)).map((one: { isCancelled: boolean }) => one.isCancelled)).toEqual([true, true, true]);
  const acts = await app.db.selectFrom('acts').where('group_id', '=', own.group).orderBy('done_at').select('act').execute();
  expect(acts.map(({ act }) => act)).toEqual(['series-made', 'group-closed', 'seat-ended', 'seat-ended', 'group-reopened']);
});

test('a closed program closes its groups, can be read, and is opened before they are', async () => {
  await plan(other);
  const { body: ends } = await ask('coordinator', 'GET', programAt('/closing', other), undefined, other);
  expect(ends).toEqual({ groups: 1, meetings: 3, people: 6 });
  app.satIn.add(other.group);
  expect((await ask('coordinator', 'POST', programAt('/close', other), ends, other)).status).toBe(422);
  app.satIn.clear();
  expect((await ask('coordinator', 'POST', programAt('/close', other), ends, other)).status).toBe(204);
  // [R9.6]: ten years later everything in it goes, and they read on which day.
  const { deletedAt } = (await ask('coordinator', 'GET', programAt('', other), undefined, other)).body as { deletedAt: number };
  expect(new Date(deletedAt).getUTCFullYear() - new Date(app.clock.now()).getUTCFullYear()).toBe(10);
  expect(app.ended).toEqual(expect.arrayContaining(Object.values(other.seats)));
  for (const [path, method, status] of [
    ['', 'GET', 200],
    ['/people', 'GET', 200],
    ['/people.csv', 'GET', 200],
    ['/acts', 'GET', 200],
    ['/mails', 'GET', 200],
    ['', 'PATCH', 409],
    ['/people', 'POST', 409],
    ['/groups', 'POST', 409],
    ['/imports', 'POST', 409],
    ['/coordinators', 'POST', 409],
    ['/identity-providers', 'POST', 409],
  ] as const)
    expect([
      path,
      method,
      (await ask('coordinator', method, programAt(path, other), method === 'GET' ? undefined : {}, other)).status,
    ]).toEqual([...[path, method, status]]);
  expect((await ask('coordinator', 'POST', groupAt('/reopen', other), undefined, other)).body.faults).toEqual([
    { path: 'program', code: 'program-closed' },
  ]);
  expect((await ask('leader', 'GET', groupAt('', other), undefined, other)).body.you.leads).toBe(false);
  expect((await ask('coordinator', 'POST', programAt('/reopen', other), undefined, other)).status).toBe(204);
  expect(await app.accounts.links(other.group)).toEqual([]);
  expect((await ask('coordinator', 'POST', groupAt('/reopen', other), undefined, other)).status).toBe(204);
  expect(await app.accounts.links(other.group)).toHaveLength(6);
});

test('a leader alone, whose program nobody else coordinates, finds it among their programs, closes their group and opens it again', async () => {
  const alone = await makeWorld(app.db, 'Alone', app.clock.now());
  await app.db.deleteFrom('program_staff').where('program_id', '=', alone.program).execute();
  const accountId = alone.accounts.leader;
  const me = () => app.signIn.me({ accountId, sessionId: '', endsWithBrowser: false });
  await app.signIn.linkCards({ accountId, sessionId: '', endsWithBrowser: false });
  expect((await me()).programs).toEqual([{ id: alone.program, name: 'Alone', isClosed: false }]);
  const member = { accountId: alone.accounts.member, sessionId: '', endsWithBrowser: false };
  await app.signIn.linkCards(member);
  expect((await app.signIn.me(member)).programs).toEqual([]);
  const { body: ends } = await ask('leader', 'GET', groupAt('/closing', alone), undefined, alone);
  expect((await ask('leader', 'POST', groupAt('/close', alone), ends, alone)).status).toBe(204);
  expect(await me()).toMatchObject({ ledGroups: [], closedGroups: [{ id: alone.group }], programs: [{ id: alone.program }] });
  expect((await app.signIn.me(member)).closedGroups).toMatchObject([{ id: alone.group }]);
  expect((await ask('leader', 'POST', groupAt('/reopen', alone), undefined, alone)).status).toBe(204);
  expect((await me()).closedGroups).toEqual([]);
});
