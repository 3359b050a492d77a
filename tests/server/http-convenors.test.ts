// R1.4: who is to lead which date of a group without leaders, over HTTP: who may read and name, what is refused, and what a room is opened with.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/database/new-id.ts';
import { writeForm } from '../../server/groups/stored-form.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, everybody, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

let app: HttpApp;
let world: World;
let later: string;
const day = 86_400_000;

beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  world = await makeWorld(app.db, 'Own', app.clock.now());
  later = newId();
  const starts = app.clock.now() + 7 * day;
  await app.db
    .insertInto('meetings')
    .values({
      ...{ id: later, series_id: world.series, starts_at: new Date(starts), ends_at: new Date(starts + day / 16) },
      ...{ closed_at: null, local_start: '2027-03-16T19:00', zone: 'Europe/Berlin' },
    })
    .execute();
});
afterAll(() => app.close());

const ofForm = (name: 'Peer 90/1' | 'ABS 60/1') =>
  app.db
    .updateTable('series')
    .set({ form: writeForm(presets[name]) })
    .where('id', '=', world.series)
    .execute();

function ask(who: Somebody, method: 'GET' | 'PUT', payload?: object, group = world.group) {
  const headers = { origin: ownOrigin, cookie: cookieOf(world, who) };
  return app.fastify.inject({ method, url: `/api/groups/${group}/convenors`, headers, ...(payload && { payload }) });
}

const named = (meetingId: string, from: string | null, to: string | null) => ({ named: [{ meetingId, from, to }] });
const convening = async (meeting: string) =>
  (await app.groups.roster(world.group, meeting)).seats.filter(({ convenes }) => convenes).map(({ personId }) => personId);

test('[R1.4] everybody of the group reads who leads which date, those who run it name them, and nobody else learns that it exists', async () => {
  await ofForm('Peer 90/1');
  const nowhere = await app.fastify.inject('/api/nowhere');
  const { member = '', observer = '', leader = '' } = world.people;
  for (const who of everybody) {
    const read = await ask(who, 'GET');
    if (who === 'nobody') expect([read.statusCode, read.body]).toEqual([404, nowhere.body]);
    else expect([who, read.statusCode, read.json().dates.length]).toEqual([who, 200, 2]);
    const runs = who === 'coordinator' || who === 'leader' || who === 'coLeader';
    const wrote = await ask(who, 'PUT', named(later, null, null));
    expect([who, wrote.statusCode, runs ? '' : wrote.body]).toEqual([who, runs ? 204 : 404, runs ? '' : nowhere.body]);
  }
  const { people, dates } = (await ask('member', 'GET')).json();
  expect(people.map(({ id }: { id: string }) => id)).not.toContain(observer);
  expect(dates).toMatchObject([
    { meetingId: world.meeting, isFree: true, personId: null },
    { meetingId: later, isFree: false, personId: null },
  ]);

  const before = app.changed.length;
  expect((await ask('leader', 'PUT', named(later, null, member))).statusCode).toBe(204);
  expect(app.changed.slice(before)).toEqual([world.group]);
  expect((await ask('observer', 'GET')).json().dates[1].personId).toBe(member);
  expect([await convening(later), await convening(world.meeting)]).toEqual([[member], []]);
  // Somebody else saw nobody there.
  expect((await ask('coLeader', 'PUT', named(later, null, leader))).json().error).toBe('stale');
  expect((await ask('coLeader', 'PUT', named(later, member, leader))).statusCode).toBe(204);
  expect(await convening(later)).toEqual([leader]);
});

test('[R1.4] what is wrong is refused whole: an observer, somebody foreign, another group’s date, a broken wish', async () => {
  const { member = '', observer = '', leader = '' } = world.people;
  const foreign = await makeWorld(app.db, 'Foreign', app.clock.now());
  const two = { named: [...named(world.meeting, null, member).named, ...named(later, leader, observer).named] };
  for (const wish of [
    two,
    named(later, leader, foreign.people.member ?? ''),
    named(foreign.meeting, null, member),
    named(newId(), null, member),
  ])
    expect((await ask('leader', 'PUT', wish)).json().error).toBe('not-found');
  expect([await convening(world.meeting), await convening(later)]).toEqual([[], [leader]]);
  for (const wish of [
    {},
    { named: [] },
    { named: Array(201).fill(named(later, leader, member).named[0]) },
    named('x', null, member),
    { named: [{ meetingId: later, to: member }] },
    { ...named(later, leader, member), more: 1 },
  ])
    expect((await ask('leader', 'PUT', wish)).statusCode).toBe(400);
  expect((await ask('leader', 'GET', undefined, foreign.group)).statusCode).toBe(404);
  // The same date twice: the last word counts, and one person leads.
  const twice = { named: [...named(later, leader, member).named, ...named(later, leader, leader).named] };
  expect((await ask('leader', 'PUT', twice)).statusCode).toBe(204);
  expect(await convening(later)).toEqual([leader]);
});

test('[R1.4] whoever cannot come is marked for those who run the group alone, and an excuse takes no name away', async () => {
  const { leader = '' } = world.people;
  await app.program.dates.excuse(world.seats.leader ?? '', later, true);
  expect((await ask('coLeader', 'GET')).json().dates[1]).toMatchObject({ personId: leader, cannotCome: true });
  expect((await ask('member', 'GET')).json().dates[1]).toMatchObject({ personId: leader, cannotCome: false });
  expect((await app.program.dates.ofSeat(world.seats.leader ?? '')).meetings).toMatchObject([{ id: later, convenes: true }]);
  expect((await app.program.dates.ofSeat(world.seats.member ?? '')).meetings).toMatchObject([{ id: later, convenes: false }]);
});

test('[R1.4] whoever has left leads nothing, and in a group with leaders nobody is named, nor is what was named before heeded', async () => {
  const { leader = '', member = '' } = world.people;
  await app.db
    .updateTable('seats')
    .set({ left_at: new Date(app.clock.now()) })
    .where('person_id', '=', leader)
    .execute();
  expect((await ask('coLeader', 'GET')).json().dates[1].personId).toBe(null);
  expect(await convening(later)).toEqual([]);
  expect((await ask('coLeader', 'PUT', named(later, null, member))).statusCode).toBe(204);
  await ofForm('ABS 60/1');
  expect((await ask('coLeader', 'PUT', named(later, member, null))).json().error).toBe('not-allowed-now');
  expect(await convening(later)).toEqual([]);
  expect((await app.program.dates.ofSeat(world.seats.member ?? '')).meetings).toMatchObject([{ convenes: false }]);
});
