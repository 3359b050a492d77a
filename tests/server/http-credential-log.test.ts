// Logs over HTTP: filled from the room, added to by hand, confirmed by a supervisor alone, and nobody else's to read.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whatBodiesAsk } from '../../server/credentials/what-bodies-ask.ts';
import { newId } from '../../server/database/new-id.ts';
import { followSupervisions } from '../../server/programs/follow-supervisions.ts';
import type { LogEntry, LogKind, Requirement } from '../../shared/protocol/program/credential-log.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

let app: HttpApp;
let own: World;
let foreign: World;
const at = (text: string) => new Date(text);

beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  await app.clock.advance(Date.parse('2026-07-01T10:00:00Z') - app.clock.now());
  own = await makeWorld(app.db, 'Own', at('2025-09-01T10:00:00Z').getTime());
  foreign = await makeWorld(app.db, 'Foreign', at('2025-09-01T10:00:00Z').getTime());
  await app.db.updateTable('groups').set({ zone: 'Europe/Berlin' }).execute();
  await app.db.transaction().execute((records) => followSupervisions(records, own.group, app.clock.now()));
  await held('2026-01-13T18:00:00Z', { leader: 'leader', leaderInTraining: 'leader', member: 'member', observer: 'observer' });
  await held('2026-01-20T23:30:00Z', { leader: 'leader', leaderInTraining: 'leader' });
});
afterAll(() => app.close());

async function held(startsAt: string, who: Partial<Record<Somebody, 'leader' | 'member' | 'observer'>>) {
  const [id, starts] = [newId(), at(startsAt)];
  const closed = { starts_at: starts, ends_at: new Date(starts.getTime() + 5_400_000), closed_at: starts };
  await app.db
    .insertInto('meetings')
    .values({ id, series_id: own.series, ...closed, cases_held: 2 })
    .execute();
  const rows = Object.entries(who).map(([one, attended_as]) => ({
    ...{ meeting_id: id, person_id: own.people[one] ?? '', attended_as, minutes: 95, credit_minutes: 90, place: 'screen' as const },
    ...{ credential: null, first_in: starts, last_out: starts },
  }));
  await app.db.insertInto('attendance').values(rows).execute();
}

async function ask(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
  who: Somebody = 'leaderInTraining',
  world = own,
) {
  const answer = await app.fastify.inject({
    ...{
      method,
      url: path.startsWith('/api/') ? path : `/api/me${path}`,
      headers: { origin: ownOrigin, cookie: cookieOf(world, who) },
    },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.body.startsWith('{') ? answer.json() : answer.body };
}
const log = async (who: Somebody = 'leaderInTraining') => (await ask('GET', '/log', undefined, who)).body;
const supervision = { kind: 'supervision', day: '2026-02-01', minutes: 60, cases: null, place: 'screen' };

test('[R13.5] the room fills it: led, co-led, member, observed, with the number of cases where something was led', async () => {
  const kinds = async (who: Somebody) =>
    (await log(who)).entries.map(({ kind, day, minutes, cases, source }: LogEntry) => [kind, day, minutes, cases, source]);
  expect(await kinds('leaderInTraining')).toEqual([
    // Half past midnight in the group's zone.
    ['coLed', '2026-01-21', 90, 2, 'room'],
    ['coLed', '2026-01-13', 90, 2, 'room'],
  ]);
  expect(await kinds('leader')).toEqual([
    ['led', '2026-01-21', 90, 2, 'room'],
    ['led', '2026-01-13', 90, 2, 'room'],
  ]);
  expect(await kinds('member')).toEqual([['member', '2026-01-13', 90, null, 'room']]);
  expect(await kinds('observer')).toEqual([['observed', '2026-01-13', 90, null, 'room']]);
  expect(await log('nobody')).toMatchObject({ entries: [], mayAdd: false, supervised: [] });
});

test('own entries are added and taken away; what cannot be is told at its field', async () => {
  expect((await ask('POST', '/log', supervision)).status).toBe(204);
  const { entries } = await log();
  const added = entries.find(({ source }: LogEntry) => source === 'own');
  expect(added).toMatchObject({ kind: 'supervision', day: '2026-02-01', minutes: 60, cases: null, confirmedBy: null });
  const faults = async (more: object) => (await ask('POST', '/log', { ...supervision, ...more })).body.faults;
  expect(await faults({ day: '2026-02-30' })).toEqual([{ path: 'day', code: 'unknown' }]);
  expect(await faults({ day: '2026-07-02' })).toEqual([{ path: 'day', code: 'future' }]);
  for (const wrong of [
    { minutes: 0 },
    { minutes: 6001 },
    { minutes: 1.5 },
    { minutes: '1e3' },
    { minutes: -1 },
    { cases: 10 },
    { kind: 'x' },
    { note: 'x' },
  ])
    expect([wrong, (await ask('POST', '/log', { ...supervision, ...wrong })).status]).toEqual([wrong, 400]);
  for (const who of ['member', 'observer', 'supervisor', 'coordinator', 'nobody'] as const)
    expect([who, (await ask('POST', '/log', supervision, who)).status]).toEqual([who, 409]);
  expect((await log('member')).mayAdd).toBe(false);
  expect((await log()).mayAdd).toBe(true);
  // Nobody else's is taken away, and nothing that the room has counted.
  expect((await ask('DELETE', `/log/${added.id}`, undefined, 'leader')).status).toBe(404);
  expect((await ask('DELETE', `/log/${entries.find(({ source }: LogEntry) => source === 'room').id}`)).status).toBe(404);
  expect((await ask('DELETE', `/log/${added.id}`)).status).toBe(204);
  expect((await log()).entries.filter(({ source }: LogEntry) => source === 'own')).toEqual([]);
});

test('[R13.5] a supervisor confirms what they see, and nobody else does', async () => {
  await ask('POST', '/log', supervision);
  const theirs = (await log('supervisor')).supervised;
  expect(theirs).toMatchObject([{ personId: own.people.leaderInTraining, name: 'leaderInTraining Surname' }]);
  expect((await log()).supervisors).toMatchObject([{ name: 'supervisor Surname', until: null }]);
  const [{ entries }] = theirs;
  const room = entries.find(({ source }: LogEntry) => source === 'room');
  const added = entries.find(({ source }: LogEntry) => source === 'own');
  const confirm = ({ id, source, minutes }: LogEntry, who: Somebody = 'supervisor', world = own) =>
    ask('POST', `/api/groups/${own.group}/logs/${own.people.leaderInTraining}/confirm`, { id, source, minutes }, who, world);
  for (const who of ['leaderInTraining', 'leader', 'coLeader', 'member', 'coordinator', 'nobody'] as const)
    expect([who, (await confirm(room, who)).status]).toEqual([who, 404]);
  expect((await confirm(room, 'supervisor', foreign)).status).toBe(404);
  expect((await confirm({ ...room, minutes: 89 })).body.error).toBe('stale');
  expect((await confirm({ ...room, id: newId() })).status).toBe(404);
  for (let time = 0; time < 2; time += 1) expect((await confirm(room)).status).toBe(204);
  expect((await confirm(added)).status).toBe(204);
  const confirmed = (await log()).entries.filter(({ confirmedBy }: LogEntry) => confirmedBy === 'supervisor Surname');
  expect(confirmed.map(({ id }: LogEntry) => id).sort()).toEqual([room.id, added.id].sort());
  // What is confirmed stays, and what is corrected afterwards is to be confirmed anew.
  expect((await ask('DELETE', `/log/${added.id}`)).status).toBe(409);
  await app.db.updateTable('attendance').set({ credit_minutes: 80 }).where('meeting_id', '=', room.id).execute();
  expect((await log()).entries.find(({ id }: LogEntry) => id === room.id).confirmedBy).toBeNull();
  // The end of the supervisor's seat ends it.
  await app.db
    .updateTable('seats')
    .set({ left_at: new Date() })
    .where('ref', '=', own.seats.supervisor ?? '')
    .execute();
  expect((await confirm({ ...room, minutes: 80 })).status).toBe(404);
  expect((await log('supervisor')).supervised).toEqual([]);
});

test('it is saved as a table', async () => {
  const { body } = await ask('GET', '/log.csv');
  expect(body.split('\r\n')[0]).toBe('\ufeffday,kind,minutes,cases,place,group,source,confirmed,confirmed_by,with');
  expect(body).toContain('2026-02-01,supervision,60,,screen,,own,yes,supervisor Surname,');
});

const entry = (kind: LogKind, day: string, more: Partial<LogEntry> = {}): LogEntry => ({
  ...{
    id: newId(),
    source: 'room',
    kind,
    day,
    minutes: 90,
    cases: 2,
    place: 'screen',
    group: 'Tuesday group',
    isConfirmed: false,
    confirmedBy: null,
    withId: null,
    with: null,
  },
  ...more,
});
const have = (what: Requirement['what'], entries: readonly LogEntry[], today = '2027-03-02') =>
  whatBodiesAsk(entries, today).find((each) => each.what === what)?.have;

test('[R13.5] what bodies ask is counted by their own measure', () => {
  const monthly = Array.from({ length: 30 }, (_, n) => entry('led', new Date(Date.UTC(2024, 9 + n, 9)).toISOString().slice(0, 10)));
  expect(have('absMonths', monthly)).toBe(24);
  expect(have('absMonths', [...monthly, ...monthly])).toBe(24);
  const sessions = ['2027-03-01', '2026-03-03', '2026-03-02', '2025-03-02', '2027-03-03'].map((day) => entry('supervision', day));
  expect(have('anzSupervision', sessions)).toBe(2);
  expect(have('absSupervision', sessions)).toBe(3);
  expect(
    have('anzCases', [entry('led', '2027-01-01'), entry('coLed', '2027-01-08', { cases: null }), entry('member', '2027-01-15')]),
  ).toBe(2);
  expect(
    have('anzInRoom', [entry('led', '2027-01-01', { place: 'room' }), entry('led', '2027-01-02'), entry('led', '2027-01-03')]),
  ).toBe(33);
  expect(have('anzInRoom', [])).toBe(0);
  const half = (place: 'room' | 'screen', minutes: number) => entry('member', '2027-01-01', { place, minutes });
  expect(have('germanDoubleHours', [half('room', 185), half('screen', 185), half('screen', 89)])).toBe(3);
  expect(have('germanInRoom', [half('room', 59), half('room', 60)])).toBe(1);
  expect(have('germanMonths', [entry('member', '2026-08-31'), entry('member', '2027-02-28')])).toBe(5);
  expect(have('germanMonths', [entry('member', '2026-08-28'), entry('member', '2027-02-28')])).toBe(6);
});

test('beside each number stands where it was read, and no number stands where its body gives none', () => {
  for (const { what, need, address, readIn, sourceOf } of whatBodiesAsk([], '2027-03-02')) {
    expect([what, address]).toEqual([what, expect.stringMatching(/^https:\/\//)]);
    expect([readIn, sourceOf]).toEqual([2026, what.startsWith('ibf') ? 2016 : null]);
    expect(need === null).toBe(what.startsWith('ibf'));
  }
});
