// A meeting that a group without dates has held in a room, by HTTP: entered once by whoever runs the group, counted everywhere, and never twice.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AttendanceGrid, OwnAttendance } from '../../shared/protocol/program/credit.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

const [minute, day] = [60_000, 86_400_000];
let app: HttpApp;
let world: World;
let foreign: World;

beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  world = await makeWorld(app.db, 'Own', app.clock.now());
  foreign = await makeWorld(app.db, 'Foreign', app.clock.now());
  await app.db.updateTable('groups').set({ zone: 'Europe/Berlin' }).where('id', '=', world.group).execute();
});
afterAll(() => app.close());

async function ask(who: Somebody, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { origin: ownOrigin, cookie: cookieOf(world, who) };
  const answer = await app.fastify.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json(), bytes: answer.body };
}

const dayAgo = (days: number) => new Date(app.clock.now() - days * day).toISOString().slice(0, 10);
const sat = (who: string, minutes: number | string, place = 'room') => ({ personId: world.people[who] ?? who, minutes, place });
const evening = { date: '', at: '19:00', minutes: '90', people: [] as object[] };
const enter = (more: object = {}, who: Somebody = 'leader') =>
  ask(who, 'POST', `/api/groups/${world.group}/attendance`, {
    ...{ ...evening, date: dayAgo(3), people: [sat('leader', 90), sat('member', '75')] },
    ...more,
  });
const grid = async () => (await ask('leader', 'GET', `/api/groups/${world.group}/attendance`)).body as AttendanceGrid;
const faultsOf = async (more: object) => (await enter(more)).body.faults;

describe('a meeting that stands nowhere yet', () => {
  test('[R9.1] is entered with its hours by the group’s clock, is held from then on, and counts', async () => {
    expect((await grid()).meetings).toEqual([]);
    const entered = await enter({ cases: 2 });
    expect([entered.status, Object.keys(entered.body)]).toEqual([201, ['id']]);
    const { meetings, people, zone } = await grid();
    expect(meetings).toMatchObject([{ id: entered.body.id, isHeld: true, mayEnter: false, most: 90, place: 'room' }]);
    expect(new Date(meetings[0]?.startsAt ?? 0).toLocaleString('sv-SE', { timeZone: zone })).toBe(`${dayAgo(3)} 19:00:00`);
    const cells = Object.fromEntries(people.map(({ id, cells: [cell] }) => [id, cell?.minutes]));
    expect([cells[world.people.leader ?? ''], cells[world.people.member ?? ''], cells[world.people.observer ?? '']]).toEqual([
      90,
      75,
      undefined,
    ]);
    const { cases_held } = await app.db
      .selectFrom('meetings')
      .where('id', '=', entered.body.id)
      .select('cases_held')
      .executeTakeFirstOrThrow();
    expect(cases_held).toBe(2);
    const csv = await app.fastify.inject({
      url: `/api/groups/${world.group}/export/attendance.csv`,
      headers: { cookie: cookieOf(world, 'leader') },
    });
    expect(csv.body).toContain(dayAgo(3));
    await app.db
      .updateTable('people')
      .set({ account_id: world.accounts.member })
      .where('id', '=', world.people.member ?? '')
      .execute();
    const own = (await ask('member', 'GET', '/api/me/attendance')).body as OwnAttendance;
    expect(own.meetings).toMatchObject([{ meetingId: entered.body.id, minutes: 75, most: 90, place: 'room', isEntered: true }]);
  });

  test('is corrected like all others, and takes in whoever was forgotten', async () => {
    const { meetings } = await grid();
    const at = (who: string) => `/api/meetings/${meetings[0]?.id}/attendance/${world.people[who]}/correct`;
    const correction = { from: 0, minutes: 60, place: 'room', reason: 'left earlier' };
    expect((await ask('leader', 'POST', at('member'), correction)).status).toBe(204);
    expect((await ask('leader', 'POST', at('observer'), { ...correction, reason: 'was forgotten' })).status).toBe(204);
    expect(
      (await ask('leader', 'POST', `/api/meetings/${meetings[0]?.id}/attendance`, { people: [sat('coLeader', 9)] })).status,
    ).toBe(409);
  });

  test('is entered once: from two tabs, by two people, and beside nothing that stands at these hours', async () => {
    const date = dayAgo(5);
    const both = await Promise.all([enter({ date }), enter({ date, at: '20:29' }, 'coordinator')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(both.find(({ status }) => status === 422)?.body.faults).toEqual([{ path: 'date', code: 'overlaps' }]);
    expect((await grid()).meetings.filter(({ startsAt }) => new Date(startsAt).toISOString().startsWith(date))).toHaveLength(1);
    // What was planned for that hour is entered where it stands, unless it was cancelled.
    const start = Date.parse(`${dayAgo(8)}T18:00:00Z`);
    const planned = {
      id: '9'.repeat(18),
      series_id: world.series,
      starts_at: new Date(start),
      ends_at: new Date(start + 60 * minute),
    };
    await app.db
      .insertInto('meetings')
      .values({ ...planned, local_start: `${dayAgo(8)}T18:00`, zone: 'UTC', closed_at: null })
      .execute();
    expect(await faultsOf({ date: dayAgo(8) })).toEqual([{ path: 'date', code: 'overlaps' }]);
    await app.db
      .updateTable('meetings')
      .set({ cancelled_at: new Date(start) })
      .where('id', '=', planned.id)
      .execute();
    expect((await enter({ date: dayAgo(8), people: [sat('leader', 90), sat('member', 20, 'screen')] })).status).toBe(201);
    expect((await grid()).meetings[0]).toMatchObject({ place: 'both' });
  });

  test('leaves the room that always waits as it was', async () => {
    const now = await app.groups.currentMeeting(world.group);
    expect([now?.id, now?.meetsFreely]).toEqual([world.meeting, true]);
  });
});

describe('what is refused, each in a sentence of its own', () => {
  test.each<[object, string, string]>([
    [{ date: '2026-02-30' }, 'date', 'no-such-date'],
    [{ date: '2099-01-01' }, 'date', 'not-over'],
    [{ date: '1999-12-31' }, 'date', 'too-long-ago'],
    [{ date: '2026-03-29', at: '02:30' }, 'at', 'does-not-exist'],
    [{ date: '2025-10-26', at: '02:30' }, 'at', 'exists-twice'],
    [{ minutes: 0 }, 'minutes', 'no-such-length'],
    [{ minutes: '1e3' }, 'minutes', 'no-such-length'],
    [{ minutes: -1 }, 'minutes', 'no-such-length'],
    [{ minutes: 700 }, 'minutes', 'no-such-length'],
    [{ minutes: 'an hour' }, 'minutes', 'no-such-length'],
  ])('%j', async (more, path, code) => {
    expect(await faultsOf(more)).toEqual([{ path, code }]);
  });

  test('nobody, somebody twice, somebody of another group, and more minutes than it took', async () => {
    const wrong = { date: dayAgo(20) };
    expect(await faultsOf({ ...wrong, people: [] })).toEqual([{ path: 'people', code: 'nobody' }]);
    expect(await faultsOf({ ...wrong, people: [sat('leader', 0)] })).toEqual([{ path: 'people', code: 'nobody' }]);
    const people = [sat('leader', 91), sat('member', 1), sat('member', 1), sat(foreign.people.member ?? '', 1)];
    expect(await faultsOf({ ...wrong, people })).toEqual([
      { path: 'people.0.minutes', code: 'minutes-too-many' },
      { path: 'people.2.personId', code: 'twice' },
      { path: 'people.3.personId', code: 'unknown' },
    ]);
    const before = await app.db.selectFrom('meetings').select('id').execute();
    for (const more of [{ cases: 10 }, { at: '25:00' }, { date: 'today' }, { choose: 'both' }, { place: 'room' }, { people: null }])
      expect([more, (await enter(more)).status]).toEqual([more, 400]);
    expect(await app.db.selectFrom('meetings').select('id').execute()).toHaveLength(before.length);
  });

  test('an hour that came twice is entered once it is chosen', async () => {
    expect((await enter({ date: '2025-10-26', at: '02:30', choose: 'later' })).status).toBe(201);
  });

  test('everybody who does not run the group, with the bytes of what is not there', async () => {
    const nowhere = await app.fastify.inject('/api/nowhere');
    for (const who of ['member', 'observer', 'leaderInTraining', 'supervisor', 'nobody'] as const)
      expect([who, (await enter({}, who)).bytes]).toEqual([who, nowhere.body]);
    const elsewhere = await ask('leader', 'POST', `/api/groups/${foreign.group}/attendance`, { ...evening, date: dayAgo(3) });
    expect(elsewhere.bytes).toBe(nowhere.body);
  });
});
