// Minutes by HTTP: counted by a room, entered by a leader, corrected with a reason that the person reads; and what nobody can enter.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AttendanceGrid, OwnAttendance } from '../../shared/protocol/program/credit.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

const [minute, day] = [60_000, 86_400_000];
let app: HttpApp;
let world: World;
let foreign: World;
/** One that the room has closed, one that was to be in a room, one in both, and one that is still to come. */
let meetings: Record<'held' | 'inRoom' | 'both' | 'coming' | 'cancelled', string>;

beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  world = await makeWorld(app.db, 'Own', app.clock.now());
  foreign = await makeWorld(app.db, 'Foreign', app.clock.now());
  await app.db.updateTable('series').set({ meets_freely: false }).where('id', '=', world.series).execute();
  meetings = Object.fromEntries(
    (
      [
        ['held', -7, 'screen'],
        ['inRoom', -6, 'room'],
        ['both', -5, 'both'],
        ['coming', 1, 'room'],
        ['cancelled', -4, 'room'],
      ] as const
    ).map(([name, days, place], n) => [name, { id: String(n).padStart(18, '0'), days, place }] as const),
  ) as never;
  for (const [name, { id, days, place }] of Object.entries(meetings) as never as [
    string,
    { id: string; days: number; place: 'room' },
  ][]) {
    const start = app.clock.now() + days * day;
    await app.db
      .insertInto('meetings')
      .values({
        ...{ id, series_id: world.series, starts_at: new Date(start), ends_at: new Date(start + 60 * minute), place },
        ...{ local_start: new Date(start).toISOString().slice(0, 16), zone: 'UTC', closed_at: null },
        cancelled_at: name === 'cancelled' ? new Date(start - day) : null,
      })
      .execute();
    (meetings as Record<string, string>)[name] = id;
  }
  const start = app.clock.now() - 7 * day;
  const attended = (who: string, creditMinutes: number, as: 'leader' | 'member' = 'member') => ({
    ...{ personId: world.people[who] ?? '', as, minutesPresent: creditMinutes + 5, creditMinutes },
    ...{ firstIn: start - 5 * minute, lastOut: start + creditMinutes * minute },
  });
  for (const id of [meetings.held, meetings.both])
    await app.groups.closeMeeting(id, [attended('leader', 60, 'leader'), attended('member', 58)], 1);
});
afterAll(() => app.close());

async function ask(who: Somebody, method: 'GET' | 'POST', url: string, payload?: object, at = world) {
  const headers = { origin: ownOrigin, cookie: cookieOf(at, who) };
  const answer = await app.fastify.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json(), bytes: answer.body };
}
const grid = async (query = '') =>
  (await ask('leader', 'GET', `/api/groups/${world.group}/attendance${query}`)).body as AttendanceGrid;
async function cell(meeting: keyof typeof meetings, who: string) {
  const { meetings: columns, people } = await grid();
  const n = columns.findIndex(({ id }) => id === meetings[meeting]);
  return people.find(({ id }) => id === world.people[who])?.cells[n];
}
const correct = (who: string, payload: object, meeting: keyof typeof meetings = 'held', by: Somebody = 'coordinator') =>
  ask(by, 'POST', `/api/meetings/${meetings[meeting]}/attendance/${world.people[who] ?? who}/correct`, payload);
const enter = (people: object, meeting: keyof typeof meetings = 'inRoom', more: object = {}) =>
  ask('leader', 'POST', `/api/meetings/${meetings[meeting]}/attendance`, { people, ...more });
const sat = (who: string, minutes: number | string, place = 'room') => ({ personId: world.people[who] ?? who, minutes, place });
const reason = 'came by telephone';

describe('minutes that a room has counted', () => {
  test('[R9.1] stand under their meeting and person, in the order of the circle', async () => {
    const { meetings: columns, people } = await grid();
    expect(columns.map(({ id, isHeld, mayEnter, most }) => [id, isHeld, mayEnter, most])).toEqual([
      [meetings.held, true, false, 60],
      [meetings.inRoom, false, true, 60],
      [meetings.both, true, true, 60],
    ]);
    expect(people.slice(0, 2).map(({ name }) => name)).toEqual(['leader Surname', 'coLeader Surname']);
    expect(await cell('held', 'member')).toEqual({ minutes: 58, place: 'screen', isEntered: false, corrections: 0 });
    expect(await cell('held', 'observer')).toBeNull();
  });

  test('are asked for by days of the group, and no period ends before it begins', async () => {
    const at = new Date(app.clock.now() - 7 * day).toISOString().slice(0, 10);
    expect((await grid(`?from=${at}&to=${at}`)).meetings).toHaveLength(1);
    expect((await grid('?from=2020-01-01&to=2020-12-31')).meetings).toEqual([]);
    const faultOf = async (query: string) =>
      (await ask('leader', 'GET', `/api/groups/${world.group}/attendance?${query}`)).body.faults;
    expect(await faultOf('from=2026-05-02&to=2026-05-01')).toEqual([{ path: 'to', code: 'ends-before-it-begins' }]);
    expect(await faultOf('from=2026-02-30&to=2026-05-01')).toEqual([{ path: 'from', code: 'no-such-date' }]);
    expect(await faultOf('to=tomorrow')).toEqual([{ path: 'to', code: 'no-such-date' }]);
    expect(await faultOf('from=1900-01-01&to=2026-05-01')).toEqual([{ path: 'from', code: 'period-too-long' }]);
    expect(await faultOf('from=2026-01-01&from=2026-02-01')).toEqual([{ path: 'from', code: 'no-such-date' }]);
  });
});

describe('what a leader enters', () => {
  test.each<[string | number, string]>([
    ['1e3', 'minutes-whole'],
    [1e3, 'minutes-too-many'],
    [-1, 'minutes-negative'],
    ['−1', 'minutes-negative'],
    [700, 'minutes-too-many'],
    ['61', 'minutes-too-many'],
    ['', 'minutes-missing'],
    [' ', 'minutes-missing'],
    ['0x10', 'minutes-whole'],
    ['58.5', 'minutes-whole'],
    [1e21, 'minutes-whole'],
    ['٥٨', 'minutes-whole'],
  ])('%s minutes have a sentence of their own', async (minutes, code) => {
    expect((await enter([sat('leader', 60), sat('member', minutes)])).body.faults).toEqual([{ path: 'people.1.minutes', code }]);
    expect((await correct('member', { from: 0, minutes, place: 'room', reason })).body.faults).toEqual([{ path: 'minutes', code }]);
  });

  test('is somebody of this group, once, and not nobody', async () => {
    const other = foreign.people.member ?? '';
    const answer = await enter([sat('leader', 60), sat('leader', 50), sat(other, 40)]);
    expect(answer.body.faults).toEqual([
      { path: 'people.1.personId', code: 'twice' },
      { path: 'people.2.personId', code: 'unknown' },
    ]);
    expect((await enter([sat('leader', 0)])).body.faults).toEqual([{ path: 'people', code: 'nobody' }]);
    expect((await enter([])).body.faults).toEqual([{ path: 'people', code: 'nobody' }]);
    expect((await enter([sat('leader', 60)], 'inRoom', { cases: 10 })).status).toBe(400);
  });

  test('is a meeting in a room, once it is over; from two tabs, once', async () => {
    for (const meeting of ['coming', 'cancelled', 'held'] as const) {
      const answer = await enter([sat('leader', 60)], meeting);
      expect([meeting, answer.status, answer.body.error]).toEqual([meeting, 409, 'not-allowed-now']);
    }
    const both = await Promise.all(
      [1, 2].map(() => enter([sat('leader', 60), sat('member', '47', 'screen')], 'inRoom', { cases: 2 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(both.find(({ status }) => status === 409)?.body.error).toBe('stale');
    expect(await cell('inRoom', 'member')).toEqual({ minutes: 47, place: 'screen', isEntered: true, corrections: 0 });
    const { closed_at, cases_held } = await app.db
      .selectFrom('meetings')
      .where('id', '=', meetings.inRoom)
      .select(['closed_at', 'cases_held'])
      .executeTakeFirstOrThrow();
    expect([closed_at === null, cases_held]).toEqual([false, 2]);
  });

  test('beside what the room has counted, whoever sat elsewhere; who was counted is corrected instead', async () => {
    expect((await enter([sat('coLeader', 60)], 'both')).status).toBe(204);
    expect(await cell('both', 'coLeader')).toMatchObject({ minutes: 60, place: 'room', isEntered: true });
    expect(await cell('both', 'member')).toMatchObject({ minutes: 58, place: 'screen', isEntered: false });
    expect((await enter([sat('member', 60)], 'both')).body.error).toBe('stale');
  });
});

describe('a correction', () => {
  test('may find as much more as the leaders have put off the end', async () => {
    const correction = { from: 0, minutes: 70, place: 'screen', reason };
    expect((await correct('leader', correction, 'both')).body.faults).toEqual([{ path: 'minutes', code: 'minutes-too-many' }]);
    await app.db.updateTable('meetings').set({ extended_minutes: 15 }).where('id', '=', meetings.both).execute();
    expect((await correct('leader', { ...correction, minutes: 76 }, 'both')).status).toBe(422);
    expect((await correct('leader', correction, 'both')).status).toBe(204);
    expect((await grid()).meetings.find(({ id }) => id === meetings.both)?.most).toBe(75);
    expect(await cell('both', 'leader')).toMatchObject({ minutes: 70 });
  });

  test('needs a reason, and changes something', async () => {
    const faults = async (payload: object) =>
      (await correct('member', { from: 0, place: 'screen', minutes: 60, ...payload })).body.faults;
    expect(await faults({ reason: '' })).toEqual([{ path: 'reason', code: 'reason-missing' }]);
    expect(await faults({ reason: '  x ' })).toEqual([{ path: 'reason', code: 'reason-missing' }]);
    expect(await faults({ reason: 'x'.repeat(201) })).toEqual([{ path: 'reason', code: 'reason-too-long' }]);
    expect(await faults({ reason, minutes: 58 })).toEqual([{ path: 'minutes', code: 'minutes-same' }]);
    expect((await correct('member', { from: 0, place: 'screen', minutes: 60 })).status).toBe(400);
    expect((await correct('member', { from: 0, place: 'bed', minutes: 60, reason })).status).toBe(400);
    expect((await correct('nobody-at-all', { from: 0, place: 'room', minutes: 60, reason })).status).toBe(404);
    expect((await correct(foreign.people.member ?? '', { from: 0, place: 'room', minutes: 60, reason })).status).toBe(404);
    expect((await correct('member', { from: 0, place: 'room', minutes: 60, reason }, 'coming')).body.error).toBe('not-allowed-now');
  });

  test('from two tabs is done once, and keeps before, after, why and who; the person reads it', async () => {
    const wish = { from: 0, minutes: '60', place: 'room', reason };
    const both = await Promise.all([correct('member', wish), correct('member', wish, 'held', 'leader')]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await correct('member', { ...wish, minutes: 40 })).body.error).toBe('stale');
    expect(await cell('held', 'member')).toEqual({ minutes: 60, place: 'room', isEntered: false, corrections: 1 });
    const corrections = (await grid()).corrections.filter(({ meetingId }) => meetingId === meetings.held);
    const by = both[0].status === 204 ? `coordinator.${world.program}@example.org` : 'leader Surname';
    expect(corrections).toMatchObject([
      { before: 58, after: 60, placeBefore: 'screen', placeAfter: 'room', reason, by, personId: world.people.member },
    ]);
    await app.db
      .updateTable('people')
      .set({ account_id: world.accounts.member })
      .where('id', '=', world.people.member ?? '')
      .execute();
    const own = (await ask('member', 'GET', '/api/me/attendance')).body as OwnAttendance;
    expect(own.meetings.map(({ meetingId, minutes }) => [meetingId, minutes])).toEqual([
      [meetings.both, 58],
      [meetings.inRoom, 47],
      [meetings.held, 60],
    ]);
    expect(own.meetings[2]).toMatchObject({ place: 'room', most: 60, corrections });
    // What the room has seen stays.
    const row = await app.db
      .selectFrom('attendance')
      .where('meeting_id', '=', meetings.held)
      .where('person_id', '=', world.people.member ?? '')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect([row.minutes, row.credit_minutes, row.source]).toEqual([63, 60, 'room']);
  });

  test('names somebody whom the room has not seen, and can say that they were not there', async () => {
    expect((await correct('observer', { from: 0, minutes: 30, place: 'room', reason })).status).toBe(204);
    expect(await cell('held', 'observer')).toEqual({ minutes: 30, place: 'room', isEntered: true, corrections: 1 });
    expect((await correct('observer', { from: 1, minutes: 0, place: 'room', reason: 'it was another day' })).status).toBe(204);
    expect(await cell('held', 'observer')).toMatchObject({ minutes: 0, corrections: 2 });
    expect((await grid()).corrections.filter(({ personId }) => personId === world.people.observer)).toMatchObject([
      { before: 30, after: 0 },
      { before: null, placeBefore: null, after: 30 },
    ]);
  });

  test('is noted by who and what it was done to, never by what it says', async () => {
    const acts = await app.db.selectFrom('acts').where('program_id', '=', world.program).selectAll().execute();
    expect([...new Set(acts.map(({ act }) => act))].sort()).toEqual(['attendance-corrected', 'attendance-entered']);
    expect(JSON.stringify(acts)).not.toMatch(/telephone|another day/);
  });
});

describe('nobody else', () => {
  test('reads the minutes of a group, enters or corrects', async () => {
    const nowhere = await app.fastify.inject('/api/nowhere');
    for (const who of ['member', 'observer', 'leaderInTraining', 'supervisor', 'nobody'] as const)
      for (const answer of [
        await ask(who, 'GET', `/api/groups/${world.group}/attendance`),
        await ask(who, 'POST', `/api/meetings/${meetings.held}/attendance`, { people: [] }),
        await correct('member', { from: 1, minutes: 1, place: 'room', reason }, 'held', who),
      ])
        expect([who, answer.status, answer.bytes]).toEqual([who, 404, nowhere.body]);
    expect((await ask('nobody', 'GET', '/api/me/attendance')).body).toEqual({ meetings: [] });
    expect((await app.fastify.inject('/api/me/attendance')).statusCode).toBe(401);
  });

  test('but whoever came by a personal link reads their own', async () => {
    const ben = await app.browserOf('Ben');
    const own = await app.fastify.inject({ url: '/api/me/attendance', headers: { cookie: ben.cookie } });
    expect([own.statusCode, own.json()]).toEqual([200, { meetings: [] }]);
  });
});

describe('what other programs take', () => {
  const exported = (file: string, who: Somebody = 'coordinator', query = '') => {
    const whole = who === 'coordinator' ? `programs/${world.program}` : `groups/${world.group}`;
    return app.fastify.inject({ url: `/api/${whole}/export/${file}${query}`, headers: { cookie: cookieOf(world, who) } });
  };

  test('is what the page shows, in CSV and JSON alike', async () => {
    const { rows } = (await exported('attendance.json')).json();
    const { meetings: columns, people } = await grid();
    const shown = people.flatMap(({ name, cells }) =>
      cells.flatMap((one, n) => (one ? [[columns[n]?.id, name, one.minutes, one.place]] : [])),
    );
    const taken = rows.map((row: Record<string, unknown>) => [row.meeting_id, row.name, row.minutes, row.place]);
    expect([...taken].sort()).toEqual([...shown].sort());
    const csv = await exported('attendance.csv');
    expect([csv.headers['content-type'], csv.body.charCodeAt(0)]).toEqual(['text/csv; charset=utf-8', 0xfeff]);
    const lines = csv.body.slice(1).trimEnd().split('\r\n');
    expect(lines).toHaveLength(rows.length + 1);
    expect(lines[0]?.split(',')).toEqual(Object.keys(rows[0]));
    expect((await exported('attendance.csv', 'coordinator', '?bom=no')).body).toBe(csv.body.slice(1));
    expect((await exported('attendance.csv', 'leader')).body).toBe(csv.body);
  });

  test('sums up by person and group what counts', async () => {
    const { rows } = (await exported('credit.json', 'leader')).json();
    const of = (name: string) => rows.find((row: { name: string }) => row.name === `${name} Surname`);
    expect(of('member')).toMatchObject({
      ...{ meetings_attended: 3, meetings_held: 3, minutes: 165, minutes_on_screen: 105, minutes_in_room: 60, hours: 2.75 },
    });
    // Whoever was not there after all.
    expect(of('observer')).toMatchObject({ meetings_attended: 0, minutes: 0 });
  });

  test('holds nothing that a spreadsheet would reckon', async () => {
    const { member = '' } = world.people;
    const before = await app.db.selectFrom('people').where('id', '=', member).select('full_name').executeTakeFirstOrThrow();
    await app.db
      .updateTable('people')
      .set({ full_name: '=HYPERLINK("http://x")', outside_ref: '+1' })
      .where('id', '=', member)
      .execute();
    for (const file of ['attendance.csv', 'credit.csv']) {
      const { body } = await exported(file);
      expect(body).toContain(`"'=HYPERLINK(""http://x"")"`);
      expect(body).not.toMatch(/(^|,)"?[=+@]/m);
    }
    await app.db.updateTable('people').set(before).where('id', '=', member).execute();
  });

  test('of agreements, who has agreed to which text', async () => {
    const { contractId, at } = { contractId: 'c'.repeat(18), at: new Date(app.clock.now() - 8 * day) };
    const text = { text: 'What is said here stays here.', text_hash: 'ab'.repeat(32) };
    await app.db
      .insertInto('contracts')
      .values({ id: contractId, group_id: world.group, version: 1, language: 'en', ...text, made_at: at })
      .execute();
    await app.db
      .insertInto('agreements')
      .values({
        series_id: world.series,
        person_id: world.people.member ?? '',
        contract_id: contractId,
        agreed_at: at,
        text_hash: text.text_hash,
      })
      .execute();
    const { rows } = (await exported('agreements.json')).json();
    expect(rows).toMatchObject([{ name: 'member Surname', version: 1, text_sha256: text.text_hash, group: 'Own group' }]);
    expect((await exported('agreements.json', 'coordinator', '?from=2020-01-01&to=2020-12-31')).json().rows).toEqual([]);
  });

  test('is of a period that ends after it begins, and of nothing else', async () => {
    const answer = await exported('credit.csv', 'coordinator', '?from=2026-02-01&to=2026-01-31');
    expect([answer.statusCode, answer.json().faults]).toEqual([422, [{ path: 'to', code: 'ends-before-it-begins' }]]);
    for (const who of ['member', 'observer', 'nobody'] as const) expect((await exported('credit.csv', who)).statusCode).toBe(404);
    expect((await exported('people.csv')).statusCode).toBe(404);
  });
});
