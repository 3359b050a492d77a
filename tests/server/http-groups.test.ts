// Groups over HTTP: made in one act, read by everybody in them as far as they may, and changed seat by seat.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

let app: HttpApp;
let own: World;
beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  own = await makeWorld(app.db, 'Own', app.clock.now());
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
  return { status: answer.statusCode, ...(answer.body === '' ? {} : { body: answer.json() }) };
}
const viewOf = async (who: Somebody, group: string) => (await ask(who, 'GET', `/api/groups/${group}`)).body;
const group = (more: object = {}) => ({
  name: 'Tuesday evening',
  form: 'ANZ-UK 90/2',
  language: 'en',
  zone: 'America/Denver',
  membership: 'closed',
  seats: [
    { name: 'Nora Body', role: 'leader' },
    { name: 'Ben Okafor', address: 'Ben@example.org', role: 'member' },
    { name: 'Ben Adams', role: 'member' },
    { name: 'Tom Trainee', role: 'coLeader', standing: 'candidate' },
  ],
  mine: null,
  ...more,
});

describe('a group of one’s own', () => {
  test('shows its dates before there is one: shifts marked, hours that do not exist left open, faults named, nothing written', async () => {
    const wish = (more: object = {}) => ({
      zones: ['Europe/Oslo', 'America/Denver'],
      series: {
        rule: { every: 'weeks', weeks: 1, from: '2027-03-14', count: 3 },
        at: '02:30',
        minutes: 60,
        quorum: 4,
        place: 'screen',
        ...more,
      },
    });
    const preview = (payload: unknown) => ask('nobody', 'POST', '/api/series/preview', payload);
    const { status, body } = await preview(wish());
    expect(status).toBe(200);
    expect(body.open).toMatchObject([
      { date: '2027-03-28', why: 'does-not-exist', earlier: { at: '01:30' }, later: { at: '03:30' } },
    ]);
    // Denver puts its clocks forward two weeks before Oslo.
    expect(body.dates.map(({ there }: { there: { isShifted: boolean }[] }) => there[1]?.isShifted)).toEqual([false, true]);
    expect(await preview(wish({ rule: { every: 'dates', dates: ['2027-02-30'] } }))).toMatchObject({
      status: 422,
      body: { faults: [{ path: 'rule.dates.0', code: 'no-such-date' }] },
    });
    expect(await preview({ ...wish(), zones: ['+02:00'] })).toMatchObject({ status: 400 });
    expect(await preview({ ...wish(), zones: ['Mars/Olympus'] })).toMatchObject({
      status: 422,
      body: { faults: [{ path: 'zone' }] },
    });
  });

  test('[R11.10] is made in one act: a program, people, seats in their order, a contract, and somebody who leads', async () => {
    const { status, body } = await ask('nobody', 'POST', '/api/groups', group());
    expect(status).toBe(201);
    const view = await viewOf('nobody', body.id);
    expect(view).toMatchObject({
      name: 'Tuesday evening',
      form: 'ANZ-UK 90/2',
      zone: 'America/Denver',
      you: { leads: true, coordinates: true, ref: view.seats[0].ref },
      warnings: [],
    });
    expect(
      view.seats.map((seat: { name: string; role: string; standing: unknown }) => [seat.name, seat.role, seat.standing]),
    ).toEqual([
      ['Nora Body', 'leader', null],
      ['Ben Okafor', 'member', null],
      ['Ben Adams', 'member', null],
      ['Tom Trainee', 'coLeader', 'candidate'],
    ]);
    expect((await app.groups.roster(body.id)).seats.map(({ name }) => name)).toEqual(['Nora', 'Ben O.', 'Ben A.', 'Tom']);
    expect(await app.groups.contract(body.id)).toMatch(/^1\. What is said here stays here/);
    expect((await app.groups.currentMeeting(body.id))?.groupId).toBe(body.id);
    // Her card is hers, and nobody else's program holds it.
    expect((await ask('leader', 'GET', `/api/groups/${body.id}`)).status).toBe(404);
    const acts = (await ask('nobody', 'GET', `/api/programs/${view.programId}/acts`)).body.acts;
    expect(acts.map(({ act }: { act: string }) => act)).toEqual(['group-made']);
    const kept = await app.db.selectFrom('acts').selectAll().execute();
    expect(JSON.stringify(kept), 'what was said stays unsaid').not.toMatch(/Tuesday|Nora|Okafor|example\.org/i);
  });

  test.each([
    [{ zone: 'Mars/Olympus' }, [{ path: 'zone', code: 'unknown' }]],
    [{ seats: [{ name: 'Ann', role: 'member' }] }, [{ path: 'seats', code: 'no-leader' }]],
    [{ seats: [{ name: 'Ann', role: 'coLeader', standing: 'candidate' }] }, [{ path: 'seats', code: 'no-leader' }]],
    [
      { seats: Array.from({ length: 13 }, (_, index) => ({ name: `Ann ${index}`, role: index === 0 ? 'leader' : 'member' })) },
      [{ path: 'seats', code: 'circle-full' }],
    ],
    [
      { seats: ['Ann', 'Ben'].map((name) => ({ name, role: 'leader', address: 'x@example.org' })), mine: 1 },
      [
        { path: 'seats.1.address', code: 'address-twice' },
        { path: 'seats.1.address', code: 'not-your-address' },
      ],
    ],
    [{ mine: 9 }, [{ path: 'mine', code: 'no-such-seat' }]],
    [
      {
        seats: [
          { name: 'Ann', role: 'leader' },
          { name: 'Tom', role: 'member', standing: 'candidate' },
        ],
      },
      [{ path: 'seats.1.standing', code: 'candidate-role' }],
    ],
    [{ name: 'Tuesday\nevening' }, null],
    [{ form: 'My own' }, null],
    [{ seats: [] }, null],
    [{ extra: 1 }, null],
  ])('is not made of %j, and nothing is left of it', async (more, faults) => {
    const count = () => app.db.selectFrom('programs').select('id').execute();
    const before = await count();
    const { status, body } = await ask('nobody', 'POST', '/api/groups', group(more));
    expect([status, body.error, body.faults ?? null]).toEqual([
      faults === null ? 400 : 422,
      faults === null ? 'malformed' : 'faults',
      faults,
    ]);
    expect(await count()).toEqual(before);
  });
});

describe('a group of a program', () => {
  test('takes people of the program by their address, whoever is signed in', async () => {
    const seats = [
      { name: 'Leader', address: `leader.${own.program}@example.org`, role: 'leader' },
      { name: 'Ben Okafor', address: 'ben@example.org', role: 'member' },
    ];
    const made = await ask('coordinator', 'POST', `/api/programs/${own.program}/groups`, group({ name: 'Second', seats }));
    expect(made.status).toBe(201);
    const view = await viewOf('coordinator', made.body.id);
    expect(view.seats[0].personId).toBe(own.people.leader);
    expect(view.you).toMatchObject({ leads: false, coordinates: true, ref: null });
    expect((await viewOf('leader', made.body.id)).you).toMatchObject({ leads: true, coordinates: false });
    const again = await ask('coordinator', 'POST', `/api/programs/${own.program}/groups`, group({ name: 'sECOND', seats }));
    expect([again.status, again.body.faults]).toEqual([422, [{ path: 'name', code: 'taken' }]]);
  });

  test('is renamed by those who run it; its form has a page of its own', async () => {
    const url = `/api/groups/${own.group}`;
    expect((await ask('coordinator', 'PATCH', url, { name: 'Thursday group', zone: 'Asia/Kolkata' })).status).toBe(204);
    expect((await ask('member', 'PATCH', url, { name: 'Mine' })).status).toBe(404);
    expect((await ask('coLeader', 'PATCH', url, { form: 'Hungarian' })).status).toBe(400);
    expect(await viewOf('leader', own.group)).toMatchObject({ name: 'Thursday group', zone: 'Asia/Kolkata', form: 'ANZ-UK 90/2' });
    expect((await ask('leader', 'PATCH', url, { name: 'Second' })).body.faults).toEqual([{ path: 'name', code: 'taken' }]);
  });

  test('shows members the circle by first names, and neither addresses nor agreements', async () => {
    const { seats, warnings } = await viewOf('member', own.group);
    expect(warnings).toEqual([]);
    for (const seat of seats) expect(seat).toMatchObject({ name: expect.not.stringContaining('Surname'), hasAddress: false });
    expect((await viewOf('coordinator', own.group)).seats[0]).toMatchObject({ name: 'leader Surname', hasAddress: true });
  });
});

describe('seats', () => {
  const url = () => `/api/groups/${own.group}/seats`;
  const places = async () => (await app.groups.roster(own.group)).seats.map(({ name }) => name);

  test('[R5.2] [R11.6] leaving moves nobody; who comes back sits where they sat, and their old link and sessions stay dead', async () => {
    const before = await places();
    const ref = own.seats.member ?? '';
    const links = await app.accounts.links(own.group);
    const token = links.find((link) => link.ref === ref)?.token ?? '';
    const opened = await app.press(token);
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    const doorstep = () => app.fastify.inject({ url: `/api/seats/${ref}/doorstep`, headers: { cookie } });
    expect((await doorstep()).statusCode).toBe(200);
    expect((await ask('coordinator', 'DELETE', `${url()}/${ref}`)).status).toBe(204);
    expect(app.ended).toContain(ref);
    expect(app.changed.at(-1)).toBe(own.group);
    expect((await doorstep()).statusCode).toBe(401);
    expect((await app.press(token).catch(() => null))?.statusCode ?? 404).not.toBe(200);
    expect(await places()).toEqual(before.filter((name) => name !== 'member'));
    // Somebody new sits at the end, not in the empty place.
    const nina = await ask('leader', 'POST', url(), { name: 'Nina New', role: 'member' });
    expect(nina.status).toBe(201);
    expect(await places()).toEqual([...before.filter((name) => name !== 'member'), 'Nina']);
    const back = await ask('leader', 'POST', url(), { personId: own.people.member, role: 'member' });
    expect(back.status).toBe(201);
    expect(back.body.ref).not.toBe(ref);
    expect(await places()).toEqual([...before, 'Nina']);
    expect((await doorstep()).statusCode).toBe(401);
    expect((await ask('leader', 'DELETE', `${url()}/${ref}`)).status).toBe(404);
    expect((await ask('leader', 'DELETE', `${url()}/${nina.body.ref}`)).status).toBe(204);
  });

  test('are ordered by whoever saw their order, once', async () => {
    const seats = (await viewOf('leader', own.group)).seats.map(({ ref }: { ref: string }) => ref);
    const to = [...seats].reverse();
    const both = await Promise.all([
      ask('leader', 'PUT', url(), { from: seats, to }),
      ask('coordinator', 'PUT', url(), { from: seats, to }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(both.find(({ status }) => status === 409)?.body.error).toBe('stale');
    expect((await viewOf('leader', own.group)).seats.map(({ ref }: { ref: string }) => ref)).toEqual(to);
    expect((await ask('leader', 'PUT', url(), { from: to, to: to.slice(1) })).status).toBe(422);
    expect((await ask('leader', 'PUT', url(), { from: to, to: [...to.slice(1), to[1]] })).status).toBe(422);
    expect((await ask('leader', 'PUT', url(), { from: to, to: seats })).status).toBe(204);
  });

  test('keep somebody who leads, and a leader in training beside them', async () => {
    const { leader = '', coLeader = '', leaderInTraining = '', observer = '' } = own.seats;
    expect((await ask('coordinator', 'PATCH', `${url()}/${coLeader}`, { role: 'member' })).status).toBe(204);
    const last = [{ path: 'seats', code: 'no-leader' }];
    expect((await ask('coordinator', 'DELETE', `${url()}/${leader}`)).body.faults).toEqual(last);
    expect((await ask('coordinator', 'PATCH', `${url()}/${leader}`, { role: 'observer' })).body.faults).toEqual(last);
    expect((await ask('coordinator', 'PATCH', `${url()}/${leaderInTraining}`, { standing: null })).status).toBe(204);
    expect((await ask('coordinator', 'PATCH', `${url()}/${leaderInTraining}`, { standing: 'candidate' })).status).toBe(204);
    expect(
      (await ask('coordinator', 'PATCH', `${url()}/${coLeader}`, { role: 'coLeader', credential: 'Balint leader' })).status,
    ).toBe(204);
    expect((await ask('coordinator', 'PATCH', `${url()}/${observer}`, { role: 'member', standing: 'supervisor' })).status).toBe(
      422,
    );
  });

  test('[R6.1] may be lent for one meeting: a substitute leads that one, and manages nothing', async () => {
    const lent = await ask('leader', 'POST', url(), { name: 'Sue Substitute', role: 'leader', onlyFor: own.meeting });
    expect(lent.status).toBe(201);
    expect(await app.groups.guests(own.meeting)).toEqual([{ personId: expect.any(String), name: 'Sue', role: 'leader' }]);
    expect(await places()).not.toContain('Sue');
    const { seats } = await viewOf('leader', own.group);
    expect(seats.at(-1)).toMatchObject({ ref: lent.body.ref, name: 'Sue Substitute', role: 'leader', onlyFor: own.meeting });
    const foreign = await ask('leader', 'POST', url(), { name: 'Sue', role: 'leader', onlyFor: 'f'.repeat(18) });
    expect(foreign.body.faults).toEqual([{ path: 'onlyFor', code: 'no-such-meeting' }]);
    expect((await ask('leader', 'DELETE', `${url()}/${lent.body.ref}`)).status).toBe(204);
    expect(await app.groups.guests(own.meeting)).toEqual([]);
  });

  test('are not given to somebody of another program, nor twice to the same', async () => {
    const foreign = await makeWorld(app.db, 'Foreign', app.clock.now());
    const give = async (personId: string | undefined) =>
      (await ask('leader', 'POST', url(), { personId, role: 'member' })).body.faults;
    expect(await give(foreign.people.member)).toEqual([{ path: 'personId', code: 'no-such-person' }]);
    expect(await give(own.people.member)).toEqual([{ path: 'personId', code: 'sits-already' }]);
    expect((await ask('leader', 'POST', url(), { role: 'member' })).body.faults).toEqual([{ path: 'name', code: 'missing' }]);
  });
});

describe('pairs', () => {
  test('[R11.5] are noted and read by leaders; a coordinator learns which pair, never why', async () => {
    const [oneId, otherId] = [own.people.member, own.people.observer].sort();
    const url = `/api/groups/${own.group}/pair-notes`;
    const note = { oneId: otherId, otherId: oneId, kind: 'dualRelation' };
    expect((await ask('coordinator', 'POST', url, note)).status).toBe(404);
    // Twice is once.
    expect((await ask('leader', 'POST', url, note)).status).toBe(204);
    expect((await ask('coLeader', 'POST', url, note)).status).toBe(204);
    const seen = (await viewOf('leader', own.group)).warnings;
    expect(seen).toEqual([{ oneId, otherId, kind: 'dualRelation', noteId: expect.any(String) }]);
    const learned = [{ oneId, otherId, kind: null, noteId: null }];
    expect((await viewOf('coordinator', own.group)).warnings).toEqual(learned);
    expect((await viewOf('member', own.group)).warnings).toEqual([]);
    // Before they sit together in another group.
    const pairs = (who: Somebody, people: (string | undefined)[]) =>
      ask(who, 'GET', `/api/programs/${own.program}/pairs?people=${people.join()}`);
    expect((await pairs('coordinator', [oneId, otherId])).body).toEqual({ warnings: learned });
    expect((await pairs('coordinator', ['x'])).status).toBe(400);
    expect((await pairs('leader', [oneId, otherId])).status).toBe(404);
    await app.db
      .updateTable('people')
      .set({ workplace: ' Clinic 2' })
      .where('id', '=', own.people.member ?? '')
      .execute();
    await app.db
      .updateTable('people')
      .set({ workplace: 'clinic 2' })
      .where('id', '=', own.people.leader ?? '')
      .execute();
    expect((await viewOf('leader', own.group)).warnings).toHaveLength(2);
    expect((await viewOf('coordinator', own.group)).warnings).toHaveLength(2);
    expect((await ask('coordinator', 'DELETE', `${url}/${seen[0].noteId}`)).status).toBe(404);
    expect((await ask('leader', 'DELETE', `${url}/${seen[0].noteId}`)).status).toBe(204);
    expect((await ask('leader', 'DELETE', `${url}/${seen[0].noteId}`)).status).toBe(404);
    expect((await viewOf('leader', own.group)).warnings).toMatchObject([{ kind: 'sameWorkplace', noteId: null }]);
    expect((await ask('leader', 'POST', url, { ...note, oneId: note.otherId })).status).toBe(422);
  });
});

describe('the contract', () => {
  test('[R11.8] is written by leaders, read by all, and accepted as the version that was read', async () => {
    const url = `/api/groups/${own.group}/contract`;
    const ref = (await viewOf('leader', own.group)).seats.find(({ name }: { name: string }) => name === 'observer Surname')?.ref;
    const token = (await app.accounts.links(own.group)).find((link) => link.ref === ref)?.token ?? '';
    const cookie = String((await app.press(token)).headers['set-cookie']).split(';')[0] ?? '';
    const doorstep = async () =>
      (await app.fastify.inject({ url: `/api/seats/${ref}/doorstep`, headers: { cookie } })).json().contract;
    const accept = async (payload?: object) => {
      const headers = { cookie, origin: ownOrigin };
      const url = `/api/seats/${ref}/contract`;
      return (await app.fastify.inject({ method: 'POST', url, headers, ...(payload && { payload }) })).statusCode;
    };
    const first = await doorstep();
    const page = { from: 0, language: 'en', seen: [] as string[] };
    expect((await ask('coordinator', 'PUT', url, { ...page, text: 'Mine' })).status).toBe(404);
    // A page from before somebody could write in several languages says less than is asked today.
    expect((await ask('leader', 'PUT', url, { from: 0, text: 'First' })).status).toBe(409);
    expect((await ask('leader', 'PUT', url, { ...page, text: 'First' })).status).toBe(204);
    expect((await ask('leader', 'PUT', url, { ...page, text: 'Second' })).status).toBe(409);
    const next = { ...page, from: 1, seen: ['en'] };
    expect((await ask('leader', 'PUT', url, { ...next, text: 'x'.repeat(20_001) })).status).toBe(400);
    expect((await ask('leader', 'PUT', url, { ...next, text: '語'.repeat(20_000) })).status).toBe(204);
    expect(await accept({ hash: first.hash })).toBe(409);
    expect(await accept()).toBe(409);
    expect(await accept({ hash: 'x' })).toBe(400);
    const { hash, text } = await doorstep();
    expect(text).toBe('語'.repeat(20_000));
    expect(await accept({ hash })).toBe(204);
    expect((await doorstep()).accepted).toBe(true);
    expect((await ask('member', 'GET', url)).body).toMatchObject({ version: 2, texts: [{ hash }], agreements: [] });
    expect((await ask('coordinator', 'GET', url)).body.agreements).toMatchObject([{ name: 'observer Surname', version: 2, hash }]);
  });
});
