// Supervisions over HTTP: who supervises whom follows the seats, a leader in training enters when and with whom, and that supervisor alone confirms.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CredentialLog, LogEntry } from '../../shared/protocol/program/credential-log.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

const minute = 60_000;
let app: HttpApp;
let own: World;
let foreign: World;

beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  await app.clock.advance(Date.parse('2026-07-01T10:00:00Z') - app.clock.now());
  own = await makeWorld(app.db, 'Own', Date.parse('2025-09-01T10:00:00Z'));
  foreign = await makeWorld(app.db, 'Foreign', Date.parse('2025-09-01T10:00:00Z'));
});
afterAll(() => app.close());

async function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, who: Somebody, payload?: object) {
  const headers = { origin: ownOrigin, cookie: cookieOf(own, who) };
  const answer = await app.fastify.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.body.startsWith('{') ? answer.json() : answer.body };
}
const seat = (who: Somebody, change: object) => ask('PATCH', `/api/groups/${own.group}/seats/${own.seats[who]}`, 'leader', change);
const log = async (who: Somebody = 'leaderInTraining') => (await ask('GET', '/api/me/log', who)).body as CredentialLog;
const rows = () =>
  app.db
    .selectFrom('supervisions')
    .where('candidate_id', '=', own.people.leaderInTraining ?? '')
    .orderBy('began_at')
    .selectAll()
    .execute();
const session = { kind: 'supervision', day: '2026-06-20', minutes: 55, cases: null, place: 'room' };
const add = (more: object = {}) => ask('POST', '/api/me/log', 'leaderInTraining', { ...session, ...more });
const confirm = (who: Somebody, { id, source, minutes }: LogEntry) =>
  ask('POST', `/api/groups/${own.group}/logs/${own.people.leaderInTraining}/confirm`, who, { id, source, minutes });

test('[R13.5] who supervises whom is kept from the seats: since when, and until when', async () => {
  expect(await rows()).toEqual([]);
  // Any change of the seats finds those who sit together already.
  expect((await seat('member', { credential: 'GP' })).status).toBe(204);
  const began = app.clock.now();
  expect(await rows()).toMatchObject([{ supervisor_id: own.people.supervisor, began_at: new Date(began), ended_at: null }]);
  await app.clock.advance(minute);
  expect((await seat('supervisor', { standing: null })).status).toBe(204);
  expect(await rows()).toMatchObject([{ ended_at: new Date(began + minute) }]);
  expect((await log()).supervisors).toMatchObject([{ since: began, until: began + minute }]);
  await app.clock.advance(minute);
  expect((await seat('supervisor', { standing: 'supervisor' })).status).toBe(204);
  expect((await seat('member', { credential: 'GP 2' })).status).toBe(204);
  expect(await rows()).toMatchObject([{ ended_at: new Date(began + minute) }, { ended_at: null }]);
  expect((await log()).supervisors).toEqual([{ id: own.people.supervisor, name: 'supervisor Surname', since: began, until: null }]);
  const given = await ask('POST', `/api/groups/${own.group}/seats`, 'leader', {
    ...{ name: 'Sam Second', address: 'sam@example.org', role: 'observer', standing: 'supervisor' },
  });
  expect(given.status).toBe(201);
  expect((await log()).supervisors.map(({ name }) => name)).toEqual(['Sam Second', 'supervisor Surname']);
  await app.clock.advance(minute);
  expect((await ask('DELETE', `/api/groups/${own.group}/seats/${given.body.ref}`, 'leader')).status).toBe(204);
  expect((await log()).supervisors.map(({ name, until }) => [name, until === null])).toEqual([
    ['supervisor Surname', true],
    ['Sam Second', false],
  ]);
});

test('[R13.5] a supervision is entered with whom it was, by date and minutes, and counts in the log and its file', async () => {
  expect((await add({ withId: own.people.supervisor })).status).toBe(204);
  const { entries, requirements } = await log();
  expect(entries).toMatchObject([
    { ...session, withId: own.people.supervisor, with: 'supervisor Surname', isConfirmed: false, confirmedBy: null },
  ]);
  expect(requirements.find(({ what }) => what === 'anzSupervision')?.have).toBe(1);
  const { body } = await ask('GET', '/api/me/log.csv', 'leaderInTraining');
  expect(body).toContain('2026-06-20,supervision,55,,room,,own,no,,supervisor Surname');
});

test('it is with somebody who supervises here or did, and nobody else; nothing but a supervision has anybody beside it', async () => {
  for (const withId of [own.people.leader, own.people.leaderInTraining, foreign.people.supervisor, 'f'.repeat(18)])
    expect([withId, (await add({ withId })).body.faults]).toEqual([withId, [{ path: 'withId', code: 'unknown' }]]);
  const other = await add({ kind: 'intensive', withId: own.people.supervisor });
  expect(other.body.faults).toEqual([{ path: 'withId', code: 'unknown' }]);
  for (const withId of ['x', 7, ['a']]) expect([withId, (await add({ withId })).status]).toEqual([withId, 400]);
  const former = (await log()).supervisors.find(({ name }) => name === 'Sam Second');
  expect((await add({ day: '2026-05-20', withId: former?.id })).status).toBe(204);
  expect((await add({ day: '2026-05-21', withId: null })).status).toBe(204);
});

test('[R13.5] the supervisor reads it, and confirms what was with them or elsewhere, never what was with somebody else', async () => {
  const [theirs] = (await log('supervisor')).supervised;
  expect(theirs).toMatchObject({ personId: own.people.leaderInTraining, asId: own.people.supervisor });
  const of = (day: string) => theirs?.entries.find((entry) => entry.day === day) as LogEntry;
  for (const who of ['leaderInTraining', 'leader', 'coordinator', 'member', 'nobody'] as const)
    expect([who, (await confirm(who, of('2026-06-20'))).status]).toEqual([who, 404]);
  expect((await confirm('supervisor', { ...of('2026-06-20'), minutes: 60 })).body.error).toBe('stale');
  expect((await confirm('supervisor', of('2026-06-20'))).status).toBe(204);
  expect((await confirm('supervisor', of('2026-05-21'))).status).toBe(204);
  expect((await confirm('supervisor', of('2026-05-20'))).body.error).toBe('not-allowed-now');
  const confirmed = (await log()).entries.map(({ day, confirmedBy }) => [day, confirmedBy]);
  expect(confirmed).toEqual([
    ['2026-06-20', 'supervisor Surname'],
    ['2026-05-21', 'supervisor Surname'],
    ['2026-05-20', null],
  ]);
  const { body } = await ask('GET', '/api/me/log.csv', 'leaderInTraining');
  expect(body).toContain('2026-06-20,supervision,55,,room,,own,yes,supervisor Surname,supervisor Surname');
});

test('[R9.6] both find it among what is kept about them, and an erasure of the supervisor takes the name from it', async () => {
  const kindsOf = async (who: Somebody) => {
    await app.db
      .updateTable('people')
      .set({ account_id: own.accounts[who] })
      .where('id', '=', own.people[who] ?? '')
      .execute();
    const { kinds } = (await ask('GET', '/api/me/kept', who)).body as { kinds: { kind: string; rows: { facts: object[] }[] }[] };
    const rowsOf = (kind: string) => kinds.find((one) => one.kind === kind)?.rows.map(({ facts }) => facts.length > 0);
    return { entries: rowsOf('credential_entries'), supervisions: rowsOf('supervisions') };
  };
  expect(await kindsOf('leaderInTraining')).toEqual({ entries: [true, true, true], supervisions: [true, true, true] });
  // That there is a row is all that the supervisor is told of another person's log.
  expect(await kindsOf('supervisor')).toEqual({ entries: [false, false], supervisions: [true, true] });
  const confirmed = await ask('POST', '/api/me/erasure', 'supervisor', { confirm: `supervisor.${own.program}@example.org` });
  expect(confirmed.status).toBe(204);
  const { entries, supervisors } = await log();
  expect(entries.map(({ day, with: withWhom, isConfirmed }) => [day, withWhom, isConfirmed])).toEqual([
    ['2026-06-20', null, true],
    ['2026-05-21', null, true],
    ['2026-05-20', 'Sam Second', false],
  ]);
  expect(supervisors.map(({ name }) => name)).toEqual(['Sam Second']);
});
