// Dates by HTTP: what is wrong with a wish is named, two tabs do not undo each other, and everybody learns what they may.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HttpApp, ownOrigin } from '../../support/http-app.ts';
import { cookieOf, makeWorld, type Somebody, signInByTestCookie, type World } from '../../support/program-world.ts';

let app: HttpApp;
let world: World;
beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  world = await makeWorld(app.db, 'Own', app.clock.now());
  await app.db.updateTable('groups').where('id', '=', world.group).set({ zone: 'America/Denver' }).execute();
});
afterAll(() => app.close());

function ask(who: Somebody, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) {
  const headers = { origin: ownOrigin, cookie: cookieOf(world, who) };
  return app.fastify.inject({ method, url, headers, ...(payload && { payload }) });
}

const wish = {
  rule: { every: 'weeks', weeks: 2, from: '2027-02-16', count: 3 },
  at: '19:00',
  minutes: 90,
  quorum: 4,
  place: 'screen',
};
const dates = () => `/api/groups/${world.group}/dates`;

async function idOf(number: number): Promise<string> {
  const { meetings } = (await ask('leader', 'GET', dates())).json() as { meetings: { id: string; number: number | null }[] };
  return meetings.find((one) => one.number === number)?.id ?? '';
}

test('a series is previewed, made once, and read by everybody in the group', async () => {
  const preview = await ask('coordinator', 'POST', `/api/groups/${world.group}/series/preview`, wish);
  expect(preview.json()).toMatchObject({ zone: 'America/Denver', open: [], dates: [{}, {}, { date: '2027-03-16' }] });
  expect((await ask('leader', 'GET', dates())).json().meetings).toEqual([]);
  const made = await ask('leader', 'POST', `/api/groups/${world.group}/series`, wish);
  expect([made.statusCode, made.json().meetings.length]).toEqual([201, 3]);
  const again = await ask('leader', 'POST', `/api/groups/${world.group}/series`, wish);
  expect([again.statusCode, again.json().error]).toEqual([422, 'faults']);
  expect(again.json().faults).toContainEqual({ path: 'dates.2027-02-16', code: 'overlaps' });
  for (const who of ['coordinator', 'leader', 'member', 'observer'] as const)
    expect((await ask(who, 'GET', dates())).json().meetings).toHaveLength(3);
  expect((await ask('nobody', 'GET', dates())).statusCode).toBe(404);
  expect((await ask('member', 'POST', `/api/groups/${world.group}/series/preview`, wish)).statusCode).toBe(404);
});

test('a date that is none, an hour that is none, and what is no wish at all, are answered each for itself', async () => {
  const preview = async (over: object) => {
    const answer = await ask('leader', 'POST', `/api/groups/${world.group}/series/preview`, { ...wish, ...over });
    return answer.json().faults ?? answer.json().error ?? answer.json().open;
  };
  expect(await preview({ rule: { every: 'dates', dates: ['2027-02-28', '2027-02-30'] } })).toEqual([
    { path: 'rule.dates.1', code: 'no-such-date' },
  ]);
  expect(await preview({ rule: { every: 'dates', dates: ['2027-03-14'] }, at: '02:30' })).toMatchObject([
    { date: '2027-03-14', why: 'does-not-exist', earlier: { at: '01:30' }, later: { at: '03:30' } },
  ]);
  expect(await preview({ at: '7pm' })).toBe('malformed');
  expect(await preview({ rule: { every: 'weeks', weeks: 0, from: '2027-02-16', count: 3 } })).toBe('malformed');
  expect(await preview({ rule: { every: 'weeks', weeks: 1, from: '2027-02-16', count: 9_999 } })).toBe('malformed');
});

test('of two tabs that do the same, the second is told that it is late', async () => {
  const id = await idOf(1);
  const moved = await ask('leader', 'PATCH', `/api/meetings/${id}`, { from: 0, date: '2027-02-17' });
  expect([moved.statusCode, moved.json()]).toEqual([200, { sequence: 1 }]);
  const second = await ask('coordinator', 'PATCH', `/api/meetings/${id}`, { from: 0, date: '2027-02-18' });
  expect([second.statusCode, second.json().error]).toEqual([409, 'stale']);
  const cancelled = await ask('leader', 'POST', `/api/meetings/${id}/cancel`, { from: 1 });
  expect(cancelled.json()).toEqual({ sequence: 2 });
  const late = await ask('leader', 'PATCH', `/api/meetings/${id}`, { from: 2, at: '20:00' });
  expect([late.statusCode, late.json().error]).toEqual([409, 'not-allowed-now']);
  expect((await ask('member', 'POST', `/api/meetings/${id}/cancel`, { from: 2 })).statusCode).toBe(404);
  const added = await ask('leader', 'POST', dates(), { date: '2027-02-20', at: '10:00', minutes: 60, place: 'room' });
  expect(added.statusCode).toBe(201);
});

test('somebody who cannot come says so for themselves; names are read by those who run the group', async () => {
  const ben = await app.browserOf('Ben');
  const none = await ben.get('/dates');
  expect(none.json()).toMatchObject({ meetings: [] });
  const second = await idOf(2);
  const foreign = await ben.post(`/meetings/${second}/excuse`, { payload: { excused: true } });
  expect([foreign.statusCode, foreign.json().error]).toEqual([404, 'not-found']);
  expect((await app.fastify.inject(`/api/seats/${world.seats.member}/dates`)).statusCode).toBe(401);

  await app.program.dates.excuse(world.seats.member ?? '', second, true);
  const seen = async (who: Somebody) => {
    const { meetings } = (await ask(who, 'GET', dates())).json() as { meetings: { id: string; excused: string[] }[] };
    return meetings.find(({ id }) => id === second)?.excused.length;
  };
  for (const who of ['coordinator', 'leader', 'coLeader', 'leaderInTraining'] as const) expect(await seen(who), who).toBe(1);
  for (const who of ['member', 'observer', 'supervisor'] as const) expect(await seen(who), who).toBe(0);
});
