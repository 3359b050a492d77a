// A program over HTTP: its coordinators, its people, and rosters from a file.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../server/database/new-id.ts';
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
async function ask(method: Method, path: string, payload?: object | string, who: Somebody = 'coordinator') {
  const type = typeof payload === 'string' ? { 'content-type': 'text/csv' } : {};
  const answer = await app.fastify.inject({
    ...{ method, url: `/api/programs/${own.program}${path}` },
    headers: { origin: ownOrigin, cookie: cookieOf(own, who), ...type },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.body.startsWith('{') ? answer.json() : answer.body, headers: answer.headers };
}
const people = async () => (await ask('GET', '/people')).body.people as { id: string; name: string; address: string | null }[];
const named = async (name: string) => (await people()).find((person) => person.name === name);

describe('a program', () => {
  test('is read and changed by its coordinators', async () => {
    expect((await ask('GET', '')).body).toMatchObject({
      ...{ name: 'Own', zone: 'Europe/Berlin', peopleCount: 6, sendsMail: false },
      coordinators: [{ address: `coordinator.${own.program}@example.org` }],
      groups: [{ id: own.group, seats: 6, leaders: ['leader Surname', 'coLeader Surname'], nextAt: null, quorum: 1 }],
    });
    expect((await ask('PATCH', '', { name: 'Family medicine', zone: 'europe/berlin', keepYears: 5 })).status).toBe(204);
    expect((await ask('GET', '')).body).toMatchObject({ name: 'Family medicine', zone: 'Europe/Berlin', keepYears: 5 });
    expect((await ask('PATCH', '', { zone: 'Mars/Olympus' })).body.faults).toEqual([{ path: 'zone', code: 'unknown' }]);
    expect((await ask('PATCH', '', { keepYears: 2 })).status).toBe(400);
  });

  test('keeps a coordinator: the last never ends, not even when two end each other at once', async () => {
    const [first, second] = [`coordinator.${own.program}@example.org`, 'second@example.org'];
    expect((await ask('DELETE', `/coordinators/${first}`)).body.faults).toEqual([{ path: 'address', code: 'last-coordinator' }]);
    for (let time = 0; time < 2; time += 1) expect((await ask('POST', '/coordinators', { address: second })).status).toBe(204);
    const both = await Promise.all([ask('DELETE', `/coordinators/${first}`), ask('DELETE', `/coordinators/${second}`)]);
    expect(both.map(({ status }) => status)).toContain(204);
    const left = await app.db
      .selectFrom('program_staff')
      .where('program_id', '=', own.program)
      .where('ended_at', 'is', null)
      .selectAll()
      .execute();
    expect(left).toHaveLength(1);
    await app.db.updateTable('program_staff').set({ ended_at: null }).where('address', '=', first).execute();
    expect((await ask('POST', '/coordinators', { address: 'a@example.org, b@example.org' })).status).toBe(400);
    expect((await ask('DELETE', '/coordinators/nobody@example.org')).status).toBe(404);
  });
});

describe('people', () => {
  test('are added, changed and found by their address once', async () => {
    const eve = await ask('POST', '/people', { name: 'Eve Adams', address: 'Eve@Example.org', zone: 'Asia/Kolkata' });
    expect(eve.status).toBe(201);
    expect(await named('Eve Adams')).toMatchObject({ shortName: 'Eve', address: 'eve@example.org', isProved: false, groups: [] });
    expect((await ask('POST', '/people', { name: 'E', address: 'eve@example.org' })).body.faults).toEqual([
      { path: 'address', code: 'address-taken' },
    ]);
    const url = `/people/${eve.body.id}`;
    expect((await ask('PATCH', url, { address: 'eva@example.org', workplace: 'Clinic 2' })).status).toBe(204);
    expect((await ask('PATCH', url, { address: `leader.${own.program}@example.org` })).body.faults).toEqual([
      { path: 'address', code: 'address-taken' },
    ]);
    expect((await ask('DELETE', url)).status).toBe(204);
    expect((await ask('DELETE', url)).status).toBe(404);
    // The address is free again.
    expect((await ask('POST', '/people', { name: 'Eve Adams', address: 'eva@example.org' })).status).toBe(201);
  });

  test('[R11.4] change an address that they have proved themselves, and nobody else does', async () => {
    const url = `/people/${own.people.member}`;
    const proved = [{ path: 'address', code: 'address-proved' }];
    expect((await ask('PATCH', url, { address: 'coordinator@example.org' })).body.faults).toEqual(proved);
    expect((await ask('PATCH', url, { address: null })).body.faults).toEqual(proved);
    expect((await ask('PATCH', url, { workplace: 'Clinic 3' })).status).toBe(204);
  });

  test('who leave lose their seats; the last leader does not leave before another leads', async () => {
    expect((await ask('DELETE', `/people/${own.people.coLeader}`)).status).toBe(204);
    expect(app.ended).toContain(own.seats.coLeader);
    const last = await ask('DELETE', `/people/${own.people.leader}`);
    expect([last.status, last.body.faults]).toEqual([422, [{ path: 'seats', code: 'no-leader' }]]);
    expect(await named('leader Surname')).toBeDefined();
    expect((await app.groups.roster(own.group)).seats.map(({ name }) => name)).not.toContain('coLeader');
  });

  test('are written for a spreadsheet', async () => {
    await ask('POST', '/people', { name: '+Plus' });
    const { status, body, headers } = await ask('GET', '/people.csv');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/csv; charset=utf-8', 'no-store']);
    expect(body).toContain(`"'+Plus"`);
    expect(body).toContain('Own group (member)');
  });
});

describe('a roster from a file', () => {
  const read = (text: string, more = '') => ask('POST', `/imports${more}`, text);

  test('is shown line by line, and applied as it was shown, once', async () => {
    const before = await people();
    const text = `Name;E-Mail;Gruppe;Rolle;Arbeitsplatz\nNina New;nina@example.org;own GROUP;Mitglied;Clinic 9\n${before[0]?.name};${before[0]?.address ?? ''};;;Clinic 9\nOld Hand;;;;\n`;
    const preview = await read(text);
    expect(preview.status).toBe(201);
    expect(preview.body).toMatchObject({
      ...{ encoding: 'utf-8', count: 3, faults: [], isApplied: false },
      rows: [
        { line: 2, name: 'Nina New', seats: [{ group: 'Own group', role: 'member' }], workplace: 'Clinic 9', does: 'adds' },
        { line: 3, does: 'changes' },
        { line: 4, name: 'Old Hand', address: null, seats: [], does: 'adds' },
      ],
    });
    expect(await people()).toEqual(before);
    const url = `/imports/${preview.body.id}`;
    expect((await ask('GET', url)).body).toEqual(preview.body);
    // Two tabs at once: one wins.
    const both = await Promise.all([ask('POST', `${url}/apply`), ask('POST', `${url}/apply`)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await ask('GET', url)).body.isApplied).toBe(true);
    expect(await people()).toHaveLength(before.length + 2);
    expect((await app.groups.roster(own.group)).seats.at(-1)?.name).toBe('Nina');
    expect(app.changed.at(-1)).toBe(own.group);
    // The same file again changes nothing.
    const again = await read(text);
    expect(again.body.rows.map(({ does }: { does: string }) => does)).toEqual(['nothing', 'nothing', 'nothing']);
  });

  test('is found again while it waits, and no longer once it is applied', async () => {
    const kept = await read('name\nWaits Here');
    const wrong = await read('name,email\nWaits There,nowhere');
    const waiting = async () => (await ask('GET', '/imports')).body.imports.map(({ id }: { id: string }) => id);
    expect(await waiting()).toEqual(expect.arrayContaining([kept.body.id, wrong.body.id]));
    expect((await ask('GET', '/imports')).body.imports).toContainEqual(
      expect.objectContaining({ id: wrong.body.id, count: 0, faults: 1 }),
    );
    expect((await ask('POST', `/imports/${kept.body.id}/apply`)).status).toBe(204);
    expect(await waiting()).not.toContain(kept.body.id);
    expect(await waiting()).toContain(wrong.body.id);
  });

  test('seats a person in several groups at once: named in one cell, or in a line for each', async () => {
    const second = newId();
    const { program_id, ...series } = await app.db
      .selectFrom('series')
      .innerJoin('groups', 'groups.id', 'series.group_id')
      .where('series.id', '=', own.series)
      .select([
        'groups.program_id',
        'series.form',
        'series.contract',
        'series.meeting_minutes',
        'series.meets_freely',
        'series.created_at',
      ])
      .executeTakeFirstOrThrow();
    await app.db.insertInto('groups').values({ id: second, name: 'Second; Thursdays', program_id }).execute();
    await app.db
      .insertInto('series')
      .values({ ...series, id: newId(), group_id: second, form: JSON.stringify(series.form) })
      .execute();
    const text = [
      'name,email,groups,role',
      'Both Ways,both@example.org,"Own group | Second; Thursdays (observer)",member',
      'Two Lines,two@example.org,Own group,observer',
      'Two Lines,two@example.org,second; thursdays,co-leader',
      'member Surname,member.X@example.org,Second; Thursdays,',
    ]
      .join('\n')
      .replace('member.X', `member.${own.program}`);
    const { body } = await read(text);
    expect(body.faults).toEqual([]);
    expect(body.rows).toMatchObject([
      {
        does: 'adds',
        sameAs: null,
        seats: [
          { group: 'Own group', role: 'member' },
          { group: 'Second; Thursdays', role: 'observer' },
        ],
      },
      { does: 'adds', sameAs: null, seats: [{ group: 'Own group', role: 'observer' }] },
      { does: 'seats', sameAs: 3, seats: [{ group: 'Second; Thursdays', role: 'coLeader' }] },
      { does: 'changes', sameAs: null },
    ]);
    expect((await ask('POST', `/imports/${body.id}/apply`)).status).toBe(204);
    const groupsOf = async (name: string) =>
      ((await named(name)) as unknown as { groups: { name: string; role: string }[] }).groups.map(
        (one) => `${one.name} ${one.role}`,
      );
    expect(await groupsOf('Both Ways')).toEqual(['Own group member', 'Second; Thursdays observer']);
    expect(await groupsOf('Two Lines')).toEqual(['Own group observer', 'Second; Thursdays coLeader']);
    expect((await people()).filter(({ name }) => name === 'Two Lines')).toHaveLength(1);
    // Our own list is read as it was written, and changes nothing.
    const csv = (await ask('GET', '/people.csv')).body as string;
    const again = await read(csv);
    expect(again.body.faults).toEqual([]);
    expect(new Set(again.body.rows.map(({ does }: { does: string }) => does))).toEqual(new Set(['nothing']));
  });

  test('says of another line of the same person what does not fit', async () => {
    const { body } = await read(
      [
        'name,email,group,role,workplace',
        'Twice Here,twice@example.org,Own group,,Clinic 1',
        'Twice Here,twice@example.org,own group,,',
        'Other Name,twice@example.org,Second; Thursdays,,',
        'Twice Here,twice@example.org,Second; Thursdays,,Clinic 2',
        'No Address,,Own group,,',
        'No Address,,Second; Thursdays,,',
        'Same Cell,same@example.org,Own group | Own group,,',
      ].join('\n'),
    );
    expect(body.faults.map(({ line, column, code }: Record<string, string>) => [line, column, code])).toEqual([
      [3, 'group', 'group-twice'],
      [4, 'name', 'other-above'],
      [5, 'workplace', 'other-above'],
      [7, 'name', 'name-twice'],
      [8, 'group', 'group-twice'],
    ]);
  });

  test('with a fault in one line is not applied at all', async () => {
    const before = await people();
    const { body } = await read(
      [
        'name,email,group,role,zone,language',
        'Good One,good@example.org,,,,',
        ',x@example.org,,,,',
        'Bad,not an address,,,,',
        'Twin,good@example.org,,,,',
        'Lost,lost@example.org,No such group,,,',
        'Odd,odd@example.org,,emperor,,',
        'Far,far@example.org,,,Mars/Olympus,klingon',
        'Bad <b@example.org>,b@example.org,,,,',
      ].join('\n'),
    );
    expect(body.faults.map(({ line, column, code }: Record<string, string>) => [line, column, code])).toEqual([
      [3, 'name', 'name-missing'],
      [4, 'address', 'address-wrong'],
      [5, 'address', 'address-twice'],
      [6, 'group', 'group-unknown'],
      [7, 'role', 'role-unknown'],
      [8, 'language', 'language-unknown'],
      [8, 'zone', 'zone-unknown'],
      [9, 'name', 'name-unreadable'],
    ]);
    expect((await ask('POST', `/imports/${body.id}/apply`)).status).toBe(409);
    expect(await people()).toEqual(before);
  });

  test('does not fill a circle beyond twelve', async () => {
    const lines = Array.from({ length: 12 }, (_, index) => `Extra ${index},Own group`);
    expect((await read(`name,group\n${lines.join('\n')}`)).body.faults).toContainEqual({
      ...{ line: expect.any(Number), column: 'group', code: 'group-full' },
    });
  });

  test('is stale when people have changed since it was shown', async () => {
    const { body } = await read('name,email\nSam Later,sam@example.org');
    await ask('POST', '/people', { name: 'Sam', address: 'sam@example.org' });
    const answer = await ask('POST', `/imports/${body.id}/apply`);
    expect([answer.status, answer.body.error]).toEqual([409, 'stale']);
    expect(await named('Sam Later')).toBeUndefined();
  });

  test('is of this program alone, not too large, and in an encoding that there is', async () => {
    const { body } = await read('name\nZed');
    const foreign = await makeWorld(app.db, 'Foreign', app.clock.now());
    const headers = { origin: ownOrigin, cookie: cookieOf(foreign, 'coordinator') };
    const url = `/api/programs/${foreign.program}/imports/${body.id}`;
    expect((await app.fastify.inject({ url, headers })).statusCode).toBe(404);
    expect((await app.fastify.inject({ method: 'POST', url: `${url}/apply`, headers })).statusCode).toBe(404);
    expect((await read('x'.repeat(1_000_001))).status).toBe(413);
    expect((await read('name\nZed', '?encoding=utf-7')).body.faults).toEqual([{ path: 'encoding', code: 'unknown' }]);
    expect((await read('PK\u0003\u0004')).body.faults).toEqual([{ line: 1, column: null, code: 'workbook' }]);
    expect((await ask('POST', '/imports', { name: 'Zed' })).status).toBe(400);
  });
});
