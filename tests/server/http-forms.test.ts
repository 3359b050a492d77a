// The form of a group over HTTP: who reads and writes it, what is wrong with it field by field, two tabs, and that its size really limits.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../server/database/new-id.ts';
import { readForm, writeForm } from '../../server/groups/stored-form.ts';
import { type Form, formFrom, presets } from '../../shared/ritual/forms.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, everybody, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

let app: HttpApp;
let own: World;
beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
});
beforeEach(async () => {
  own = await makeWorld(app.db, `Own ${newId()}`, app.clock.now());
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
async function ask(who: Somebody, method: Method, url: string, payload?: unknown) {
  const headers = { origin: ownOrigin, cookie: cookieOf(own, who) };
  const answer = await app.fastify.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
  return { status: answer.statusCode, bytes: answer.body, body: answer.body === '' ? undefined : answer.json() };
}
const url = () => `/api/groups/${own.group}/form`;
const seen = async (who: Somebody = 'leader') => (await ask(who, 'GET', url())).body;
async function write(form: unknown, from?: string, who: Somebody = 'leader') {
  return ask(who, 'PUT', url(), { from: from ?? (await seen()).version, form });
}
const stored = async () =>
  (await app.db.selectFrom('series').where('group_id', '=', own.group).select('form').executeTakeFirstOrThrow()).form;
const storeRaw = (form: unknown) =>
  app.db
    .updateTable('series')
    .set({ form: JSON.stringify(form) })
    .where('group_id', '=', own.group)
    .execute();
const ours: Form = { ...formFrom('Classic 90/1', 'fr'), name: 'Our Tuesday', seats: 8 };

describe('a group’s form', () => {
  test('[R1.7] is read by those who run the group and written by its leaders; to others it does not exist', async () => {
    const unknown = (await ask('leader', 'GET', `/api/groups/${newId()}/form`)).bytes;
    for (const who of everybody) {
      const reads = ['coordinator', 'leader', 'coLeader'].includes(who);
      const answer = await ask(who, 'GET', url());
      expect([who, answer.status], answer.bytes).toEqual([who, reads ? 200 : 404]);
      if (!reads) expect(answer.bytes).toBe(unknown);
      else expect(answer.body.mayWrite).toBe(who !== 'coordinator');
    }
    const { version } = await seen();
    for (const who of everybody.filter((one) => one !== 'leader' && one !== 'coLeader'))
      expect([who, (await write(ours, version, who)).status]).toEqual([who, 404]);
    expect((await write(ours, version, 'coLeader')).status).toBe(204);
    expect(await seen('coordinator')).toMatchObject({ form: { name: 'Our Tuesday', pushBack: 'none' }, mayWrite: false });
    expect((await app.groups.roster(own.group)).form).toMatchObject({ name: 'Our Tuesday', seats: 8 });
  });

  test('of two tabs the second is told that somebody has changed it, and nothing of it is saved', async () => {
    const { version } = await seen();
    expect((await write(ours, version)).status).toBe(204);
    const second = await write({ ...ours, name: 'Another' }, version);
    expect([second.status, second.body.error]).toEqual([409, 'stale']);
    expect((await seen()).form.name).toBe('Our Tuesday');
    const both = await Promise.all(['One', 'Two'].map(async (name) => write({ ...ours, name }, (await seen()).version)));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  test.each<[string, object, string, string]>([
    ['forty cases', { casesPerMeeting: 40 }, 'casesPerMeeting', 'cases-out-of-range'],
    ['negative minutes', { minutes: { ...ours.minutes, opening: -5 } }, 'minutes.opening', 'minutes-out-of-range'],
    ['minutes that are no number', { minutes: { ...ours.minutes, opening: null } }, 'minutes.opening', 'minutes-out-of-range'],
    ['a name of 200 characters', { name: 'x'.repeat(200) }, 'name', 'name-too-long'],
    ['a script for a name', { names: { opening: '<script>alert(1)</script>' } }, 'names.opening', 'name-unreadable'],
    ['no presentation', { phases: ours.phases.filter((id) => id !== 'presentation') }, 'phases.presentation', 'phase-needed'],
    ['an unknown phase', { phases: [...ours.phases, 'silence'] }, 'phases.9', 'unknown-phase'],
    ['hands in the group’s work', { hands: ['associative'] }, 'hands.0', 'hands-not-here'],
    ['thirteen chairs in one circle', { seats: 13 }, 'seats', 'seats-out-of-range'],
    ['a field nobody knows', { rounds: 2 }, 'rounds', 'unknown-field'],
    ['fewer chairs than are taken', { seats: 3 }, 'seats', 'more-sit-already'],
  ])('with %s is refused at its field, and the old one stays', async (_, more, path, code) => {
    const before = await stored();
    const answer = await write({ ...ours, ...more });
    expect(answer.status, answer.bytes).toBe(422);
    expect(answer.body.faults).toContainEqual({ path, code });
    expect(await stored()).toEqual(before);
  });

  test.each([[null], ['ABS 60/1'], [[]], [7]])('that is %j is told to be none', async (form) => {
    expect((await write(form)).body.faults).toEqual([{ path: 'form', code: 'not-a-form' }]);
  });

  test('has a request that is no request refused as such', async () => {
    for (const body of [{}, { from: 'x', form: ours }, { from: 'f'.repeat(16) }, { from: 'f'.repeat(16), form: ours, more: 1 }])
      expect([400, 409]).toContain((await ask('leader', 'PUT', url(), body)).status);
    expect((await ask('leader', 'PUT', url(), { from: 'f'.repeat(16), form: { name: 'x'.repeat(20_000) } })).status).toBe(413);
  });

  test('that is gone or damaged while its series runs is told as such, and leaders choose another', async () => {
    for (const lost of [{}, { version: 99, form: ours }, { ...ours, phases: ['gathering', 'nowhere'] }, []]) {
      await storeRaw(lost);
      const view = await seen();
      expect(view).toMatchObject({ form: null, mayWrite: true });
      expect((await ask('leader', 'GET', `/api/groups/${own.group}`)).body).toMatchObject({ form: '', room: 12 });
      expect((await ask('leader', 'POST', `/api/groups/${own.group}/seats`, { name: 'Nina', role: 'observer' })).status).toBe(201);
    }
    expect((await write(presets.Hungarian)).status).toBe(204);
    expect(readForm(await stored()).name).toBe('Hungarian');
  });

  test('changes are noted, never what they said', async () => {
    await write(ours);
    const acts = await app.db.selectFrom('acts').where('group_id', '=', own.group).selectAll().execute();
    expect(acts.map(({ act }) => act)).toEqual(['form-changed']);
    expect(JSON.stringify(acts)).not.toContain('Tuesday');
  });
});

describe('its size', () => {
  const give = (more: object = {}) =>
    ask('leader', 'POST', `/api/groups/${own.group}/seats`, { name: `Nina ${newId()}`, role: 'member', ...more });
  const sitting = async () => (await app.groups.roster(own.group)).seats.filter(({ role }) => role !== 'observer').length;

  test('[R1.7] [R5.1] limits seats that are given, guests, roles and imports, each with a reason', async () => {
    const now = await sitting();
    await storeRaw(JSON.parse(writeForm({ ...ours, seats: now + 1 })));
    expect((await give()).status).toBe(201);
    expect((await give()).body.faults).toEqual([{ path: 'seats', code: 'form-full' }]);
    expect((await give({ role: 'observer' })).status).toBe(201);
    const observer = `/api/groups/${own.group}/seats/${own.seats.observer}`;
    expect((await ask('leader', 'PATCH', observer, { role: 'member' })).body.faults).toEqual([
      { path: 'seats', code: 'form-full' },
    ]);
    expect(await app.groups.nameGuest(own.group, 'Gus Guest')).toBe('circle-full');
    const { name } = await app.db.selectFrom('groups').where('id', '=', own.group).select('name').executeTakeFirstOrThrow();
    const roster = await app.fastify.inject({
      method: 'POST',
      url: `/api/programs/${own.program}/imports`,
      headers: { origin: ownOrigin, cookie: cookieOf(own, 'coordinator'), 'content-type': 'text/csv' },
      payload: `name,group\nOne More,${name}`,
    });
    expect(roster.json().faults).toEqual([{ line: 2, column: 'group', code: 'group-full' }]);
  });

  test('[R5.1] [R5.6] is twelve in one circle, and in two as many as they hold', async () => {
    for (let n = await sitting(); n < 12; n += 1) expect((await give()).status).toBe(201);
    expect((await give()).body.faults).toEqual([{ path: 'seats', code: 'circle-full' }]);
    const { version } = await seen();
    expect((await write({ ...ours, seats: 14, circles: 'two' }, version)).status).toBe(204);
    expect((await give()).status).toBe(201);
    expect((await give()).status).toBe(201);
    expect((await give()).body.faults).toEqual([{ path: 'seats', code: 'circle-full' }]);
    const { seats: _, ...unsaid } = ours;
    expect((await write(unsaid)).body.faults).toEqual([{ path: 'circles', code: 'more-sit-already' }]);
  });
});

describe('who leads', () => {
  const made = async (more: object) =>
    ask('nobody', 'POST', '/api/groups', {
      ...{ name: 'Peers', form: 'Peer 90/1', language: 'en', zone: 'Europe/Oslo', membership: 'closed', mine: 0 },
      ...more,
    });
  const members = ['Ann', 'Ben', 'Cid'].map((name) => ({ name, role: 'member' }));

  test('[R1.4] nobody needs to in a group of peers; in every other somebody does', async () => {
    expect((await made({ seats: members })).status).toBe(201);
    expect((await made({ seats: members, form: 'Hungarian' })).body.faults).toEqual([{ path: 'seats', code: 'no-leader' }]);
    expect((await write({ ...ours, led: 'byConvenor' })).status).toBe(204);
    for (const who of ['coLeader', 'leader'])
      expect(
        (await ask('coordinator', 'PATCH', `/api/groups/${own.group}/seats/${own.seats[who]}`, { role: 'member' })).status,
      ).toBe(204);
    const back = await ask('leader', 'GET', url());
    expect(back.status).toBe(404);
  });

  test('[R6.6] everybody an observer is refused, with or without leaders', async () => {
    const observers = ['Ann', 'Ben'].map((name) => ({ name, role: 'observer' }));
    for (const form of ['Peer 90/1', 'Hungarian'])
      expect((await made({ seats: observers, form })).body.faults).toContainEqual({ path: 'seats', code: 'everybody-observes' });
  });

  test('[R1.7] a group is made with a form of its own, or told field by field what is wrong with it', async () => {
    const { status, body } = await made({ seats: [{ name: 'Ann', role: 'leader' }, ...members.slice(1)], form: ours });
    expect(status).toBe(201);
    expect((await app.groups.roster(body.id)).form).toMatchObject({
      name: 'Our Tuesday',
      names: { associative: 'Associations libres' },
    });
    const wrong = await made({ seats: members, form: { ...ours, casesPerMeeting: 40 } });
    expect(wrong.body.faults).toContainEqual({ path: 'form.casesPerMeeting', code: 'cases-out-of-range' });
    expect((await made({ seats: members, form: 'My own' })).status).toBe(400);
  });
});
